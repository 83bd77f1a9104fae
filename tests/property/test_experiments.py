"""Whatever a person reveals, logs, edits, deletes, leaves out, pauses or stops: the draw stays fair and whole."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftercare.experiments.draw import arm as drawn_arm
from aftercare.exporters.json_export import export_json, read_export
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Screening
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import Conflict
from aftercare.model.experiment import BLOCK, Arm, Compliance, Experiment
from aftercare.model.journal import Journal
from aftercare.model.person import Person
from aftercare.usecases import experiment_safety as safety
from aftercare.usecases import experiments as use
from aftercare.usecases import log_entry as log
from aftercare.usecases.drafts import Draft, moment
from aftercare.vault import Session

KNOWLEDGE = load_knowledge()
START = datetime(2026, 9, 1, 20, 0, tzinfo=UTC)


@dataclass
class Memory:
    """What a session does to a journal, without a disk."""

    journal: Journal = field(default_factory=lambda: Journal(person=Person(birth_year=1990)))
    before: list[Journal] = field(default_factory=list)

    def _entries(self, journal: Journal) -> None:
        self.before.append(self.journal)
        self.journal = journal

    def add(self, entry: Entry) -> None:
        self._entries(self.journal.with_entries([entry]))

    def change(self, entry: Entry) -> None:
        self._entries(self.journal.with_entries([entry]))

    def delete(self, entry_id: str) -> None:
        self._entries(self.journal.without_entries([entry_id]))

    def undo(self, step: int | None = None) -> None:
        """Entries go back; experiments are no part of it."""
        assert step is None, "nothing here names the step it takes back"
        if not self.before:
            raise Conflict("There is nothing left to undo.")
        self.journal = replace(self.journal, entries=self.before.pop().entries)

    def refresh(self) -> Journal:
        return self.journal

    def put_experiments(self, experiments: Any) -> None:
        self.journal = replace(self.journal, experiments=tuple(experiments))

    def put_answers(self, answers: Any) -> None:
        self.journal = replace(self.journal, answers=tuple(answers))


@dataclass
class Life:
    """One person doing this and that."""

    session: Memory
    seed: str
    now: datetime = START
    number: int = 0

    @property
    def open(self) -> Session:
        return self.session

    @property
    def experiment(self) -> Experiment:
        return use.settled(self.session.journal.experiments[-1], self.session.journal, KNOWLEDGE)

    def do(self, step: tuple[str, int]) -> None:
        what, how = step
        self.now += timedelta(seconds=20) if how % 8 == 0 else timedelta(minutes=7 + 31 * (how % 40))
        with suppress(Conflict):  # it can't be done now: nothing may have changed by it
            getattr(self, f"_{what}")(how)

    def _reveal(self, how: int) -> None:
        use.reveal(self.open, KNOWLEDGE, self.now)

    def _log(self, how: int) -> None:
        self.number += 1
        at = (self.now - timedelta(minutes=(how % 5) * 97)).replace(tzinfo=None)
        values: dict[str, object] = {"pain": how % 7}
        if how % 3 == 0:
            values["company"] = ("alone", "one")[how % 2]
        draft = Draft(
            id=f"00000000-0000-4000-8000-{self.number:012d}",
            kind=EntryKind.ENCOUNTER,
            at=moment(at, "UTC"),
            values=values,
            left_out=how % 11 == 0,
        )
        log.log_entry(self.open, KNOWLEDGE, draft, self.now)

    def _some(self, how: int) -> Entry:
        entries = self.session.journal.entries
        if not entries:
            raise Conflict("There is no entry yet.")
        return entries[how % len(entries)]

    def _edit(self, how: int) -> None:
        entry = self._some(how)
        at = When(entry.at.local + timedelta(minutes=(how % 7 - 4) * 60), "UTC", Precision.INSTANT)
        company = ("alone", "one", "several")[how % 3]
        log.edit_entry(
            self.open, KNOWLEDGE, entry.id, values={"pain": how % 7, "company": company}, note="", at=at, now=self.now
        )

    def _delete(self, how: int) -> None:
        log.delete_entry(self.open, self._some(how).id)

    def _leave_out(self, how: int) -> None:
        log.leave_out(self.open, KNOWLEDGE, self._some(how).id, out=how % 2 == 0, now=self.now)

    def _not_wanted(self, how: int) -> None:
        entry = self._some(how)
        self.session.change(replace(entry, values={**entry.values, "wanted": "no"}, left_out=True))

    def _undo(self, how: int) -> None:
        log.undo(self.open)

    def _give_back(self, how: int) -> None:
        use.give_back(self.open, KNOWLEDGE, self.now)

    def _pause(self, how: int) -> None:
        use.pause(self.open, KNOWLEDGE, self.now)

    def _resume(self, how: int) -> None:
        use.resume(self.open, KNOWLEDGE, self.now)

    def _comply(self, how: int) -> None:
        entry = self._some(how)
        if any(draw.entry == entry.id for one in self.session.journal.experiments for draw in one.draws):
            use.comply(self.open, entry.id, tuple(Compliance)[how % 3])

    def _stop(self, how: int) -> None:
        if how % 9 == 0:
            use.stop(self.open, KNOWLEDGE, self.now)


STEPS = ["reveal", "log"] * 6 + [
    *("edit", "delete", "leave_out", "not_wanted", "undo"),
    *("give_back", "pause", "resume", "resume", "comply", "stop"),
]
LIVES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 400)), min_size=10, max_size=60)
SEEDS = st.binary(min_size=32, max_size=32).map(bytes.hex)
QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _nothing_urgent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What must come first has tests of its own; screening each of thousands of saves would take minutes."""
    monkeypatch.setattr(safety, "screen_journal", lambda *_: Screening(fired=(), open=()))
    monkeypatch.setattr(log, "after_save", lambda *_: SimpleNamespace(screening=safety.CLEAR_SKY))
    yield


