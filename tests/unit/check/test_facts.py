"""Facts: what the journal, the person and answers say, with their time."""

from datetime import timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry

from aftercare.check.facts import derived_facts, facts_of_entry, gives_by_measure, settle
from aftercare.check.screening import ready
from aftercare.knowledge.cases import case_fact
from aftercare.knowledge.rule import Expression, Truth, Window, evaluate
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.person import Dated, Person

GIVES = gives_by_measure(KNOWLEDGE.measures)


def settled(*written: str) -> dict[str, tuple[Status, FactTime]]:
    facts = settle([case_fact(one, NOW) for one in written], KNOWLEDGE.findings, NOW)
    return {fact.finding: (fact.status, fact.time) for fact in facts}


def test_a_value_gives_only_the_facts_its_measure_names() -> None:
    """Pain of 4 is present, severe pain absent; where it hurt stays unknown."""
    facts = {fact.finding: fact.status for fact in facts_of_entry(entry({"pain": 4}), GIVES, KNOWLEDGE.findings)}
    assert facts["pain_4"] is Status.PRESENT
    assert facts["severe_pain"] is Status.ABSENT
    assert "belly_pain" not in facts


def test_history_stands_at_any_time_and_what_was_said_last_counts() -> None:
    """Answered now, true since ever; a later no replaces a yes given by mistake."""
    assert settled("hysterectomy 900d ago")["hysterectomy"] == (Status.PRESENT, FactTime.EVER)
    assert settled("hysterectomy 2d ago", "no hysterectomy")["hysterectomy"][0] is Status.ABSENT
    assert settled("no hysterectomy", "hysterectomy 2d ago")["hysterectomy"][0] is Status.ABSENT


def test_a_state_of_the_person_lasts_its_time_and_is_then_unknown() -> None:
    """A pregnancy answer does not stand for years."""
    assert "pregnancy_stated" in settled("pregnancy_stated 279d ago")
    assert "pregnancy_stated" not in settled("pregnancy_stated 281d ago")


def test_not_sure_takes_back_nothing_and_is_asked_again_another_time() -> None:
    """It keeps its own time instead of standing for ever."""
    facts = settle(
        [case_fact("blood_thinner 3d ago", NOW), case_fact("unsure blood_thinner 1d ago", NOW)],
        KNOWLEDGE.findings,
        NOW,
    )
    assert {(fact.status, fact.at) for fact in facts} == {
        (Status.PRESENT, None),
        (Status.UNKNOWN, NOW - timedelta(days=1)),
    }


def test_no_to_any_of_these_is_no_to_each_but_takes_back_nothing() -> None:
    """The parts become absent by the journal only, which never cancels what is present."""
    facts = settle([case_fact("no ill", NOW)], KNOWLEDGE.findings, NOW)
    said = {fact.finding: (fact.status, fact.origin) for fact in facts}
    assert said["confused"] == (Status.ABSENT, Origin.JOURNAL)
    assert said["blackout"] == (Status.ABSENT, Origin.JOURNAL)


@pytest.mark.parametrize(("born", "expected"), [(1992, False), (1991, True), (1980, True)])
def test_an_age_that_may_fit_counts_as_fitting(born: int, expected: bool) -> None:
    """Only the year is kept: 35 this year counts as 35."""
    facts = {fact.finding: fact.status for fact in derived_facts(Person(birth_year=born), KNOWLEDGE.findings, NOW)}
    assert (facts["age_35_or_more"] is Status.PRESENT) is expected


def test_organs_unknown_say_nothing_and_organs_known_say_yes_or_no() -> None:
    """A womb that was never asked about is unknown."""

    def facts(person: Person) -> dict[str, Fact]:
        return {fact.finding: fact for fact in derived_facts(person, KNOWLEDGE.findings, NOW)}

    assert "has_womb" not in facts(Person(birth_year=1990))
    told = Person(birth_year=1990, answers={"organs": Dated(("penis", "testes"), NOW)})
    assert facts(told)["has_womb"].status is Status.ABSENT
    assert facts(told)["lacks_womb"].status is Status.PRESENT
    assert facts(told)["pregnant"].status is Status.ABSENT
    assert "testicle_pain" not in facts(told)


@pytest.mark.parametrize("name", ["fever", "confused", "grey_clammy", "bleeding_runs", "voice_change"])
def test_a_no_in_words_never_takes_back_what_decides_an_emergency(name: str) -> None:
    """Not for a finding a rule names, nor for one that only a composite is made of."""
    said = (case_fact(f"{name} in the journal", NOW), case_fact(f"no {name} in words", NOW))
    verdict = evaluate(Expression.from_plain(name, name), ready(KNOWLEDGE).known(said), Window(NOW))
    assert verdict.truth is Truth.FIRES
