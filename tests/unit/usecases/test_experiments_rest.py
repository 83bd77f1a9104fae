"""What an experiment rests for, and that nothing tells what it was."""

from dataclasses import replace

import pytest
from tests.unit.usecases.experiment_bench import KNOWLEDGE, LUBRICANT, Bench, entry_id

from aftercare.model.check import Writer
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import Conflict
from aftercare.model.experiment import EndReason
from aftercare.model.fact import Status
from aftercare.model.wire import entry_to_json
from aftercare.usecases import after_save as after
from aftercare.usecases import experiments as use
from aftercare.usecases import interview
from aftercare.usecases import log_entry as log
from aftercare.usecases.drafts import Draft, moment
from aftercare.usecases.experiment_safety import follow_check
from aftercare.usecases.experiment_undo import put_back
from aftercare.usecases.export_journal import plain_json, take_export
from aftercare.usecases.letters import keep_letter
from aftercare.usecases.person import answer_person
from aftercare.vault.rows import EntryRow


def test_pain_of_7_pauses_it_and_takes_a_standing_arm_back(bench: Bench) -> None:
    bench.begin()
    bench.round(pain=6)
    assert not bench.experiment.is_paused
    bench.round(pain=7)
    assert bench.experiment.is_paused
    assert bench.experiment.pauses[0].why == "safety"
    assert bench.experiment.draws[1].void == ""
    assert bench.card is not None
    assert bench.card.state is use.CardState.PAUSED
    assert "pain" not in str(bench.card.line).lower()


def test_pain_of_7_told_later_or_by_an_edit_pauses_it_too(bench: Bench) -> None:
    bench.begin()
    name = bench.round(pain=2)
    log.answer_day_after(bench.session, KNOWLEDGE, name, {"pain_next_day": 8}, bench.later(hours=14).now)
    assert bench.experiment.is_paused


def test_an_emergency_ends_it_and_a_standing_arm_is_void(bench: Bench) -> None:
    bench.begin()
    bench.reveal()
    name = bench.later(days=1).log(kind=EntryKind.DAY, mood=2)
    told = {"chest_pain": Status.PRESENT}
    after.answer_questions(bench.session, KNOWLEDGE, name, told, told=(), keep=True, now=bench.now)
    assert bench.experiment.end_reason is EndReason.SAFETY
    assert bench.experiment.draws[0].void == "unsafe"
    assert not any(one.can_begin for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now))


def test_what_is_told_and_not_kept_lets_it_rest_and_leaves_no_word_of_what(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    told = {"wish_to_be_dead": Status.PRESENT}
    after.answer_questions(bench.session, KNOWLEDGE, name, told, told=(), keep=False, now=bench.now)
    assert bench.session.journal.answers == ()
    assert bench.experiment.is_paused or not bench.experiment.is_running


def test_words_of_a_note_let_it_rest(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    entry = bench.entry(name)
    log.edit_entry(
        bench.session,
        KNOWLEDGE,
        name,
        values={"pain": 2},
        note="I keep thinking about killing myself",
        at=entry.at,
        now=bench.now,
    )
    assert bench.experiment.is_paused or not bench.experiment.is_running


def test_it_goes_on_only_when_nothing_stands_any_more(bench: Bench) -> None:
    bench.begin()
    bench.round(pain=7)
    with pytest.raises(Conflict, match="rest for now"):
        use.resume(bench.session, KNOWLEDGE, bench.later(hours=1).now)
    assert bench.card is not None
    assert not bench.card.can_resume
    bench.later(days=120)
    assert bench.card is not None
    assert bench.card.can_resume
    use.resume(bench.session, KNOWLEDGE, bench.now)
    assert bench.reveal().place == 1


def test_while_something_stands_nothing_is_revealed_even_if_no_save_saw_it(bench: Bench) -> None:
    bench.begin()
    bench.later(days=1)
    after.put_facts(
        bench.session, (after.answered_fact("afraid_of_partner", Status.PRESENT, _someday(bench), bench.now),)
    )
    assert bench.card is not None
    assert bench.card.state is use.CardState.PAUSED
    with pytest.raises(Conflict):
        bench.reveal()
    assert bench.experiment.draws == ()


def test_bleeding_pauses_warmth_whatever_is_drawn(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, template="heat_afterwards", outcome="pain_next_day"))
    bench.reveal()
    bench.later(days=1).log(kind=EntryKind.DAY, fever=1)
    assert bench.experiment.is_paused
    assert bench.experiment.draws[0].void == "unsafe"


def _someday(bench: Bench) -> Entry:
    return bench.entry(bench.log(kind=EntryKind.DAY, mood=3))


def test_a_check_lets_it_rest_kept_or_not_and_one_about_somebody_else_does_not(bench: Bench) -> None:
    bench.begin()
    begun = interview.begin(entry_id(800), bench.now, words="I have chest pain since this morning")
    told = interview.show(KNOWLEDGE, begun, bench.now, journal=bench.session.journal).assessment
    follow_check(bench.session, KNOWLEDGE, told, Writer.PARTNER, bench.now)
    assert bench.experiment.is_running
    assert not bench.experiment.is_paused
    follow_check(bench.session, KNOWLEDGE, told, Writer.SELF, bench.now)
    assert bench.experiment.end_reason is EndReason.SAFETY
    assert bench.session.journal.checks == ()


# Taking back


def test_a_pause_taken_back_keeps_the_rounds_drawn_since(bench: Bench) -> None:
    bench.begin()
    before = bench.experiment
    use.pause(bench.session, KNOWLEDGE, bench.now)
    use.resume(bench.session, KNOWLEDGE, bench.later(hours=1).now)
    bench.round()
    bench.round()
    put_back(bench.session, KNOWLEDGE, before, bench.now)
    assert len(bench.experiment.draws) == 2
    assert bench.experiment.pauses == ()


def test_what_ended_for_an_emergency_meanwhile_is_not_taken_back(bench: Bench) -> None:
    bench.begin()
    bench.reveal()
    before = bench.experiment
    use.pause(bench.session, KNOWLEDGE, bench.now)
    name = bench.later(hours=2).log(kind=EntryKind.DAY, mood=2)
    told = {"chest_pain": Status.PRESENT}
    after.answer_questions(bench.session, KNOWLEDGE, name, told, told=(), keep=True, now=bench.now)
    with pytest.raises(Conflict, match="rest for now"):
        put_back(bench.session, KNOWLEDGE, before, bench.now)
    assert bench.experiment.end_reason is EndReason.SAFETY


def test_a_pause_of_ones_own_becomes_one_that_must_be_where_severe_pain_comes_up_in_it(bench: Bench) -> None:
    bench.begin()
    bench.reveal()
    before = bench.experiment
    use.pause(bench.session, KNOWLEDGE, bench.now)
    bench.later(hours=1).log(pain=9)
    assert bench.experiment.draws[0].void == "unsafe"
    with pytest.raises(Conflict, match="rest for now"):
        put_back(bench.session, KNOWLEDGE, before, bench.now)
    assert bench.experiment.is_paused


def test_a_deleted_one_that_is_taken_back_rests_where_something_came_up_meanwhile(bench: Bench) -> None:
    bench.begin()
    before = bench.experiment
    use.delete(bench.session, before.id)
    bench.later(hours=1).log(pain=9)
    put_back(bench.session, KNOWLEDGE, before, bench.now)
    assert bench.experiment.is_paused


# What is saved elsewhere


def test_a_pregnancy_said_on_the_page_about_oneself_pauses_warmth(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, template="heat_afterwards", outcome="pain_next_day"))
    bench.reveal()
    answer_person(bench.session, KNOWLEDGE, {"pregnant": "yes"}, bench.later(hours=1).now)
    assert bench.experiment.is_paused
    assert bench.card is not None
    assert bench.card.arm is None


