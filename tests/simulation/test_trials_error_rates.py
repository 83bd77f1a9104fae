"""Simulated experiments with known truth: few are wrong, most find a large difference. `make bench` has more."""

import pytest
from benchmarks.trials_bench import LENGTHS, judge, share, verdicts_of_many
from benchmarks.trials_simulated import Setting

from aftercare.model.experiment import OutcomeKind

MANY, FEW = 400, 60


@pytest.mark.parametrize("kind", list(OutcomeKind))
def test_without_a_difference_at_most_one_in_twenty_is_called_clear(kind: OutcomeKind) -> None:
    """Three standard errors of 400 trials are allowed above .05 at the end; the any-time rate needs none."""
    at_end, early = verdicts_of_many(kind, 1.0, MANY, first_seed=100)
    assert at_end.max() <= 0.05 + 3 * (0.05 * 0.95 / MANY) ** 0.5
    assert early.max() <= 0.05


def test_a_large_difference_in_a_score_is_mostly_found_within_sixty_rounds() -> None:
    at_end, early = verdicts_of_many(OutcomeKind.SCORE, 6.0, MANY, first_seed=100)
    sixty = LENGTHS.index(60)
    assert at_end[sixty] >= 0.70
    assert early[sixty] >= 0.50
    assert list(at_end) == sorted(at_end)


def test_intervals_hold_the_truth_and_the_naive_rule_errs() -> None:
    """The naive rule is the control: looking after every round with a t-test must stand out as wrong."""
    verdicts = [judge(Setting(OutcomeKind.SCORE, 4.0, 32), seed) for seed in range(FEW)]
    without = [judge(Setting(OutcomeKind.SCORE, 1.0, 32), seed) for seed in range(FEW)]
    assert share([*verdicts, *without], "covers") >= 0.90
    assert share(without, "naive") > 0.10 > share(without, "clear")
