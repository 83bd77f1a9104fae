"""A round stays out whole once something raises that it was not wanted, until the person answers that it was."""

from dataclasses import replace

import pytest
from tests.unit.usecases.experiment_bench import KNOWLEDGE, Bench

from aftercare.model.fact import Status
from aftercare.model.settings import Settings
from aftercare.usecases import after_save as after
from aftercare.usecases import experiments as use
from aftercare.usecases import log_entry as log


def write(bench: Bench, name: str, note: str) -> None:
    """Write a note to an encounter, or take it away."""
    at = bench.entry(name).at
    log.edit_entry(bench.session, KNOWLEDGE, name, values={"pain": 2}, note=note, at=at, now=bench.now)


def answer(bench: Bench, name: str, wanted: str, *, keep: bool = True) -> None:
    after.answer_wanted(bench.session, KNOWLEDGE, name, wanted, keep=keep, now=bench.now)


def counted(bench: Bench) -> int:
    return use.result(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now).counts.counted


@pytest.mark.parametrize("note", ["I said stop and he went on", "i didnt really want it but went along"])
def test_a_note_that_raises_it_takes_the_round_out_until_the_answer_is_that_it_was_wanted(
    bench: Bench, note: str
) -> None:
    bench.begin()
    bench.round()
    name = bench.round()
    write(bench, name, note)
    assert [draw.void for draw in bench.experiment.draws] == ["", "left_out"]
    assert counted(bench) == 1
    answer(bench, name, "no")
    assert counted(bench) == 1
    answer(bench, name, "yes")
    log.leave_out(bench.session, KNOWLEDGE, name, out=False, now=bench.now)
    assert [draw.void for draw in bench.experiment.draws] == ["", ""]
    assert counted(bench) == 2


def test_words_that_only_the_careful_reading_understands_take_the_round_out_with_the_very_save(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    write(bench, name, "he made me, i said no")
    assert bench.session.journal.experiments[0].draws[0].void == "left_out"
    assert not bench.experiment.is_running


@pytest.mark.parametrize("keep", [True, False])
def test_an_answer_to_a_safety_question_takes_the_round_out_kept_or_not(bench: Bench, keep: bool) -> None:
    bench.begin()
    name = bench.round()
    told = {"unwanted_sex": Status.PRESENT}
    after.answer_questions(bench.session, KNOWLEDGE, name, told, told=(), keep=keep, now=bench.now)
    assert bench.experiment.draws[0].void == "left_out"
    answer(bench, name, "yes")
    assert bench.experiment.draws[0].void == ""


def test_taking_the_words_away_is_no_answer(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    write(bench, name, "I said stop and he went on")
    write(bench, name, "")
    assert counted(bench) == 0


def test_left_out_and_taken_in_again_it_stays_out_while_the_note_says_so(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    write(bench, name, "I said stop and he went on")
    log.leave_out(bench.session, KNOWLEDGE, name, out=True, now=bench.now)
    log.leave_out(bench.session, KNOWLEDGE, name, out=False, now=bench.now)
    assert counted(bench) == 0


def test_leaving_out_undone_counts_the_round_again(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    log.leave_out(bench.session, KNOWLEDGE, name, out=True, now=bench.now)
    assert counted(bench) == 0
    log.undo(bench.session)
    assert counted(bench) == 1


def test_it_stays_out_too_where_the_person_turned_on_what_rests(bench: Bench) -> None:
    settings: Settings = replace(bench.session.journal.settings, advice_for_two=True)
    bench.session.put_settings(settings)
    bench.begin()
    name = bench.round()
    write(bench, name, "i didnt really want it but went along")
    assert counted(bench) == 0


def test_a_note_written_after_the_end_takes_its_round_out(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    use.stop(bench.session, KNOWLEDGE, bench.now)
    write(bench, name, "I said stop and he went on")
    assert counted(bench) == 0


@pytest.mark.parametrize("note", ["it was lovely", "she said no to another glass", "my back hurt, so we stopped"])
def test_other_words_take_nothing_out(bench: Bench, note: str) -> None:
    bench.begin()
    name = bench.round()
    write(bench, name, note)
    assert counted(bench) == 1
