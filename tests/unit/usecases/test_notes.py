"""Notes are read for danger: in time, once, in memory alone; and what stands until it is answered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.vectors.vaults import PASSPHRASE, REMEMBERING

from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Action
from aftercare.model.entry import Entry, EntryKind, Precision, Source, When
from aftercare.model.fact import Origin, Status
from aftercare.model.journal import Journal
from aftercare.model.person import Dated, Person
from aftercare.usecases import notes
from aftercare.usecases.after_save import after_save, answer_quote, answer_wanted
from aftercare.usecases.drafts import Draft, moment
from aftercare.usecases.log_entry import edit_entry, log_entry
from aftercare.usecases.look import Reviews
from aftercare.usecases.noted import notes_in
from aftercare.usecases.quotes import Quote, Said, answers_to, quotes_of, unanswered
from aftercare.usecases.start import start
from aftercare.vault import passphrase_step
from aftercare.vault.session import Session

KNOWLEDGE = load_knowledge()
NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
STROKE = "half an hour ago one side of my face drooped and my speech is slurred"
DESPAIR = "I want to kill myself"
CALM = "A quiet evening, we were both tired."


def entry(note: str | None, *, at: datetime = NOW, number: int = 1, imported: bool = False, **values: object) -> Entry:
    return Entry(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind=EntryKind.ENCOUNTER,
        at=When(at.replace(tzinfo=None), "UTC", Precision.INSTANT),
        recorded=at,
        values=values or {"tears": 0},
        note=note,
        source=Source(app="other", import_id="i", row=str(number)) if imported else None,
    )


def journal_of(*entries: Entry, person: Person | None = None) -> Journal:
    return Journal(person=person or Person(birth_year=1990), entries=entries)


def urgent(journal: Journal, now: datetime = NOW) -> dict[str, Action]:
    """What home shows as urgent."""
    return {flag.rule: flag.action for flag in Reviews(KNOWLEDGE).of(journal, now).screening.first_screen}


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    made = start(tmp_path / "vault", PASSPHRASE, birth_year=1990, recovery=False, now=NOW).session
    yield made
    made.lock()


def log(session: Session, note: str, at: datetime = NOW, number: int = 1) -> Quote:
    """Log a note; returns the first quote that is asked about."""
    draft = Draft(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind=EntryKind.ENCOUNTER,
        at=moment(at.replace(tzinfo=None), "UTC"),
        values={"tears": 0},
        note=note,
    )
    return log_entry(session, KNOWLEDGE, draft, at).quotes[0]


def test_a_danger_in_a_note_stands_with_its_entry_its_time_and_its_quote() -> None:
    read = notes.read_note(KNOWLEDGE, entry(STROKE))
    present = [fact for fact in read.facts if fact.status is Status.PRESENT]
    assert present
    assert {fact.origin for fact in present} == {Origin.WORDS}
    assert {fact.entry for fact in present} == {entry(STROKE).id}
    assert all(fact.quote and fact.quote in STROKE for fact in present)
    assert all(fact.at is not None and fact.at <= NOW for fact in present)


def test_home_shows_it_until_it_is_over() -> None:
    journal = journal_of(entry(STROKE))
    assert urgent(journal)["RF09"] is Action.EMERGENCY
    assert urgent(journal, NOW + timedelta(days=400)) == {}


def test_a_calm_note_and_none_at_all_raise_nothing() -> None:
    assert urgent(journal_of(entry(CALM), entry(None, number=2))) == {}


def test_an_absence_read_in_a_note_excuses_nothing() -> None:
    """It is offered as a question; only the person's own answer counts."""
    said = entry("no fever at all", pain=8, tears=0)
    without = replace(said, note=None)
    now = NOW
    assert urgent(journal_of(said), now) == urgent(journal_of(without), now)
    after = after_save(journal_of(said), KNOWLEDGE, said, (), now)
    assert any(fact.status is Status.ABSENT and fact.finding.startswith("fever") for fact in after.read)


def test_a_text_question_and_what_the_person_wrote_of_themselves_are_read_too() -> None:
    person = Person(birth_year=1990, answers={"main_concern": Dated(DESPAIR, NOW)})
    assert "RF02" in urgent(journal_of(person=person))


def test_despair_is_of_the_moment_of_writing_whatever_day_the_entry_tells_of() -> None:
    long_ago = entry(DESPAIR, at=NOW - timedelta(days=60))
    assert "RF02" not in urgent(journal_of(long_ago))
    assert "RF02" in urgent(journal_of(replace(long_ago, recorded=NOW)))


def test_an_import_was_not_written_now() -> None:
    long_ago = entry(DESPAIR, at=NOW - timedelta(days=60), imported=True)
    assert "RF02" not in urgent(journal_of(replace(long_ago, recorded=NOW)))


def test_what_was_read_is_remembered_and_can_be_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    notes.forget()
    seen: list[str] = []
    true_read = notes.read
    monkeypatch.setattr(notes, "read", lambda words, *rest: seen.append(words) or true_read(words, *rest))
    journal = journal_of(*(entry(f"{CALM} {number}", number=number) for number in range(1, 6)))
    notes.facts_of_notes(KNOWLEDGE, journal, NOW)
    notes.facts_of_notes(KNOWLEDGE, journal, NOW)
    assert len(seen) == 5
    notes.forget()
    notes.facts_of_notes(KNOWLEDGE, journal, NOW)
    assert len(seen) == 10


def test_notes_older_than_anything_urgent_are_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    notes.forget()
    old = [
        entry(STROKE, at=NOW - notes.urgent_for(KNOWLEDGE) - timedelta(days=number), number=number)
        for number in range(5, 50)
    ]
    monkeypatch.setattr(notes, "read", lambda *_: pytest.fail("it was read"))
    assert notes.facts_of_notes(KNOWLEDGE, journal_of(*old), NOW) == ()


