"""Which encounter an arm belongs to, what becomes of it when entries change, pausing and ending."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.usecases.experiment_bench import KNOWLEDGE, LUBRICANT, SEED, Bench, entry_id

from aftercare.experiments.draw import arm as drawn_arm
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import Conflict, NotThere
from aftercare.model.experiment import Arm, Compliance, EndReason
from aftercare.model.wire import entry_to_json
from aftercare.usecases import after_save as after
from aftercare.usecases import experiments as use
from aftercare.usecases import letters as letters_use
from aftercare.usecases import log_entry as log
from aftercare.usecases.experiment_course import counts
from aftercare.vault.rows import EntryRow

# Revealing and logging


def test_the_order_is_the_seeds_and_every_arm_comes_twice_in_four(bench: Bench) -> None:
    bench.begin()
    for _ in range(8):
        bench.round()
    drawn = [draw.arm for draw in bench.experiment.draws]
    assert drawn == [drawn_arm(SEED, place) for place in range(8)]
    assert drawn[:4].count(Arm.CHANGE) == drawn[4:].count(Arm.CHANGE) == 2


def test_revealing_twice_shows_the_same_arm_and_draws_nothing_new(bench: Bench) -> None:
    bench.begin()
    first = bench.reveal()
    assert bench.later(days=3).reveal() == first
    assert len(bench.experiment.draws) == 1


def test_an_arm_stands_until_an_encounter_that_happened_after_it(bench: Bench) -> None:
    bench.begin()
    bench.later(days=1).reveal()
    before = bench.later(hours=1).log(ago=timedelta(hours=3))
    assert bench.experiment.standing is not None
    assert bench.experiment.outside == (before,)
    first = bench.later(days=1).log()
    assert bench.experiment.draws[0].entry == first
    second = bench.later(days=1).log()
    assert bench.experiment.outside == (before, second)


def test_an_encounter_of_the_very_minute_of_the_reveal_is_after_it(bench: Bench) -> None:
    bench.begin()
    bench.later(hours=1, seconds=40).reveal()
    name = bench.later(seconds=15).log()
    assert bench.experiment.draws[0].entry == name


def test_where_only_the_day_is_known_the_arm_stands_on(bench: Bench) -> None:
    bench.begin()
    bench.later(days=1).reveal()
    name = bench.later(days=1).log()
    entry = bench.entry(name)
    bench.session.change(replace(entry, at=When(entry.at.local.replace(hour=0, minute=0), None, Precision.DAY)))
    assert bench.experiment.standing is not None


def test_what_is_not_of_the_kind_leaves_the_arm_standing_and_what_was_not_said_counts(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, template="pause_to_ask"))
    bench.reveal()
    bench.later(days=1).log(pain=1, company="alone")
    bench.later(days=1).log(kind=EntryKind.MOMENT, pain=1)
    assert bench.experiment.standing is not None
    assert bench.experiment.outside == ()
    name = bench.later(days=1).log(pain=1)
    assert bench.experiment.draws[0].entry == name


def test_a_change_about_what_goes_inside_counts_only_what_did_where_that_was_said(bench: Bench) -> None:
    template = KNOWLEDGE.experiments["chosen_position"]
    inside = bench.entry(bench.log(pain=1, touch=["penis_in_vagina"], depth=2))
    outside = bench.entry(bench.log(pain=1, touch=["kissing", "hands"]))
    open_ = bench.entry(bench.log(pain=1))
    assert [counts(entry, template) for entry in (inside, outside, open_)] == [True, False, True]


def test_of_two_that_were_logged_late_the_earlier_has_the_arm_whichever_came_first(bench: Bench) -> None:
    bench.begin()
    bench.reveal()
    bench.later(days=3)
    later = bench.log(ago=timedelta(days=1))
    earlier = bench.log(ago=timedelta(days=2))
    assert bench.experiment.draws[0].entry == earlier
    assert bench.experiment.outside == (later,)


def test_once_the_next_arm_is_revealed_the_last_one_keeps_its_encounter(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    bench.later(hours=1).reveal()
    bench.log(ago=timedelta(hours=3))
    assert bench.experiment.draws[0].entry == name


def test_a_letter_counts_by_when_it_was_written_and_only_once_it_is_kept(bench: Bench) -> None:
    bench.begin()
    bench.reveal()
    at = bench.later(days=1).now
    letter = Entry(
        id=entry_id(900),
        kind=EntryKind.ENCOUNTER,
        at=When(at.replace(tzinfo=None), "UTC", Precision.INSTANT),
        recorded=at,
        values={"pain": 3},
        letter="phone",
    )
    with bench.session._rows.changing():
        bench.session._rows.put_entry(letter.id, EntryRow(entry_to_json(letter), waiting=True), None)
    bench.session._reload()
    assert bench.experiment.standing is not None
    letters_use.keep_letter(bench.session, KNOWLEDGE, letter.id, bench.later(days=2).now)
    assert bench.experiment.draws[0].entry == letter.id
    assert bench.session.journal.experiments[0].draws[0].entry == letter.id


def test_who_reveals_right_after_logging_has_drawn_for_the_next_time(bench: Bench) -> None:
    bench.begin()
    name = bench.later(days=1).log()
    bench.later(seconds=10).reveal()
    assert bench.experiment.outside == (name,)
    assert bench.experiment.standing is not None


# What is changed later


def test_leaving_out_voids_a_round_and_taking_it_in_again_counts_it(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    log.leave_out(bench.session, KNOWLEDGE, name, out=True, now=bench.now)
    assert bench.experiment.draws[0].void == "left_out"
    assert bench.experiment.standing is None
    log.leave_out(bench.session, KNOWLEDGE, name, out=False, now=bench.now)
    assert bench.experiment.draws[0].void == ""


@pytest.mark.parametrize("answer", ["no", "unsure"])
@pytest.mark.parametrize("keep", [True, False])
def test_sex_that_was_not_clearly_wanted_is_void_and_nothing_tells_it_from_what_was_left_out(
    bench: Bench, answer: str, keep: bool
) -> None:
    bench.begin()
    name = bench.round(pain=2, company="one")
    bench.later(days=2).log(ago=timedelta(minutes=1))
    options = KNOWLEDGE.measures["wanted"].option_ids
    if answer not in options:
        answer = next(option for option in options if option not in ("yes", "no"))
    after.answer_wanted(bench.session, KNOWLEDGE, name, answer, keep=keep, now=bench.now)
    assert bench.experiment.draws[0].void == "left_out"
    assert "not_wanted" not in str(bench.session.journal.experiments)
    shown = use.result(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    assert (shown.counts.void, shown.counts.counted) == (1, 0)
    assert shown.points == ()


def test_deleting_voids_the_round_and_its_place_is_not_drawn_again(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    log.delete_entry(bench.session, name)
    assert bench.experiment.draws[0].void == "deleted"
    bench.later(hours=1).reveal()
    assert [draw.place for draw in bench.experiment.draws] == [0, 1]
    log.undo(bench.session)
    assert bench.experiment.draws[0].void == ""


def test_undoing_a_save_gives_the_arm_back(bench: Bench) -> None:
    bench.begin()
    bench.round()
    log.undo(bench.session)
    standing = bench.experiment.standing
    assert standing is not None
    assert standing.place == 0
    again = bench.later(minutes=1).log()
    assert bench.experiment.draws[0].entry == again


def test_an_edit_that_says_it_was_another_kind_gives_the_arm_back_while_nothing_else_has_happened(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, template="pause_to_ask"))
    name = bench.round()
    bench.edit(name, pain=2, company="alone")
    assert bench.experiment.standing is not None
    bench.edit(name, pain=2, company="one")
    assert bench.experiment.draws[0].entry == name


def test_an_edit_that_says_so_after_the_next_reveal_voids_the_round(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, template="pause_to_ask"))
    name = bench.round()
    bench.later(hours=1).reveal()
    bench.edit(name, pain=2, company="alone")
    assert bench.experiment.draws[0].void == "ineligible"


def test_moving_an_encounter_to_before_the_reveal_takes_it_out(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    bench.edit(name, at=bench.now - timedelta(hours=10), pain=2)
    assert bench.experiment.standing is not None
    assert bench.experiment.outside == (name,)


def test_what_was_said_of_an_encounter_is_kept_and_can_be_taken_back(bench: Bench) -> None:
    bench.begin()
    name = bench.round()
    assert bench.card is not None
    assert bench.card.ask_about == name
    use.comply(bench.session, name, Compliance.PARTLY)
    assert bench.card.ask_about is None
    assert bench.experiment.draws[0].compliance is Compliance.PARTLY
    use.comply(bench.session, name, None)
    assert bench.experiment.draws[0].compliance is None
    with pytest.raises(NotThere):
        use.comply(bench.session, entry_id(777), Compliance.AS_DRAWN)


def test_an_arm_put_back_uses_its_place_and_the_next_encounter_is_outside(bench: Bench) -> None:
    bench.begin()
    bench.reveal()
    use.give_back(bench.session, KNOWLEDGE, bench.now)
    name = bench.later(days=1).log()
    assert bench.experiment.draws[0].void == "given_back"
    assert bench.experiment.outside == (name,)
    assert bench.reveal().place == 1
    shown = use.result(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    assert sum(shown.counts.given_back.values()) == 1


# Pausing, stopping, ending


def test_in_a_pause_nothing_is_drawn_and_the_arm_waits(bench: Bench) -> None:
    bench.begin()
    bench.reveal()
    use.pause(bench.session, KNOWLEDGE, bench.later(hours=1).now)
    bench.later(days=1).log()
    assert bench.experiment.outside == ()
    use.resume(bench.session, KNOWLEDGE, bench.later(days=1).now)
    name = bench.later(days=1).log()
    assert bench.experiment.draws[0].entry == name


def test_it_ends_with_its_last_round_and_a_card_says_so_once(bench: Bench) -> None:
    bench.begin()
    for _ in range(24):
        bench.round()
    assert bench.experiment.end_reason is EndReason.FINISHED
    assert bench.session.journal.experiments[0].end_reason is EndReason.FINISHED
    assert bench.card is not None
    assert bench.card.state is use.CardState.ENDED
    use.put_card_away(bench.session, bench.experiment.id, bench.now)
    assert bench.card is None
    with pytest.raises(Conflict, match="No experiment"):
        bench.reveal()
    log.undo(bench.session)
    assert bench.experiment.is_running


def test_it_can_be_stopped_at_any_time_and_what_was_drawn_stays(bench: Bench) -> None:
    bench.begin()
    bench.round()
    bench.later(hours=1).reveal()
    over = use.stop(bench.session, KNOWLEDGE, bench.now)
    assert over.end_reason is EndReason.STOPPED
    bench.later(days=1).log()
    assert bench.experiment.draws[1].entry is None
    assert bench.card is None
    use.delete(bench.session, over.id)
    assert bench.session.journal.experiments == ()
