"""From residuals at the narrow and the wide window to one evidence per factor and outcome (PATTERNS 4.5).

A real link survives both windows; what a step of a life phase leaves over survives only the wide one, so the smaller
evidence counts. Lags are averaged. A cycle uses the wide window alone: the narrow one would eat the cycle itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aftercare.patterns.evidence import Residuals, log_evidence, log_evidence_cycle, log_mean, z_scores

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns belong to which factor, which of them are cycles, and which columns are testable."""

    parts: tuple[slice, ...]
    is_cycle: tuple[bool, ...]
    testable: NDArray[np.bool_]
    """One per column."""

    @property
    def factors(self) -> int:
        """How many factors."""
        return len(self.parts)

    def columns_of(self, factors: Sequence[int]) -> list[int]:
        """All columns of `factors`, in order."""
        return [c for factor in factors for c in range(self.parts[factor].start, self.parts[factor].stop)]

    def only(self, factors: Sequence[int]) -> "Layout":
        """The layout of a table that holds only `factors`."""
        parts: list[slice] = []
        for factor in factors:
            start = parts[-1].stop if parts else 0
            parts.append(slice(start, start + self.parts[factor].stop - self.parts[factor].start))
        return Layout(
            parts=tuple(parts),
            is_cycle=tuple(self.is_cycle[factor] for factor in factors),
            testable=self.testable[self.columns_of(factors)],
        )


def combine(windows: Sequence[Residuals], layout: Layout) -> Array:
    """Log evidence, factors by outcomes; `windows` runs from the narrowest to the widest."""
    scored = [z_scores(window) for window in windows]
    alone = [np.where(layout.testable[:, None], log_evidence(z, n), 0.0) for z, n in scored]
    wide_z, wide_n = scored[-1]
    result = np.zeros((layout.factors, wide_z.shape[1]))
    for factor, (part, is_cycle) in enumerate(zip(layout.parts, layout.is_cycle, strict=True)):
        if not layout.testable[part].any():
            continue
        if is_cycle:
            start = part.start
            result[factor] = log_evidence_cycle(wide_z[start], wide_z[start + 1], wide_n[start])
        elif part.stop - part.start == 1:
            result[factor] = np.min([evidence[part.start] for evidence in alone], axis=0)
        else:
            result[factor] = np.min([log_mean(list(evidence[part])) for evidence in alone], axis=0)
    return result


def best_columns(windows: Sequence[Residuals], layout: Layout) -> NDArray[np.intp]:
    """For each factor and outcome, the column (lag) with the most evidence: the one whose effect is shown."""
    least = np.min([log_evidence(*z_scores(window)) for window in windows], axis=0)
    least = np.where(layout.testable[:, None], least, -np.inf)
    best = [part.start + np.argmax(least[part], axis=0) for part in layout.parts]
    return np.array(best, dtype=np.intp).reshape(layout.factors, least.shape[1])
