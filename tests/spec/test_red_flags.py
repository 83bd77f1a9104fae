"""Every red flag comes to what its cases say: both sides of each threshold, unknown, and past its time."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare.check.screening import screen_facts
from aftercare.knowledge.cases import case_fact
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.red_flag import Case, RedFlag
from aftercare.model.person import Dated, Person

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
CASES = [(rule, case) for rule in KNOWLEDGE.red_flags.values() for case in rule.cases]


def person_of(case: Case) -> Person | None:
    """Who the case is about; nobody in particular when it says neither age nor organs."""
    if case.birth_year is None and case.organs is None:
        return None
    answers = {} if case.organs is None else {"organs": Dated(case.organs, NOW - timedelta(days=400))}
    return Person(birth_year=case.birth_year or 1990, answers=answers)


def what_it_comes_to(rule: RedFlag, case: Case) -> str:
    facts = tuple(case_fact(written, NOW) for written in case.given)
    screening = screen_facts(KNOWLEDGE, person_of(case), facts, NOW)
    for fired in screening.fired:
        if fired.rule == rule.id:
            return fired.action.value
    for opened in screening.open:
        if opened.rule == rule.id:
            return f"open {opened.floor}"
    return "none"


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule.id}: {case.it}" for rule, case in CASES])
def test_the_rule_comes_to_what_the_case_says(rule: RedFlag, case: Case) -> None:
    """Each case is a sentence a person could say of what they see."""
    assert what_it_comes_to(rule, case) == case.gives


@pytest.mark.parametrize("rule", KNOWLEDGE.red_flags.values(), ids=lambda rule: rule.id)
def test_each_branch_has_a_case_that_fires_it_and_each_rule_one_that_does_not(rule: RedFlag) -> None:
    """No action of a rule is left without a case, and none is without its other side."""
    given = {case.gives for case in rule.cases}
    assert {branch.action.value for branch in rule.branches} <= given
    assert any(case.gives == "none" or case.gives.startswith("open") for case in rule.cases) or len(given) > 1


def closed_by_no(rule: RedFlag, core: str) -> list[str]:
    """Answer "no" to every question the rule asks, as long as it is open; what is asked in vain comes back."""
    told = [case_fact(core, NOW)]
    person = Person(birth_year=1990)
    for _ in range(40):
        screening = screen_facts(KNOWLEDGE, person, told, NOW)
        opened = next((one for one in screening.open if one.rule == rule.id), None)
        if opened is None:
            return []
        if not opened.ask:
            return [f"open to {opened.could_be} with nothing left to ask"]
        told.append(case_fact(f"no {opened.ask[0]}", NOW))
    return ["never ends"]


@pytest.mark.parametrize("rule", KNOWLEDGE.red_flags.values(), ids=lambda rule: rule.id)
def test_a_rule_that_asked_everything_and_heard_no_is_open_no_more(rule: RedFlag) -> None:
    """Nobody is left under a warning that no answer can end."""
    left = {core: why for core in rule.core if (why := closed_by_no(rule, core))}
    assert not left


@pytest.mark.parametrize("rule", KNOWLEDGE.red_flags.values(), ids=lambda rule: rule.id)
def test_not_sure_to_everything_never_closes_a_rule(rule: RedFlag) -> None:
    """Not sure is an answer, so it is not asked again, and it is unknown, so the floor stays."""
    for core in rule.core:
        told = [case_fact(core, NOW)]
        before = screen_facts(KNOWLEDGE, None, told, NOW)
        told += [case_fact(f"unsure {name}", NOW) for name in rule.ask if name != core]
        after = screen_facts(KNOWLEDGE, None, told, NOW)
        assert after.action == before.action
        assert {one.rule for one in after.open} == {one.rule for one in before.open}