def test_severe_pain_that_no_save_saw_is_seen_before_the_next_draw(bench: Bench) -> None:
    bench.begin()
    at = bench.later(hours=1).now
    when = When(at.replace(tzinfo=None), "UTC", Precision.INSTANT)
    values = {"pain": 7}
    bench.session.add(Entry(id=entry_id(901), kind=EntryKind.ENCOUNTER, at=when, recorded=at, values=values))
    with pytest.raises(Conflict):
        bench.reveal()
    assert bench.session.journal.experiments[0].is_paused


@pytest.mark.parametrize(("change", "runs"), [("no condom, longer hugs", False), ("longer hugs before", True)])
def test_a_file_brings_back_no_change_that_would_be_refused(bench: Bench, change: str, runs: bool) -> None:
    own = use.Plan(template="own", change="longer hugs before", outcome="mood_after", better=1, rounds=24, agreed=True)
    bench.begin(own)
    written = plain_json(bench.session.journal, KNOWLEDGE, include_private=True, include_left_out=True)
    use.delete(bench.session, bench.experiment.id)
    take_export(bench.session, KNOWLEDGE, written.replace(b"longer hugs before", change.encode()), bench.now)
    assert bench.experiment.change == change
    assert bench.experiment.is_running is runs


def test_words_that_only_the_careful_reading_understands_end_it_with_the_very_save(bench: Bench) -> None:
    bench.begin()
    bench.reveal()
    at = moment(bench.later(hours=2).now.replace(tzinfo=None), "UTC")
    values: dict[str, object] = {"pain": 1, "company": "one"}
    note = "he made me, i said no"
    draft = Draft(id=entry_id(700), kind=EntryKind.ENCOUNTER, at=at, values=values, note=note)
    log.log_entry(bench.session, KNOWLEDGE, draft, bench.now)
    assert not bench.session.journal.experiments[0].is_running
    assert bench.session.journal.experiments[0].end_reason is EndReason.SAFETY


# Letters


def test_while_a_letter_waits_to_be_read_no_new_draw_is_offered_and_what_stands_goes_on_standing(bench: Bench) -> None:
    bench.begin()
    at = bench.later(hours=1).now
    written = When(at.replace(tzinfo=None), "UTC", Precision.INSTANT)
    letter = Entry(id=entry_id(950), kind=EntryKind.DAY, at=written, recorded=at, values={"mood": 2}, letter="phone")
    standing = bench.reveal()
    with bench.session._rows.changing():
        bench.session._rows.put_entry(letter.id, EntryRow(entry_to_json(letter), waiting=True), None)
    bench.session._reload()
    assert bench.session.journal.waiting == {letter.id}
    assert bench.card is not None
    assert bench.card.state is use.CardState.STANDING
    assert bench.reveal() == standing
    bench.later(hours=1).log(pain=2)
    assert bench.card.state is use.CardState.PAUSED
    assert str(bench.card.line) == "Paused. Nothing is drawn until you go on with it."
    with pytest.raises(Conflict, match="rest for now"):
        bench.reveal()
    keep_letter(bench.session, KNOWLEDGE, letter.id, bench.now)
    assert bench.card.state is use.CardState.NEXT
    assert bench.reveal().place == 1
