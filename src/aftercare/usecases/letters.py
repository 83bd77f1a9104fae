"""Letters: entries that were written while the vault was locked. Listed, looked at, kept or discarded.

Until kept they are in no pattern. The words of each are read, and it is screened again with everything the journal
knows (SAFETY 4).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aftercare.check.screening import gone_answer, is_it_still_there
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.knowledge.parse import parse_values
from aftercare.model.assessment import Fired
from aftercare.model.entry import Entry
from aftercare.model.errors import BadValue, NotThere
from aftercare.model.fact import Status
from aftercare.model.journal import Journal
from aftercare.usecases.after_save import AfterSave, after_save, answered_fact, put_facts
from aftercare.usecases.begun import check_begun
from aftercare.usecases.experiment_safety import follow
from aftercare.vault import Draft, Session, TakenIn

LOOK_HOLDS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter that waits, and what screening it with the whole journal says."""

    entry: Entry
    seen: AfterSave

    @property
    def cannot_wait(self) -> bool:
        """Whether it is to be looked at before anything else. It says nothing of why."""
        return bool(self.seen.screening.first_screen)


def take_in(session: Session) -> TakenIn:
    """Take in what came while it was locked. Who has the public key can write a letter: one with an answer that no
    measure has could stop every page it is shown on, so it is set aside. A measure that this version does not know may
    come from a newer one, and keeps its own name.
    """

    def check(entry: Entry | Draft) -> None:
        if isinstance(entry, Draft):
            check_begun(entry)
            return
        measures = catalogue(load_knowledge(), session.journal.own_measures)
        known = {measure: value for measure, value in entry.values.items() if measure in measures}
        if parse_values(measures, known, kept=known) != known:
            raise BadValue("It holds an answer in a form that is not kept here.")

    return session.take_letters(check)


@dataclass(slots=True)
class LastLook:
    """The letters as last looked at: found anew once the journal is another, or a minute has passed.

    It belongs to one unlocking and goes with it.
    """

    _journal: Journal | None = field(default=None, repr=False)
    _at: datetime | None = None
    _letters: dict[str, Letter] = field(default_factory=dict, repr=False)

    def letter(self, journal: Journal, knowledge: Knowledge, entry: Entry, now: datetime) -> Letter:
        """What is to be said of it."""
        if self._journal is not journal or self._at is None or not timedelta(0) <= now - self._at < LOOK_HOLDS:
            self._journal, self._at, self._letters = journal, now, {}
        if entry.id not in self._letters:
            self._letters[entry.id] = Letter(entry=entry, seen=after_save(journal, knowledge, entry, (), now))
        return self._letters[entry.id]


def waiting_letters(
    session: Session, knowledge: Knowledge, now: datetime, *, last: LastLook | None = None
) -> tuple[Letter, ...]:
    """All letters that wait, oldest first."""
    journal, last = session.journal, last or LastLook()
    if not journal.waiting:
        return ()
    waiting = (entry for entry in journal.entries if entry.id in journal.waiting)
    return tuple(last.letter(journal, knowledge, entry, now) for entry in waiting)


def look_at_letter(
    session: Session, knowledge: Knowledge, entry_id: str, now: datetime, *, last: LastLook | None = None
) -> Letter:
    """One letter; NotThere when it does not wait (any more)."""
    _require_waiting(session, entry_id)
    return (last or LastLook()).letter(session.journal, knowledge, session.journal.entry(entry_id), now)


def keep_letter(session: Session, knowledge: Knowledge, entry_id: str, now: datetime) -> AfterSave:
    """Keep it: from now on an entry like any other. Returns what a save would have shown."""
    _require_waiting(session, entry_id)
    session.keep_letter(entry_id)
    entry = session.journal.entry(entry_id)
    saved = after_save(session.journal, knowledge, entry, (), now)
    follow(session, knowledge, now, after=entry, seen=saved.screening)
    return saved


def still_there(knowledge: Knowledge, letter: Letter, now: datetime) -> tuple[Fired, ...]:
    """For a letter over a day old: what to ask about, "is it still there?" (SAFETY 4)."""
    return is_it_still_there(knowledge, letter.seen.screening, letter.entry, now)


def it_is_still_there(session: Session, letter: Letter, rule: str, now: datetime) -> None:
    """The answer that what a rule is about is there now too: its time begins anew, so that it warns as if of today."""
    flag = next((fired for fired in letter.seen.screening.fired if fired.rule == rule), None)
    names = () if flag is None else (fact.finding for fact in flag.deciding if fact.entry == letter.entry.id)
    put_facts(session, tuple(answered_fact(name, Status.PRESENT, letter.entry, now) for name in dict.fromkeys(names)))


def it_is_over(session: Session, rule: str, now: datetime) -> None:
    """The answer that what a rule is about is past. It ends no flag that stands even then."""
    session.put_answers((*session.journal.answers, gone_answer(rule, now)))


def discard_letter(session: Session, entry_id: str) -> None:
    """Give it up; it never comes back."""
    session.discard_letter(entry_id)


def letters_aside(session: Session) -> tuple[str, ...]:
    """Names of letters that did not open; they are kept in a place of their own until discarded."""
    return session.letters_aside()


def discard_aside(session: Session, name: str) -> None:
    """Remove a letter that did not open."""
    session.discard_aside(name)


def _require_waiting(session: Session, entry_id: str) -> None:
    if entry_id not in session.journal.waiting:
        raise NotThere("That letter does not wait here (any more).")
