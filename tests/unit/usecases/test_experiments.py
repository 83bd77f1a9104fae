"""Experiments in the journal: what is offered, what an arm belongs to, what it rests for, what it comes to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.unit.usecases.experiment_bench import KNOWLEDGE, LUBRICANT, SEED, START, Bench, entry_id
from tests.vectors.vaults import PASSPHRASE, REMEMBERING

from aftercare.experiments.draw import arm as drawn_arm
from aftercare.model.check import Writer
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import BadValue, Conflict, NotThere
from aftercare.model.experiment import Arm, Compliance, EndReason
from aftercare.model.fact import Status
from aftercare.model.person import Person
from aftercare.model.wire import entry_to_json
from aftercare.usecases import after_save as after
from aftercare.usecases import experiments as use
from aftercare.usecases import interview
from aftercare.usecases import letters as letters_use
from aftercare.usecases import log_entry as log
from aftercare.usecases.experiment_course import counts
from aftercare.usecases.experiment_safety import follow_check
from aftercare.usecases.experiment_words import refused
from aftercare.vault import create_vault, passphrase_step, unlock
from aftercare.vault.rows import EntryRow


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    person = Person(birth_year=1990)
    session = create_vault(tmp_path / "journal", PASSPHRASE, person=person, now=START, recovery=False).session
    yield Bench(session)
    session.lock()


# What is offered


def test_a_new_journal_is_offered_every_change_and_each_says_why_it_may_help(bench: Bench) -> None:
    offered = use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)
    assert {one.template.id for one in offered} >= {"lubricant", "chosen_position", "longer_arousal", "holding"}
    assert all(one.can_begin for one in offered)
    assert all(passage.sources for one in offered for passage in one.template.why)


def test_nobody_who_may_be_under_18_can_begin_one(bench: Bench) -> None:
    bench.session.put_person(Person(birth_year=START.year - 17))
    assert not any(one.can_begin for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now))
    with pytest.raises(Conflict, match="18"):
        bench.begin()


def test_only_one_runs_at_a_time(bench: Bench) -> None:
    bench.begin()
    with pytest.raises(Conflict, match="One experiment at a time"):
        use.begin(bench.session, KNOWLEDGE, LUBRICANT, bench.now, "f" * 64)
    assert not any(one.can_begin for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now))


def test_warmth_is_not_offered_with_a_fever_or_bleeding_and_the_rest_is(bench: Bench) -> None:
    bench.log(kind=EntryKind.DAY, fever=1)
    offered = {one.template.id: one for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)}
    assert [str(why) for why in offered["heat_afterwards"].why_not] == [
        "No heat with bleeding or fever. It can be begun once that is over."
    ]
    assert offered["holding"].can_begin
    bench.later(days=4)
    offered = {one.template.id: one for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)}
    assert offered["heat_afterwards"].can_begin


def test_warmth_is_not_offered_to_somebody_whose_skin_may_feel_less(bench: Bench) -> None:
    person = Person(birth_year=1990).with_answers({"health_risks": ("diabetes",)}, START - timedelta(days=900))
    bench.session.put_person(person)
    offered = {one.template.id: one for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)}
    assert not offered["heat_afterwards"].can_begin


def test_while_unwanted_sex_stands_nothing_is_offered_and_the_reason_is_not_told(bench: Bench) -> None:
    name = bench.log(pain=1, company="one")
    after.answer_wanted(bench.session, KNOWLEDGE, name, "no", keep=True, now=bench.now)
    bench.later(days=30)
    offered = use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)
    assert {str(why) for one in offered for why in one.why_not} == {
        "Experiments rest for now. Everything else in your journal goes on as always."
    }
    turned_on = replace(bench.session.journal.settings, advice_for_two=True)
    bench.session.put_settings(turned_on)
    assert all(one.can_begin for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now))


def test_what_comes_after_sex_is_looked_at_the_next_day(bench: Bench) -> None:
    found = use.outcomes_for(KNOWLEDGE, bench.session.journal, "holding")
    assert {one.measure.phase.value for one in found} == {"later"}
    first = use.outcomes_for(KNOWLEDGE, bench.session.journal, "lubricant")
    assert [one.measure.id for one in first[:2]] == ["pain", "burning"]
    with pytest.raises(NotThere, match="comes after"):
        bench.begin(replace(LUBRICANT, template="holding", outcome="pain"))


def test_an_outcome_shows_what_the_person_noted_of_it_and_happy_tears_count_as_none(bench: Bench) -> None:
    for values in ({"tears": 2, "tears_kind": "upset"}, {"tears": 3, "tears_kind": "moved"}, {"tears": 0}):
        bench.later(days=1).log(**values)
    (tears,) = (o for o in use.outcomes_for(KNOWLEDGE, bench.session.journal, "own") if o.measure.id == "tears")
    assert tears.values == (2.0, 0.0, 0.0)
    assert tears.better == -1


@pytest.mark.parametrize("rounds", [20, 42, 84])
def test_a_length_that_is_no_length_is_refused(bench: Bench, rounds: int) -> None:
    with pytest.raises(BadValue, match="steps of 4"):
        bench.begin(replace(LUBRICANT, rounds=rounds))


@pytest.mark.parametrize(
    "words",
    [
        "leave out the condom",
        "Don't use a condom",
        "a glass of wine before",
        "hold my pee until after",
        "come off my antidepressant",
        "take ibuprofen before",
        "push through the pain",
        "keep going even if it hurts",
        "have sex every day",
        "say yes even when I don’t feel like it",
        "his hand on my neck",
        "coconut oil as lube",
        "no lube",
        "I want to kill myself afterwards",
    ],
)
def test_an_own_change_that_takes_protection_away_or_could_harm_is_refused_in_one_kind_sentence(
    bench: Bench, words: str
) -> None:
    with pytest.raises(BadValue) as caught:
        bench.begin(replace(LUBRICANT, template="own", change=words))
    assert words not in str(caught.value)
    assert bench.session.journal.experiments == ()


@pytest.mark.parametrize(
    "words",
    [
        "a glass of water afterwards",
        "no alcohol that evening",
        "hold each other for half an hour",
        "more kissing before sex",
        "stop when it hurts",
        "not so deep",
        "use a condom",
        "slow breathing for five minutes",
        "pee before and after",
    ],
)
def test_an_own_change_that_adds_time_comfort_or_protection_is_taken(bench: Bench, words: str) -> None:
    assert refused(KNOWLEDGE, words) is None
    assert bench.begin(replace(LUBRICANT, template="own", change=words)).change == words


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
    log.leave_out(bench.session, name, True, bench.now)
    assert bench.experiment.draws[0].void == "left_out"
    assert bench.experiment.standing is None
    log.leave_out(bench.session, name, False, bench.now)
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


# What must come first


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


# The card and the result


def test_the_card_names_neither_the_change_nor_the_outcome(bench: Bench) -> None:
    bench.begin()
    shown = [bench.card]
    bench.reveal()
    shown.append(bench.card)
    use.pause(bench.session, KNOWLEDGE, bench.now)
    shown.append(bench.card)
    for card in shown:
        assert card is not None
        words = f"{card.title} {card.line}".lower()
        assert not any(word in words for word in ("lubric", "pain", "sex", "hurt"))
    assert [card.state.value for card in shown if card] == ["next", "standing", "paused"]


def test_what_is_drawn_tells_what_to_do_and_what_to_mind(bench: Bench) -> None:
    begun = bench.begin()
    change = use.instruction(begun, KNOWLEDGE, Arm.CHANGE)
    usual = use.instruction(begun, KNOWLEDGE, Arm.USUAL)
    assert "water- or silicone-based" in str(change.text)
    assert any("latex" in str(line) for line in change.care)
    assert "as you would have done anyway" in str(usual.text).lower()
    assert usual.care == ()


def test_a_value_added_the_next_day_counts_and_until_then_its_block_is_not_looked_at(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, outcome="pain_next_day"))
    names = [bench.round() for _ in range(4)]
    waiting = use.trial_of(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    assert waiting.rounds == ()
    for name in names:
        log.answer_day_after(bench.session, KNOWLEDGE, name, {"pain_next_day": 1}, bench.now)
    whole = use.trial_of(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    assert [one.value for one in whole.rounds] == [1.0, 1.0, 1.0, 1.0]


def test_an_answer_that_never_came_is_a_round_without_a_value(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, outcome="pain_next_day"))
    bench.round()
    bench.later(days=6)
    trial = use.trial_of(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    assert [one.value for one in trial.rounds] == [None]
    shown = use.result(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    assert shown.counts.missing == 1


def test_a_clear_difference_is_found_and_while_it_runs_only_that_it_is_clear_is_told(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, rounds=40))
    for place in range(40):
        if place == 39:
            running = use.result(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
        bench.round(pain=(1 if drawn_arm(SEED, place) is Arm.CHANGE else 5) + place % 2)
    assert running.verdict is None
    assert running.clear_already
    done = use.result(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    assert done.verdict is not None
    assert done.verdict.value == "better"
    assert done.trial.effect is not None
    assert done.trial.effect == pytest.approx(-4, abs=0.6)
    assert done.trial.p <= 0.05


def test_what_was_done_stands_beside_what_was_drawn_and_never_changes_it(bench: Bench) -> None:
    bench.begin()
    names = [bench.round(pain=place % 5) for place in range(8)]
    before = use.result(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    for name in names:
        use.comply(bench.session, name, Compliance.OTHERWISE)
    shown = use.result(bench.session.journal, bench.experiment, KNOWLEDGE, bench.now)
    assert shown.trial == before.trial
    assert shown.compliance[Compliance.OTHERWISE] == 8
    assert (shown.as_done.usual_rounds, shown.as_done.change_rounds) == (4, 4)
    drawn_change = sum(before.trial.change) / 4
    assert shown.as_done.usual == pytest.approx(drawn_change)


def test_stopping_early_says_whether_it_was_clear(bench: Bench) -> None:
    bench.begin(replace(LUBRICANT, rounds=80))
    for place in range(40):
        bench.round(pain=1 if drawn_arm(SEED, place) is Arm.CHANGE else 5)
    assert use.stop(bench.session, KNOWLEDGE, bench.now).end_reason is EndReason.CLEAR_EARLY


# Keeping


def test_an_experiment_is_there_after_locking_and_unlocking(bench: Bench) -> None:
    begun = bench.begin()
    bench.round()
    kept = bench.session.journal.experiments
    folder = bench.session.folder
    bench.session.lock()
    opened = unlock(folder, PASSPHRASE, bench.now)
    try:
        assert opened.journal.experiments == kept
        assert opened.journal.experiments[0].id == begun.id
    finally:
        opened.lock()


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
