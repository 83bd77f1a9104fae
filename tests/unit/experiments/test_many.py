"""Made-up trials are judged many at once; each must be judged as the analysis proper judges it."""

import numpy as np
import pytest

from aftercare.experiments.analyse import CLEAR, P_CLEAR, analyse
from aftercare.experiments.many import CHANGED, clear_at_end, clear_on_the_way
from aftercare.model.experiment import Arm, OutcomeKind, Round, Trial

TRIALS, BLOCKS = 30, 10
UNSURE = 0.02
"""p within this of .05 may come out on either side of it with 999 other draws."""


@pytest.mark.parametrize(("kind", "larger"), [(OutcomeKind.SCORE, 2.0), (OutcomeKind.BINARY, 0.5)])
def test_many_at_once_are_judged_as_one_by_one(kind: OutcomeKind, larger: float) -> None:
    source = np.random.default_rng(11)
    made, others = (CHANGED[source.integers(6, size=(number, BLOCKS))] for number in (TRIALS, 999))
    values = source.normal(4, 2, made.shape) + larger * made
    noted = np.round(values) if kind is OutcomeKind.SCORE else (source.random(made.shape) < 0.2 + larger * made) * 1.0
    at_end, on_the_way = clear_at_end(noted, made, others), clear_on_the_way(noted, made)
    assert 3 < at_end[:, -1].sum() < TRIALS
    for number in range(TRIALS):
        for block in (5, BLOCKS - 1):
            result = analyse(as_trial(kind, noted[number, : block + 1], made[number, : block + 1]))
            assert on_the_way[number, block] == (result.evidence_max >= CLEAR)
            if abs(result.p - P_CLEAR) > UNSURE:
                assert at_end[number, block] == (result.p <= P_CLEAR)


def as_trial(kind: OutcomeKind, noted: np.ndarray, made: np.ndarray) -> Trial:
    return Trial(
        kind=kind,
        rounds=tuple(
            Round(block=block, arm=Arm.CHANGE if made[block, place] else Arm.USUAL, value=float(noted[block, place]))
            for block in range(len(noted))
            for place in range(noted.shape[1])
        ),
    )