def lived(steps: list[tuple[str, int]], seed: str, *, template: str = "pause_to_ask") -> Life:
    life = Life(Memory(), seed)
    plan = use.Plan(template=template, change="", outcome="pain", better=-1, rounds=24)
    use.begin(life.open, KNOWLEDGE, plan, life.now, seed)
    for step in steps:
        life.do(step)
    return life


@QUICK
@given(LIVES, SEEDS)
def test_the_order_is_the_seeds_no_place_comes_twice_and_an_encounter_is_in_one_round(
    steps: list[tuple[str, int]], seed: str
) -> None:
    life = lived(steps, seed)
    for one in (life.session.journal.experiments[-1], life.experiment):
        assert [draw.place for draw in one.draws] == list(range(len(one.draws)))
        assert [draw.arm for draw in one.draws] == [drawn_arm(seed, place) for place in range(len(one.draws))]
        assert len(one.draws) <= one.rounds
        entries = [draw.entry for draw in one.draws if draw.entry is not None]
        assert len(entries) == len(set(entries))
        assert set(entries).isdisjoint(one.outside)
        assert sum(draw.entry is None and not draw.void for draw in one.draws) <= 1


@QUICK
@given(LIVES, SEEDS)
def test_an_arm_only_ever_belongs_to_an_encounter_that_came_after_it(steps: list[tuple[str, int]], seed: str) -> None:
    life = lived(steps, seed)
    there = {entry.id: entry for entry in life.session.journal.entries}
    for draw in life.experiment.draws:
        if draw.entry is None or draw.void:
            continue
        entry = there[draw.entry]
        assert entry.at.instant() >= draw.revealed.replace(second=0, microsecond=0)
        assert entry.recorded >= draw.revealed
        assert not entry.left_out
        assert entry.value("wanted") in (None, "yes")


@QUICK
@given(LIVES, SEEDS)
def test_settling_again_changes_nothing(steps: list[tuple[str, int]], seed: str) -> None:
    life = lived(steps, seed)
    assert use.settled(life.experiment, life.session.journal, KNOWLEDGE) == life.experiment


@QUICK
@given(LIVES, SEEDS)
def test_what_is_void_has_no_part_in_the_result(steps: list[tuple[str, int]], seed: str) -> None:
    life = lived(steps, seed)
    one, journal = life.experiment, life.session.journal
    void = {draw.entry for draw in one.draws if draw.void}
    louder = journal.with_entries(
        replace(entry, values={**entry.values, "pain": 10}) for entry in journal.entries if entry.id in void
    )
    before, after = (use.result(each, one, KNOWLEDGE, life.now) for each in (journal, louder))
    assert before.trial == after.trial
    assert before.points == after.points
    trial = use.trial_of(journal, one, KNOWLEDGE, life.now)
    assert all(one.value is None for one, draw in zip(trial.rounds, life.experiment.draws, strict=False) if draw.void)


@QUICK
@given(LIVES, SEEDS)
def test_an_export_brings_it_back_whole_and_one_without_private_things_tells_nothing(
    steps: list[tuple[str, int]], seed: str
) -> None:
    life = lived(steps, seed)
    journal = replace(life.session.journal, version=0)
    whole = export_json(journal, KNOWLEDGE.measures, include_private=True, include_left_out=True)
    assert read_export(whole, KNOWLEDGE.measures).journal.experiments == journal.experiments
    public = export_json(journal, KNOWLEDGE.measures, include_private=False, include_left_out=False)
    read = read_export(public, KNOWLEDGE.measures).journal
    there = {entry.id for entry in read.entries}
    for one in read.experiments:
        assert {draw.entry for draw in one.draws if draw.entry and draw.void != "deleted"} <= there
        assert {pause.why for pause in one.pauses} <= {"own"}
        assert "unsafe" not in {draw.void for draw in one.draws}


@QUICK
@given(SEEDS)
def test_every_whole_block_has_two_of_each_arm(seed: str) -> None:
    for start in range(0, 80, BLOCK):
        assert [drawn_arm(seed, place) for place in range(start, start + BLOCK)].count(Arm.CHANGE) == 2
