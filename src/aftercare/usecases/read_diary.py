"""A diary file in, what may be claimed about it out: one object per encounter, or one for the whole diary.

Takes the lines of the file (one JSON object a line: meta, check-ins, encounters; PATTERNS 10), yields plain objects
for `aftercare patterns --diary`. Needs no vault. The object for encounter n sees the encounters up to n and the
check-ins up to its date, nothing later. Must never repeat a value of the file in an error.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from aftercare.days.composites import Signed, mean_of_ranks
from aftercare.model.pattern import (
    ColumnKind,
    Factor,
    Lack,
    Outcome,
    Pattern,
    PatternRole,
    Patterns,
    Standing,
    Table,
)
from aftercare.patterns.find import find
from aftercare.usecases.diary_lines import Diary, read_diaries

LAGS = (0, 1)
"""Days between check-in and encounter: the same day, the day before."""
DIGITS = 6
"""Significant digits of the numbers given out: rounding noise of the arithmetic stays in."""


def claims(
    lines: Iterable[str],
    *,
    every_entry: bool = False,
    stopwatch: Callable[[], float] = time.perf_counter,
) -> Iterator[dict[str, object]]:
    """Yield one object per encounter (`every_entry`), else one per diary for all of it.

    `stopwatch` only fills the `seconds` taken. Raises BadFile naming line and field.
    """
    for diary in read_diaries(lines):
        whole = table_of(diary)
        count = len(diary.encounters)
        prefixes: Iterable[int] = range(1, count + 1) if every_entry else (count,)
        for n in prefixes:
            started = stopwatch()
            found = find(with_composites(whole.first(n, cycle_length=diary.cycle_length(n)), diary))
            made = claims_object(found)
            yield {"person": diary.person, "n": n, "seconds": round(stopwatch() - started, 4), **made}


def table_of(diary: Diary) -> Table:
    """The table of a whole diary; its first n rows are what was known after encounter n.

    A row looks at check-ins of its own date and the day before only, so no row knows anything of a later date. Outcomes
    made of others are not in it, because their ranks change with every entry (`with_composites`).
    """
    return Table(
        rows=tuple(str(number) for number in range(1, len(diary.encounters) + 1)),
        factors=tuple(_factor(diary, name, kind) for name, kind in diary.factors.items()),
        outcomes=tuple(
            Outcome(id=name, kind=kind, values=tuple(e.outcomes.get(name, NOT_RECORDED) for e in diary.encounters))
            for name, kind in diary.outcomes.items()
        ),
        main_outcome=diary.main_outcome,
        suspects=diary.suspects,
    )


def with_composites(table: Table, diary: Diary) -> Table:
    """The table with the composites that the first line asks for, ranked among the rows it has."""
    if not diary.composites:
        return table
    columns = {
        outcome.id: [None if math.isnan(value) else value for value in outcome.values] for outcome in table.outcomes
    }
    made = tuple(
        Outcome(
            id=composite.name,
            kind=ColumnKind.CONTINUOUS,
            values=mean_of_ranks(
                [Signed((columns[name],), sign) for name, sign in composite.parts], composite.least, len(table.rows)
            ),
        )
        for composite in diary.composites
    )
    return replace(table, outcomes=(*table.outcomes, *made))


NOT_RECORDED = float("nan")
REASONS = {
    Lack.WITH: "{more} more entries with the factor",
    Lack.WITHOUT: "{more} more entries without the factor",
    Lack.FACTOR_VALUES: "{more} more values of the factor",
    Lack.FACTOR_VARIETY: "{more} more entries where the factor differs",
    Lack.EVENTS: "{more} more entries where the outcome happened",
    Lack.NON_EVENTS: "{more} more entries where the outcome did not happen",
    Lack.OUTCOME_VALUES: "{more} more values of the outcome",
    Lack.OUTCOME_VARIETY: "{more} more entries where the outcome differs",
    Lack.BOTH_RECORDED: "{more} more entries with both recorded",
}


def _factor(diary: Diary, name: str, kind: ColumnKind) -> Factor:
    if name not in diary.daily:
        at_entry = tuple(e.factors.get(name, NOT_RECORDED) for e in diary.encounters)
        return Factor(id=name, kind=kind, columns=(at_entry,))
    lags = LAGS[:1] if kind is ColumnKind.CYCLE_DAY else LAGS
    return Factor(
        id=name,
        kind=kind,
        columns=tuple(tuple(diary.check_in(e.date, lag, name) for e in diary.encounters) for lag in lags),
        lag_days=lags,
    )


def claims_object(found: Patterns) -> dict[str, object]:
    """What the person could read, in the form of the claims file. Faded patterns are not claims."""
    shown = [pattern for pattern in found.patterns if pattern.standing is Standing.CURRENT]
    return {
        "claims": [_claim(p) for p in shown if p.role is not PatternRole.ENTANGLED],
        "no_link": [{"factor": pair.factor, "outcome": pair.outcome} for pair in found.no_large_link],
        "entangled": [
            {"factor": p.factor, "outcome": p.outcome, "with": list(p.companions)}
            for p in shown
            if p.role is PatternRole.ENTANGLED
        ],
        "testable": sum(pair.testable for pair in found.pairs),
        "pairs": found.pair_count,
        "reason": _reason(found),
    }


def _reason(found: Patterns) -> str | None:
    """Why nothing at all can be said; None where something can."""
    if any(pair.testable for pair in found.pairs):
        return None
    if not found.pairs:
        return "No factor and outcome were recorded."
    nearest = min(found.pairs, key=lambda pair: sum(need.more for need in pair.needs))
    lacks = ", ".join(REASONS[need.lack].format(more=need.more) for need in nearest.needs)
    return f"No pair can be tested yet; the nearest needs {lacks}."


def _claim(pattern: Pattern) -> dict[str, object]:
    claim: dict[str, object] = {
        "factor": pattern.factor,
        "outcome": pattern.outcome,
        "tier": pattern.tier.value,
        "direction": pattern.pair.direction,
        "role": pattern.role.value,
    }
    if pattern.role is PatternRole.TRAVELS_WITH:
        claim["with"] = list(pattern.companions)
    effect = pattern.pair.effect
    if effect is not None:
        claim |= {
            "effect": _rounded(effect.estimate),
            "lo": _rounded(effect.low),
            "hi": _rounded(effect.high),
            "per": effect.per.value,
        }
    return claim


def _rounded(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")
