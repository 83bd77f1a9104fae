"""Logging through an open vault: what is saved, what comes after, what is kept of answers, and taking it back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.vectors.vaults import PASSPHRASE, REMEMBERING

from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Action, Screening
from aftercare.model.entry import EntryKind, When
from aftercare.model.errors import BadValue, Conflict, FieldErrors
from aftercare.model.fact import Status
from aftercare.model.notice import NoticeKind
from aftercare.model.person import Person
from aftercare.usecases import after_save as after
from aftercare.usecases import log_entry as use
from aftercare.usecases.drafts import Draft, day_only, moment
from aftercare.usecases.look import Reviews, remember_shown
from aftercare.usecases.sample_journal import sample_journal
from aftercare.vault import Session, create_vault, passphrase_step

NOW = datetime(2026, 11, 20, 22, 45, tzinfo=UTC)
LOCAL = datetime(2026, 11, 20, 23, 40)
KNOWLEDGE = load_knowledge()


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    opened = create_vault(
        tmp_path / "journal", PASSPHRASE, person=Person(birth_year=1990), now=NOW, recovery=False
    ).session
    yield opened
    opened.lock()


def draft(number: int = 1, kind: EntryKind = EntryKind.ENCOUNTER, at: When | None = None, **values: object) -> Draft:
    return Draft(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind=kind,
        at=at or moment(LOCAL, "Europe/Berlin"),
        values=values,
    )


def test_four_taps_make_an_entry_and_what_was_not_tapped_stays_unknown(session: Session) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(tears=2, mood_after=1, pain=0), NOW)
    assert session.journal.entries == (saved.entry,)
    assert dict(saved.entry.values) == {"tears": 2, "mood_after": 1, "pain": 0}
    assert saved.entry.value("mood_before") is None
    assert {count.measure for count in saved.counts} >= {"tears", "pain"}


def test_the_same_form_sent_twice_is_one_entry(session: Session) -> None:
    for _ in range(2):
        use.log_entry(session, KNOWLEDGE, draft(tears=2), NOW)
    assert len(session.journal.entries) == 1


@pytest.mark.parametrize("values", [{}, {"tears": ""}])
def test_an_empty_form_saves_nothing_and_says_so(session: Session, values: dict[str, object]) -> None:
    with pytest.raises(BadValue, match="nothing to save"):
        use.log_entry(session, KNOWLEDGE, draft(**values), NOW)
    assert session.journal.entries == ()


def test_every_wrong_field_is_named_at_once_and_nothing_is_saved(session: Session) -> None:
    with pytest.raises(FieldErrors) as caught:
        use.log_entry(session, KNOWLEDGE, draft(tears=9, pain=11, mood_after=1), NOW)
    assert set(caught.value.errors) == {"tears", "pain"}
    assert session.journal.entries == ()


def test_a_time_still_to_come_is_refused(session: Session) -> None:
    ahead = moment(LOCAL + timedelta(days=3), "Europe/Berlin")
    with pytest.raises(BadValue, match="still to come"):
        use.log_entry(session, KNOWLEDGE, draft(at=ahead, tears=1), NOW)


def test_a_day_without_an_hour_stays_a_day(session: Session) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(at=day_only(LOCAL), tears=1), NOW)
    assert saved.entry.at == day_only(LOCAL)


def test_a_second_check_in_of_the_day_is_added_to_the_first_with_its_own_time(session: Session) -> None:
    use.log_entry(session, KNOWLEDGE, draft(1, EntryKind.DAY, mood=3), NOW)
    later = NOW + timedelta(minutes=30)
    use.log_entry(session, KNOWLEDGE, draft(2, EntryKind.DAY, energy=1), later)
    (entry,) = session.journal.entries
    assert entry.all_values() == {"mood": 3, "energy": 1}
    assert entry.added[0].recorded == later


def test_an_edit_keeps_the_time_of_what_was_answered_the_day_after(session: Session) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(tears=2), NOW)
    morning = NOW + timedelta(hours=10)
    use.answer_day_after(session, KNOWLEDGE, saved.entry.id, {"mood_next_day": 1}, morning)
    edited = use.edit_entry(
        session,
        KNOWLEDGE,
        saved.entry.id,
        values={"tears": 1, "mood_next_day": 2},
        note="better now",
        at=saved.entry.at,
        now=morning + timedelta(hours=1),
    ).entry
    assert dict(edited.values) == {"tears": 1}
    assert [(added.recorded, dict(added.values)) for added in edited.added] == [(morning, {"mood_next_day": 2})]
    assert edited.changed == morning + timedelta(hours=1)


def test_an_edit_that_leaves_nothing_is_refused(session: Session) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(tears=2), NOW)
    with pytest.raises(BadValue, match="delete it instead"):
        use.edit_entry(session, KNOWLEDGE, saved.entry.id, values={}, note=" ", at=saved.entry.at, now=NOW)
    assert session.journal.entries == (saved.entry,)


def test_a_deleted_entry_can_be_taken_back(session: Session) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(tears=2), NOW)
    use.delete_entry(session, saved.entry.id)
    assert session.journal.entries == ()
    use.undo(session)
    assert session.journal.entries == (saved.entry,)


def test_was_it_wanted_is_asked_only_when_somebody_else_was_there(session: Session) -> None:
    alone = use.log_entry(session, KNOWLEDGE, draft(1, company="alone", tears=1), NOW)
    together = use.log_entry(session, KNOWLEDGE, draft(2, company="one", tears=1), NOW)
    assert not alone.ask_wanted
    assert together.ask_wanted


@pytest.mark.parametrize("answer", ["no", "not_sure"])
@pytest.mark.parametrize("keep", [True, False])
def test_an_answer_that_is_not_kept_leaves_only_the_mark_any_entry_can_have(
    session: Session, answer: str, keep: bool
) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(company="one", tears=2), NOW)
    page, told = after.answer_wanted(session, KNOWLEDGE, saved.entry.id, answer, keep=keep, now=NOW)
    entry = session.journal.entry(saved.entry.id)
    assert entry.left_out
    assert entry.value("wanted") == (answer if keep else None)
    assert bool(told) is not keep
    assert any(flag.rule == "RF03" for flag in page.screening.fired)
    assert session.journal.answers == ()


def test_yes_keeps_the_entry_in_patterns(session: Session) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(company="one", tears=2), NOW)
    after.answer_wanted(session, KNOWLEDGE, saved.entry.id, "yes", keep=True, now=NOW)
    assert not session.journal.entry(saved.entry.id).left_out


def test_an_answer_about_the_body_is_kept_and_one_about_despair_only_if_asked_to(session: Session) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(pain=5), NOW)
    answers = {"fever": Status.PRESENT, "suicidal_thoughts": Status.PRESENT}
    page, told = after.answer_questions(session, KNOWLEDGE, saved.entry.id, answers, told=(), keep=False, now=NOW)
    assert [fact.finding for fact in session.journal.answers] == ["fever"]
    assert [fact.finding for fact in told] == ["suicidal_thoughts"]
    assert any(flag.rule == "RF02" for flag in page.screening.fired), "it counts for this page all the same"
    after.answer_questions(session, KNOWLEDGE, saved.entry.id, answers, told=told, keep=True, now=NOW)
    assert {fact.finding for fact in session.journal.answers} == {"fever", "suicidal_thoughts"}


def test_an_emergency_cannot_be_put_away_and_anything_else_can(session: Session) -> None:
    saved = use.log_entry(session, KNOWLEDGE, draft(faint_after=3, pain=2), NOW)
    emergency = next(flag for flag in saved.screening.fired if flag.action is Action.EMERGENCY)
    with pytest.raises(Conflict):
        after.quiet_flag(session, saved.screening, emergency.rule, after.ALL_RIGHT, NOW)
    assert session.journal.notices == ()
    mild = Screening(fired=(_as(emergency, Action.TWO_WEEKS),), open=())
    after.quiet_flag(session, mild, emergency.rule, after.SEEN_SOMEONE, NOW)
    (notice,) = session.journal.notices
    assert (notice.kind, notice.until) == (NoticeKind.FLAG_QUIETED, NOW + timedelta(weeks=4))


def test_a_pattern_shown_once_is_noted_once(session: Session) -> None:
    sample = sample_journal(KNOWLEDGE.measures, NOW.date())
    for entry in sample.entries:
        session.add(entry)
    review = Reviews(KNOWLEDGE).of(session.journal, NOW)
    remember_shown(session, review, NOW)
    noted = len(session.journal.notices)
    assert noted > 0
    remember_shown(session, Reviews(KNOWLEDGE).of(session.journal, NOW), NOW)
    assert len(session.journal.notices) == noted


def test_a_review_is_made_anew_only_when_something_changed_or_the_hour_has(session: Session) -> None:
    reviews = Reviews(KNOWLEDGE)
    use.log_entry(session, KNOWLEDGE, draft(tears=2), NOW)
    first = reviews.of(session.journal, NOW)
    assert reviews.of(session.journal, NOW + timedelta(minutes=10)) is first
    assert reviews.of(session.journal, NOW + timedelta(hours=1)) is not first
    use.log_entry(session, KNOWLEDGE, draft(2, tears=1), NOW)
    assert reviews.of(session.journal, NOW + timedelta(hours=1)).encounters == 2


def _as(flag: object, action: Action) -> object:
    from dataclasses import replace

    return replace(flag, action=action)  # type: ignore[type-var]
