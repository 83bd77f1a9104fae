"""The card on home, what is told at the reveal, and what an experiment comes to."""

from dataclasses import replace

import pytest
from tests.unit.usecases.experiment_bench import KNOWLEDGE, LUBRICANT, SEED, Bench
from tests.vectors.vaults import PASSPHRASE

from aftercare.experiments.draw import arm as drawn_arm
from aftercare.model.experiment import Arm, Compliance, EndReason
from aftercare.usecases import experiments as use
from aftercare.usecases import log_entry as log
from aftercare.vault import unlock


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
