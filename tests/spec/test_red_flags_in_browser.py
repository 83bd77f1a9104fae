"""The cases of every red flag, run in the browser's scripts as well: both sides of each edge, unknown, past its time.

A rule that needs this entry alone comes to the same in both places. One that needs the journal is silent in both.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.screening.browser import Browser, asked, browser, encounter, outcome, outcome_there

from aftercare.check.facts import derive_facts
from aftercare.knowledge.cases import case_fact
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.red_flag import Case, Needs, RedFlag
from aftercare.model.assessment import Action
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.measure import Organ
from aftercare.usecases.letter_in import after_letter

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
RULES = list(KNOWLEDGE.red_flags.values())
ENTRY_RULES = [rule for rule in RULES if rule.needs is Needs.ENTRY]
ENTRY = encounter(NOW)


@pytest.fixture(scope="module")
def here() -> Iterator[Browser]:
    with browser() as running:
        yield running


def facts_of(case: Case) -> tuple[Fact, ...]:
    return tuple(case_fact(written, NOW) for written in case.given)


def facts_of_person(case: Case) -> tuple[Fact, ...]:
    """What follows from age and organs, where the case says them; the browser knows neither of itself."""
    if case.birth_year is None and case.organs is None:
        return ()
    organs = None if case.organs is None else frozenset(Organ(name) for name in case.organs)
    oldest = NOW.year - (case.birth_year or 1990)
    return tuple(derive_facts(KNOWLEDGE.findings, youngest=oldest - 1, oldest=oldest, organs=organs))


def comes_to(found: dict[str, object], rule: RedFlag) -> str:
    fired, opened = found["fired"], found["open"]
    assert isinstance(fired, list)
    assert isinstance(opened, list)
    for flag in fired:
        if flag["rule"] == rule.id:
            return str(flag["action"])
    return next((f"open {one['floor']}" for one in opened if one["rule"] == rule.id), "none")


@pytest.mark.parametrize("rule", ENTRY_RULES, ids=lambda rule: rule.id)
def test_a_rule_comes_to_what_its_cases_say_in_the_browser_too(rule: RedFlag, here: Browser) -> None:
    """The very cases of `test_red_flags.py`."""
    for case in rule.cases:
        told = (*facts_of(case), *facts_of_person(case))
        assert comes_to(here.ask("after", **asked(ENTRY, told, NOW)), rule) == case.gives, case.it


def unlike(here: Browser, given: list[tuple[Fact, ...]]) -> list[object]:
    """The given facts by which the two places come to different pages."""
    here.send("many", asked=[{"do": "after", **asked(ENTRY, told, NOW)} for told in given])
    expected = [outcome(after_letter(KNOWLEDGE, ENTRY, told, NOW)) for told in given]
    return [
        [(fact.finding, fact.status, fact.time, fact.origin, fact.at) for fact in told]
        for told, one, there in zip(given, expected, here.answer(), strict=True)
        if one != outcome_there(there)
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_case_gives_the_same_page_in_both_places(rule: RedFlag, here: Browser) -> None:
    """All that fired and is open, each sentence, the lines, the questions; silent rules are silent in both."""
    given = [(*facts_of(case), *facts_of_person(case)) for case in rule.cases]
    assert unlike(here, [*given, *(facts_of(case) for case in rule.cases)]) == []
    if rule.needs is not Needs.ENTRY:
        for told in given:
            assert comes_to(here.ask("after", **asked(ENTRY, told, NOW)), rule) == "none"


def around(rule: RedFlag, case: Case) -> Iterator[tuple[Fact, ...]]:
    """The case with one thing changed: not sure, denied, only read.

    And, for the first case of each action, everything as long ago as each time that the rule names.
    """
    facts = facts_of(case)
    for place, fact in enumerate(facts):
        others = (*facts[:place], *facts[place + 1 :])
        yield (*others, replace(fact, status=Status.UNKNOWN))
        if case.gives in tuple(Action):
            yield (*others, replace(fact, origin=Origin.WORDS, quote="so it was", entry=ENTRY.id))
            if place == 0:
                yield (*facts, replace(fact, status=Status.ABSENT))
    firsts = {one.gives: one for one in reversed(rule.cases)}
    for length in lengths_of(rule) if case.gives in tuple(Action) and firsts[case.gives] is case else ():
        for age in (length, length + timedelta(milliseconds=1)):
            yield tuple(fact if fact.at is None else replace(fact, at=NOW - age) for fact in facts)


def lengths_of(rule: RedFlag) -> list[timedelta]:
    """Every time that the rule names."""
    branches = [one.live_for for one in rule.branches] + [one.after.until for one in rule.branches if one.after]
    leaves = [leaf.within for one in rule.branches for leaf in one.fires.leaves()]
    return sorted({one.delta for one in (*branches, *leaves) if one is not None})


@pytest.mark.parametrize("rule", ENTRY_RULES, ids=lambda rule: rule.id)
def test_on_both_sides_of_every_edge_the_two_places_agree(rule: RedFlag, here: Browser) -> None:
    """To the millisecond before and after each time a rule names, and with each fact unknown, denied or only read."""
    given = list(dict.fromkeys(told for case in rule.cases for told in around(rule, case)))
    assert len(given) >= 2 * len(rule.cases)
    assert unlike(here, given) == []
