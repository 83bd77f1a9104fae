"""What stays off while unwanted sex or fear of a partner stands, until the person turns it on (SAFETY 4)."""

from datetime import UTC, datetime

import pytest

from aftercare.check.screening import screen_facts
from aftercare.knowledge.load import load_knowledge
from aftercare.model.check import Assessment
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.settings import Settings
from aftercare.usecases.check import Asked, check
from aftercare.usecases.discreet import advice_for_two_is_off
from aftercare.web.check_result import Teller, cause_groups
from aftercare.web.times import Times

KNOWLEDGE = load_knowledge()
NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


def flags(*findings: str) -> tuple[object, ...]:
    told = [Fact(finding=name, status=Status.PRESENT, origin=Origin.ANSWER, at=NOW) for name in findings]
    return screen_facts(KNOWLEDGE, None, told, NOW).fired


@pytest.mark.parametrize("finding", ["unwanted_sex", "afraid_of_partner"])
def test_it_is_off_while_one_of_these_stands_and_on_only_by_the_persons_wish(finding: str) -> None:
    standing = flags(finding)
    assert standing
    assert advice_for_two_is_off(KNOWLEDGE, standing)
    assert advice_for_two_is_off(KNOWLEDGE, standing, Settings())
    assert not advice_for_two_is_off(KNOWLEDGE, standing, Settings(advice_for_two=True))


def test_pain_alone_turns_nothing_off() -> None:
    assert not advice_for_two_is_off(KNOWLEDGE, flags("chest_pain"))


def steps_shown(assessment: Assessment, settings: Settings | None = None) -> set[str]:
    teller = Teller(journal=None, times=Times(today=NOW.date(), gettext=str))
    groups = cause_groups(KNOWLEDGE, assessment, teller, with_private=True, settings=settings)
    return {step.text for group in groups for cause in group.causes for step in cause.steps}


def test_the_first_steps_of_a_check_hold_no_advice_for_two_then() -> None:
    for_two = {one.text for cause in KNOWLEDGE.causes.values() for one in cause.helps if one.for_two}
    assert for_two
    tears = {"tears_after": Status.PRESENT, "low_mood_after": Status.PRESENT, "good_sex_wanted": Status.PRESENT}
    plain = check(KNOWLEDGE, Asked(answers=tears), NOW)
    assert steps_shown(plain) & for_two, "something there is to leave out"
    afraid = check(KNOWLEDGE, Asked(answers={**tears, "afraid_of_partner": Status.PRESENT}), NOW)
    assert not steps_shown(afraid) & for_two
    assert steps_shown(afraid)
