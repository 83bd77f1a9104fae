"""A diary file in, what may be claimed about its days out: a row is a day with a check-in (PATTERNS 9b).

Takes the same lines as `read_diary`; the first line says which daily values are felt, as outcomes of days:
`"days":{"outcomes":["daily_05"]}`. All other daily values are factors from the day before, and so is whether there was
an encounter then. What the day before made likely of a felt value is taken out before the search. Yields plain objects,
one per day (`every_entry`), else one for the whole diary. The object for a day sees nothing later. Must never repeat a
value of the file in an error.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from aftercare.days.cycle import median_length, start_of
from aftercare.days.own_past import beyond_own_past
from aftercare.model.errors import BadFile
from aftercare.model.pattern import ColumnKind, Factor, Outcome, Table
from aftercare.patterns.find import find
from aftercare.usecases.diary_lines import Diary, read_diaries
from aftercare.usecases.read_diary import NOT_RECORDED, claims_object

ONE_DAY = timedelta(days=1)
ENCOUNTER = "encounter"
"""The factor that there was an encounter on the day before."""


def claims_by_day(
    lines: Iterable[str],
    *,
    every_entry: bool = False,
    stopwatch: Callable[[], float] = time.perf_counter,
) -> Iterator[dict[str, object]]:
    """Yield one object per day with a check-in (`every_entry`), else one per diary for all of it.

    `n` counts days. Raises BadFile naming line and field.
    """
    for diary in read_diaries(lines):
        if not diary.felt:
            raise BadFile("The first line names no daily values as outcomes of days.", where="line 1, days.outcomes")
        days = sorted(diary.check_ins)
        whole = table_of_days(diary)
        for n in range(1, len(days) + 1) if every_entry else (len(days),):
            started = stopwatch()
            table = whole.first(n, cycle_length=_cycle_length(diary, days[:n]))
            found = find(beyond_own_past(table, days[:n]))
            made = claims_object(found)
            yield {"person": diary.person, "n": n, "seconds": round(stopwatch() - started, 4), **made}


def table_of_days(diary: Diary) -> Table:
    """The table of all days of a diary; its first n rows are what was known after the n-th check-in."""
    days = sorted(diary.check_ins)
    factors = [
        Factor(id=name, kind=kind, columns=(_column(diary, name, days, lag),), lag_days=(lag,))
        for name, kind in diary.factors.items()
        if name in diary.daily and name not in diary.felt
        for lag in ((0,) if kind is ColumnKind.CYCLE_DAY else (1,))
    ]
    return Table(
        rows=tuple(day.isoformat() for day in days),
        factors=(*factors, _encounter(diary, days)),
        outcomes=tuple(
            Outcome(id=name, kind=diary.factors[name], values=_column(diary, name, days, 0)) for name in diary.felt
        ),
        main_outcome=diary.main_outcome,
        suspects=diary.suspects,
    )


def _column(diary: Diary, name: str, days: list[date], lag: int) -> tuple[float, ...]:
    return tuple(diary.check_in(day, lag, name) for day in days)


def _encounter(diary: Diary, days: list[date]) -> Factor:
    """A day with a check-in and no encounter is one without; of a day with neither nothing is known."""
    held = {encounter.date for encounter in diary.encounters}
    column = tuple(
        1.0 if day - ONE_DAY in held else 0.0 if day - ONE_DAY in diary.check_ins else NOT_RECORDED for day in days
    )
    return Factor(id=ENCOUNTER, kind=ColumnKind.BINARY, columns=(column,), lag_days=(1,))


def _cycle_length(diary: Diary, days: list[date]) -> float | None:
    name = next((n for n, kind in diary.factors.items() if kind is ColumnKind.CYCLE_DAY and n in diary.daily), None)
    if name is None:
        return None
    told = [(day, diary.check_ins[day][name]) for day in days if name in diary.check_ins[day]]
    return median_length(start_of(day, int(number)) for day, number in told)
