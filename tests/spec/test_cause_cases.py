"""The order of causes on short cases: what is known of a person, and which cause must come first or among three."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aftercare.knowledge.load import load_knowledge, read_yaml_list
from aftercare.model.check import Assessment, Subject
from aftercare.model.fact import Status
from aftercare.model.measure import Organ
from aftercare.usecases.check import Asked, check

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CASES = [
    case
    for path in sorted((Path(__file__).parent / "check").glob("cause_cases_*.yaml"))
    for case in read_yaml_list(path)
]


def assessed(case: dict[str, Any]) -> Assessment:
    """What the check makes of a case's findings."""
    answers = dict.fromkeys(case.get("present", ()), Status.PRESENT)
    answers |= dict.fromkeys(case.get("absent", ()), Status.ABSENT)
    organs = case.get("organs")
    subject = Subject(
        youngest=case.get("age"),
        oldest=case.get("age"),
        organs=None if organs is None else frozenset(Organ(one) for one in organs),
    )
    return check(load_knowledge(), Asked(subject=subject, answers=answers), NOW)


def among(case: dict[str, Any]) -> list[str]:
    """The causes that must stand among the first three."""
    wanted = case.get("among", [])
    return [wanted] if isinstance(wanted, str) else list(wanted)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.get('first') or among(case)}: {case['it']}")
def test_the_cause_comes_where_the_case_says(case: dict[str, Any]) -> None:
    """A cause that the findings speak for comes first, or among the first three."""
    shown = [cause.id for cause in assessed(case).causes]
    if "first" in case:
        assert shown[:1] == [case["first"]], shown
    assert set(among(case)) <= set(shown[:3]), shown


def test_every_cause_has_a_case() -> None:
    """No cause is left that nobody has tried to bring up."""
    tried = {cause for case in CASES for cause in (*among(case), case.get("first"))}
    assert set(load_knowledge().causes) - tried == set()