def test_a_no_takes_it_back_and_is_kept_with_the_words_it_is_about(session: Session) -> None:
    quote = log(session, STROKE)
    assert urgent(session.journal)["RF09"] is Action.EMERGENCY
    after, told = answer_quote(session, KNOWLEDGE, quote, Said.NOT_SO, told=(), keep=False, now=NOW)
    assert told == ()
    assert not any(one.key == quote.key for one in after.quotes)
    assert {fact.status for fact in session.journal.answers} == {Status.ABSENT}
    assert set(quote.findings).isdisjoint(
        fact.finding for flag in after.screening.fired for fact in flag.deciding if fact.origin is Origin.WORDS
    )


def test_a_yes_stands_and_is_asked_no_more(session: Session) -> None:
    quote = log(session, STROKE)
    after, _ = answer_quote(session, KNOWLEDGE, quote, Said.NOW, told=(), keep=False, now=NOW)
    assert quote.key not in {one.key for one in after.quotes}
    assert any(flag.rule in quote.rules for flag in after.screening.first_screen)


def test_it_was_earlier_ends_what_can_be_past_and_leaves_what_stands_even_then(session: Session) -> None:
    quote = log(session, DESPAIR)
    later = NOW + timedelta(seconds=30)
    after, _ = answer_quote(session, KNOWLEDGE, quote, Said.EARLIER, told=(), keep=False, now=later)
    assert [(flag.rule, flag.action) for flag in after.screening.first_screen] == [("RF01", Action.SAME_DAY)]
    assert after.quotes == (), "it is asked once"
    stroke = log(session, STROKE, number=2)
    after, _ = answer_quote(session, KNOWLEDGE, stroke, Said.EARLIER, told=(), keep=False, now=later)
    assert "RF09" in {flag.rule for flag in after.screening.first_screen}, "a stroke that passed is still for now"


def test_it_was_earlier_takes_nothing_from_a_flag_that_more_than_words_decide() -> None:
    quote = Quote(rules=("RF14",), entry=entry(None).id, text="I fainted", findings=("faint",), ends=())
    assert answers_to(quote, Said.EARLIER, NOW) == ()


def test_a_yes_about_despair_is_kept_only_if_asked_for(session: Session) -> None:
    quote = log(session, DESPAIR)
    _, told = answer_quote(session, KNOWLEDGE, quote, Said.NOW, told=(), keep=False, now=NOW)
    assert told
    assert session.journal.answers == ()
    _, told = answer_quote(session, KNOWLEDGE, quote, Said.NOW, told=told, keep=True, now=NOW)
    assert told == ()
    assert session.journal.answers != ()


def test_a_no_still_holds_when_something_else_of_the_entry_changes_later(session: Session) -> None:
    quote = log(session, DESPAIR)
    answer_quote(session, KNOWLEDGE, quote, Said.NOT_SO, told=(), keep=False, now=NOW)
    later = NOW + timedelta(minutes=5)
    answer_wanted(session, KNOWLEDGE, quote.entry, "yes", keep=True, now=later)
    assert urgent(session.journal, later) == {}


def test_new_words_are_asked_about_anew_whatever_was_answered_before(session: Session) -> None:
    quote = log(session, DESPAIR)
    answer_quote(session, KNOWLEDGE, quote, Said.NOT_SO, told=(), keep=False, now=NOW)
    kept = session.journal.entry(quote.entry)
    later = NOW + timedelta(hours=2)
    changed = edit_entry(
        session,
        KNOWLEDGE,
        kept.id,
        values={"tears": 0},
        note="I am going to kill myself tonight, I can't go on",
        at=kept.at,
        now=later,
    )
    assert changed.quotes
    assert {flag.rule for flag in changed.screening.first_screen} & {"RF01", "RF02"}


def test_words_of_one_entry_never_show_on_the_page_after_another() -> None:
    loud, calm = entry(STROKE), entry(CALM, number=2)
    after = after_save(journal_of(loud, calm), KNOWLEDGE, calm, (), NOW)
    assert after.screening.fired == ()
    assert after.quotes == ()


def test_the_list_after_an_import_tells_what_notes_held_in_any_year() -> None:
    years_ago = entry(STROKE, at=NOW - timedelta(days=2_000), imported=True)
    despair = entry(DESPAIR, at=NOW - timedelta(days=900), number=2, imported=True)
    other = entry("Ich weiß nicht, weshalb mir hinterher jedes Mal schwindlig wird", number=3, imported=True)
    held = notes_in(KNOWLEDGE, (years_ago, despair, other, entry(CALM, number=4), entry(None, number=5)))
    assert (held.notes, held.unread) == (4, 1)
    found = {one.rule: one for one in held.found}
    assert found["RF09"].day == years_ago.at.day
    assert not found["RF09"].private
    assert found["RF02"].private
    assert all(one.quotes for one in held.found)
    assert urgent(journal_of(years_ago, despair)) == {}, "no screen about what is long past"


def test_a_quote_to_show_is_one_line_and_not_too_long() -> None:
    (flag, *_) = after_save(journal_of(entry(STROKE)), KNOWLEDGE, entry(STROKE), (), NOW).screening.first_screen
    long = replace(flag, deciding=(replace(flag.deciding[0], quote="so\nmuch " * 100),))
    (text,) = quotes_of(long)
    assert len(text) <= 240
    assert "\n" not in text


def test_quieted_flags_ask_nothing() -> None:
    flags = after_save(journal_of(entry(DESPAIR)), KNOWLEDGE, entry(DESPAIR), (), NOW).screening.first_screen
    assert unanswered((replace(flag, quieted=True) for flag in flags), None, ()) == ()
