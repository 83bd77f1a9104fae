"""A second reading of the safety rules: cases written by someone who had seen neither the rule data nor the engine."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aftercare.check.screening import screen_facts
from aftercare.knowledge.cases import case_fact
from aftercare.knowledge.load import load_knowledge, read_yaml_list
from aftercare.model.assessment import ACTION_ORDER, Action, Screening
from aftercare.model.person import Dated, Person

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
KEYS = {"it", "rule", "given", "gives", "whole", "birth_year", "organs"}


@dataclass(frozen=True)
class IndependentCase:
    """One sentence, what is known in it, and what the rules must come to."""

    it: str
    rule: str
    given: tuple[str, ...]
    gives: str
    whole: Action | None
    person: Person | None


def read_cases() -> list[IndependentCase]:
    plain = read_yaml_list(Path(__file__).parent / "independent_cases.yaml")
    cases = []
    for one in plain:
        assert set(one) <= KEYS, one["it"]
        person = None
        if "birth_year" in one or "organs" in one:
            organs = {"organs": Dated(tuple(one["organs"]), NOW - timedelta(days=400))} if "organs" in one else {}
            person = Person(birth_year=one.get("birth_year", 1990), answers=organs)
        whole = Action(one["whole"]) if "whole" in one else None
        cases.append(IndependentCase(one["it"], one["rule"], tuple(one["given"]), one["gives"], whole, person))
    return cases


CASES = read_cases()


def what_comes_of(rule: str, screening: Screening) -> str:
    for fired in screening.fired:
        if fired.rule == rule:
            return fired.action.value
    return next((f"open {one.floor}" for one in screening.open if one.rule == rule), "none")


def agrees(gives: str, got: str) -> bool:
    if gives.startswith("not "):
        return got != gives.removeprefix("not ")
    if gives == "open":
        return got.startswith("open")
    return got == gives


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}: {case.it}" for case in CASES])
def test_the_rules_come_to_what_a_second_reader_expects(case: IndependentCase) -> None:
    """Each case is a sentence a person could say of what they have."""
    facts = tuple(case_fact(written, NOW) for written in case.given)
    for fact in facts:
        assert fact.finding in KNOWLEDGE.findings or fact.finding.startswith("gone_rf"), fact.finding
    screening = screen_facts(KNOWLEDGE, case.person, facts, NOW)
    assert agrees(case.gives, what_comes_of(case.rule, screening))
    if case.whole is not None:
        assert screening.action is not None
        assert ACTION_ORDER.index(screening.action) <= ACTION_ORDER.index(case.whole)


def test_every_rule_has_cases_of_a_second_reader_on_more_than_one_side() -> None:
    """No rule is left to its author's own cases alone."""
    for rule, flag in KNOWLEDGE.red_flags.items():
        actions = {branch.action.value for branch in flag.branches}
        given = {case.gives for case in CASES if case.rule == rule}
        assert actions <= given, (rule, actions - given)
