"""Standing: what stays on the screen and what has faded, given what was shown before (PATTERNS 4.7).

Wording only: evidence, tiers and claims never see the history. A pair that was shown stays until its evidence falls
below a quarter of the threshold it had passed; then it has faded, and its history is still told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from aftercare.model.pattern import History, Pair, PatternRole, Standing
from aftercare.patterns.roles import Place

STAYS_ABOVE = 0.25


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair that is shown, in its place and standing."""

    pair: Pair
    place: Place
    standing: Standing


def judge(
    pairs: Iterable[Pair],
    placed: Mapping[tuple[str, str], Place],
    history: History,
) -> list[Judged]:
    """Everything to show: current pairs by evidence, then those that stay, then the faded ones."""
    judged = [found for pair in pairs if (found := _judge(pair, placed.get(pair.key), history))]
    order = list(Standing)
    return sorted(
        judged,
        key=lambda one: (
            order.index(one.standing),
            one.place.role is not PatternRole.LEAD,
            -one.pair.log_evidence_given_others,
            one.pair.key,
        ),
    )


def _judge(pair: Pair, place: Place | None, history: History) -> Judged | None:
    if place is not None:
        return Judged(pair, place, Standing.CURRENT)
    before = history.get(pair.key)
    if before is None:
        return None
    stays = pair.log_evidence_given_others >= log(before.threshold * STAYS_ABOVE)
    was = Place(tier=before.tier, role=PatternRole.LEAD, companions=(), threshold=before.threshold)
    return Judged(pair, was, Standing.STAYING if stays else Standing.FADED)
