"""The experiments of the sample are what their seeds say, agree with its entries, and come to something."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from aftercare.experiments.draw import arm
from aftercare.experiments.wording import Verdict
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry
from aftercare.model.experiment import BLOCK, Arm, Compliance, Draw, EndReason, Experiment
from aftercare.model.journal import Journal
from aftercare.usecases.experiment_course import running, settled
from aftercare.usecases.experiment_lengths import plan_options
from aftercare.usecases.experiment_offers import Plan, outcomes_for, plan
from aftercare.usecases.experiments import CardState, card, result
from aftercare.usecases.sample_experiments import COURSES
from aftercare.usecases.sample_journal import sample_journal

TODAY = date(2026, 11, 22)
EVENING = datetime(2026, 11, 22, 19, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
DONE = {course.template: course.done for course in COURSES}


@pytest.fixture(scope="module")
def sample() -> Journal:
    return sample_journal(KNOWLEDGE.measures, TODAY)


@pytest.fixture(scope="module")
def entries(sample: Journal) -> dict[str, Entry]:
    return {entry.id: entry for entry in sample.entries}


def _before(sample: Journal, one: Experiment) -> Journal:
    """The journal as it was when an experiment began."""
    known = tuple(entry for entry in sample.entries if entry.recorded < one.begun)
    return replace(sample, entries=known, experiments=tuple(x for x in sample.experiments if x.begun < one.begun))


def test_two_have_ended_and_one_runs_with_a_draw_that_stands(sample: Journal) -> None:
    assert [one.end_reason for one in sample.experiments] == [EndReason.FINISHED, EndReason.FINISHED, None]
    now = running(sample)
    assert now is not None
    assert now.standing is not None
    assert now.standing.revealed < EVENING
    assert 2 < now.rounds - len(now.draws) < BLOCK + 2, "a few rounds are left"
    shown = card(sample, KNOWLEDGE, EVENING)
    assert shown is not None
    assert shown.state is CardState.STANDING


def test_one_follows_the_other(sample: Journal) -> None:
    for earlier, later in zip(sample.experiments, sample.experiments[1:], strict=False):
        assert earlier.ended is not None
        assert earlier.ended < later.begun


def test_every_arm_is_what_the_seed_draws(sample: Journal) -> None:
    for one in sample.experiments:
        assert [draw.arm for draw in one.draws] == [arm(one.seed, place) for place in range(len(one.draws))]
        assert [draw.place for draw in one.draws] == list(range(len(one.draws)))


def test_the_app_would_keep_them_as_they_are(sample: Journal) -> None:
    """What belongs to which draw, what is outside, when it ended: worked out anew it comes to the same."""
    for one in sample.experiments:
        assert settled(one, sample, KNOWLEDGE) == one


def test_each_draw_was_looked_at_before_and_after_the_one_before(sample: Journal, entries: dict[str, Entry]) -> None:
    for one in sample.experiments:
        moments = [one.begun]
        for draw in one.draws:
            moments.append(draw.revealed)
            if draw.entry is not None:
                moments.append(entries[draw.entry].at.instant())
        assert moments == sorted(moments)


def test_the_entries_say_what_was_drawn(sample: Journal, entries: dict[str, Entry]) -> None:
    """A change that was drawn was done, but where it is said that it went otherwise; as usual is either."""
    for one in sample.experiments:
        lived = [(draw, entries[draw.entry]) for draw in one.draws if draw.entry is not None]
        changed = [(draw, entry.value(DONE[one.template])) for draw, entry in lived if draw.arm is Arm.CHANGE]
        for draw, done in changed:
            assert done is (draw.compliance is not Compliance.OTHERWISE)
        assert sum(bool(done) for _, done in changed) >= 0.75 * len(changed)
        usual = Counter(entry.value(DONE[one.template]) for draw, entry in lived if draw.arm is Arm.USUAL)
        assert usual[True] >= 2
        assert usual[False] >= 2


def test_there_are_rounds_outside_some_put_back_and_some_without_an_outcome(sample: Journal) -> None:
    found = [result(sample, one, KNOWLEDGE, EVENING) for one in sample.experiments]
    assert all(one.counts.outside >= 3 for one in found)
    assert all(sum(one.counts.given_back.values()) in (1, 2) for one in found)
    assert found[0].counts.missing > 0
    assert {compliance for one in found for compliance in one.compliance} == set(Compliance)
    assert all(sum(one.compliance.values()) < len(one.points) for one in found[:2]), "of some nothing was said"


def test_one_made_a_modest_difference_and_one_could_not_tell(sample: Journal) -> None:
    holding, bath, talking = (result(sample, one, KNOWLEDGE, EVENING) for one in sample.experiments)
    assert holding.verdict is Verdict.BETTER
    assert holding.trial.effect is not None
    assert 0.3 < holding.trial.effect < 0.7
    assert 0.005 < holding.trial.p < 0.04
    assert bath.verdict is Verdict.COULD_NOT_TELL
    assert bath.trial.low is not None
    assert bath.trial.high is not None
    assert bath.trial.low < 0 < bath.trial.high, "it rules out what is large"
    assert talking.verdict is None
    assert not talking.clear_already


def test_the_app_would_have_let_them_begin(sample: Journal) -> None:
    for one in sample.experiments:
        wanted = Plan(
            template=one.template,
            change=one.change,
            outcome=one.outcome,
            better=one.better,
            rounds=one.rounds,
            agreed=True,
        )
        assert plan(KNOWLEDGE, _before(sample, one), wanted, one.begun).change == one.change


def test_the_chance_they_were_told_is_what_the_app_reckons(sample: Journal) -> None:
    one = sample.experiments[1]
    before = _before(sample, one)
    outcome = next(
        choice for choice in outcomes_for(KNOWLEDGE, before, one.template) if choice.measure.id == one.outcome
    )
    options = plan_options(KNOWLEDGE, before, one.template, outcome, one.better, now=one.begun).options
    assert next(option.large for option in options if option.rounds == one.rounds) == one.chance


def test_on_another_day_only_their_dates_differ(sample: Journal) -> None:
    def same(draw: Draw) -> Draw:
        return replace(draw, revealed=EVENING)

    for days in (1, 100, 200):
        later = sample_journal(KNOWLEDGE.measures, TODAY + timedelta(days=days))
        for before, after in zip(sample.experiments, later.experiments, strict=True):
            assert settled(after, later, KNOWLEDGE) == after
            assert (after.id, after.seed, after.outside) == (before.id, before.seed, before.outside)
            assert [same(draw) for draw in after.draws] == [same(draw) for draw in before.draws]
            assert result(later, after, KNOWLEDGE, EVENING + timedelta(days=days)).trial == (
                result(sample, before, KNOWLEDGE, EVENING).trial
            )
