"""What entries say is read once, and what a person changes is seen at once all the same."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, journal

from aftercare.check.facts import settle, settle_meant, with_consequences
from aftercare.check.remembered import Memory
from aftercare.check.screening import journal_facts, ready
from aftercare.knowledge.catalogue import catalogue
from aftercare.model.entry import Addition, Entry
from aftercare.model.fact import Fact, Status
from aftercare.model.journal import Journal
from aftercare.usecases.ten_years import ten_years


@pytest.fixture(scope="module")
def decade() -> Journal:
    """The latest of ten years and some of the oldest: what counts however old it is is among them."""
    whole = ten_years(catalogue(KNOWLEDGE), NOW.date())
    kept: tuple[Entry, ...] = (*whole.entries[:300], *whole.entries[-600:])
    return replace(whole, entries=kept)


def read(given: Journal, now: datetime = NOW) -> tuple[Fact, ...]:
    return journal_facts(KNOWLEDGE, given, (), now)


def read_anew(given: Journal, now: datetime = NOW) -> tuple[Fact, ...]:
    """As by a program that was just started."""
    ready.cache_clear()
    return read(given, now)


def says(given: Journal, finding: str) -> set[Status]:
    return {fact.status for fact in read(given) if fact.finding == finding}


def test_an_edited_entry_says_what_it_says_now() -> None:
    before = journal(entry({"pain": 7}))
    assert says(before, "severe_pain") == {Status.PRESENT}
    after = before.with_entries([replace(before.entries[0], values={"pain": 1})])
    assert says(after, "severe_pain") == {Status.ABSENT}
    assert says(before, "severe_pain") == {Status.PRESENT}


def test_what_is_added_the_next_day_and_what_is_deleted_is_seen() -> None:
    before = journal(entry({"tears": 0}), entry({"pain": 7}, timedelta(hours=3), number=2))
    assert says(before, "severe_pain") == {Status.PRESENT}
    assert says(before.without_entries([before.entries[0].id]), "severe_pain") == set()
    added = replace(before.entries[1], added=(Addition(recorded=NOW, values={"pain": 0}),))
    assert says(before.with_entries([added]), "severe_pain") == {Status.PRESENT, Status.ABSENT}


def test_a_count_is_reached_with_the_entry_that_reaches_it() -> None:
    """Pain in three of the last six times; what each of them says was read before."""
    times = [entry({"pain": 5}, timedelta(days=n), number=n + 1) for n in range(3)]
    held = journal()
    for one in times:
        held = held.with_entries([one])
        assert read(held) == read_anew(held)


def test_ten_years_say_the_same_whether_read_before_or_not(decade: Journal) -> None:
    """Over a year that goes by, an edit, and something added to an old entry."""
    old, young = decade.entries[40], decade.entries[-3]
    edited = decade.with_entries([replace(young, values={**young.values, "pain": 9})])
    told = replace(old, added=(Addition(recorded=NOW - timedelta(days=2), values={"pain": 8}),))
    for given in (decade, edited, edited.with_entries([told])):
        for days in (0, 3, 200, 400):
            now = NOW + timedelta(days=days)
            assert read(given, now) == read_anew(given, now)


def test_the_same_entry_under_other_measures_is_read_anew(decade: Journal) -> None:
    """Own measures come and go; the entries stay."""
    giving = KNOWLEDGE.measures["pain"].gives
    own = replace(KNOWLEDGE.measures["pain"], id="own_ache", gives=giving)
    held = journal(entry({"own_ache": 7}))
    assert says(held, "severe_pain") == set()
    assert says(replace(held, own_measures=(own,)), "severe_pain") == {Status.PRESENT}
    assert says(held, "severe_pain") == set()


def test_what_an_entry_means_for_other_findings_is_worked_out_with_it() -> None:
    """As if all facts were settled at once: pain that is severe, were that to deny a fever, says no fever."""
    at, one = ready(KNOWLEDGE), entry({"pain": 8})
    severe = replace(KNOWLEDGE.findings["severe_pain"], denies=("fever",))
    findings = {**KNOWLEDGE.findings, "severe_pain": severe}
    memory = Memory(findings=findings, screeners=KNOWLEDGE.screeners, gives=at.gives, always=at.gives)
    says = memory.whole(one, at.gives)
    assert says.meant == tuple(with_consequences(says.facts, findings)) == memory.lasting(one)
    assert [fact.status for fact in says.meant if fact.finding == "fever"] == [Status.ABSENT]
    assert settle(says.facts, findings, NOW) == settle_meant(says.meant, findings, NOW)
