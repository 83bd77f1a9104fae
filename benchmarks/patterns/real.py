"""Real diaries: how many pairs our engine and the simpler rules show, and how many when every link is broken.

Takes Daylio exports (the CSV and JSON forms, or a `.daylio` backup); a day is an entry. Factors are the day's
activities; outcomes are its mood, the next day's mood, and whether each of the commonest activities comes the next
day. No truth is known, so links are broken by turning the outcomes round in time: whatever is still shown is false.
A week stays a week when it is turned round, so what hangs on weekdays is turned round at all seven places of the week
as well, and the mean is told. Nothing of a diary but counts is kept or printed.
"""

import base64
import csv
import io
import json
import statistics
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from aftercare.model.pattern import ColumnKind, Factor, Outcome, PatternRole, Standing, Table
from aftercare.patterns.find import find
from benchmarks.patterns.asked import HERE, grid
from benchmarks.patterns.baselines import RULES, ask, columns_of
from benchmarks.patterns.lives import TIERS

SAMPLE = HERE.parent.parent / "tests" / "samples" / "daylio" / "german_mockdata_700days.csv"
MOODS = {"lausig": 0, "schlecht": 1, "ok": 2, "gut": 3, "super": 4, "awful": 0, "bad": 1, "meh": 2, "good": 3, "rad": 4}
MOST_FACTORS, MOST_OUTCOMES = 40, 8
RARE = 10
"""An activity of fewer days is left out."""
WEEK = 7
NOT_RECORDED = float("nan")


@dataclass(frozen=True)
class Day:
    """One day's mood (higher is better) and activities."""

    date: date
    mood: float
    activities: frozenset[str]


def main(more: Sequence[Path], results: Path | None) -> None:
    """Count for the sample of the repository and for what else is given."""
    told = []
    for name, file in [("Daylio, 700 days (made-up, German)", SAMPLE), *((file.suffix, file) for file in more)]:
        days = read(file)
        label = name if file == SAMPLE else f"Daylio backup, {len(days)} days (anonymised)"
        table = table_of(days)
        counts = {
            "as it was": shown(table),
            "turned round": shown(turned(table, 0)),
            "turned round, mean of seven weekdays": mean([shown(turned(table, late)) for late in range(WEEK)]),
        }
        pairs = len(table.factors) * len(table.outcomes) - len(table.never_paired)
        told.append({"diary": label, "days": len(days), "pairs": pairs, "shown": counts})
        print(f"{label}: {len(table.factors)} factors, {len(table.outcomes)} outcomes, {pairs} pairs")
        for rule in (*TIERS, *RULES):
            row = "".join(f"{counts[how][rule]['ever']:>10g}{counts[how][rule]['now']:>8g}" for how in counts)
            print(f"  {rule:<15}{row}", flush=True)
    if results is not None:
        (results / "real.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def read(file: Path) -> list[Day]:
    """The days of an export, in order; several entries of a day are put together."""
    rows = _csv(file) if file.suffix == ".csv" else _backup(file)
    by_day: dict[date, list[tuple[float, frozenset[str]]]] = {}
    for day, mood, activities in rows:
        by_day.setdefault(day, []).append((mood, activities))
    return [
        Day(day, statistics.fmean(mood for mood, _ in kept), frozenset().union(*(done for _, done in kept)))
        for day, kept in sorted(by_day.items())
    ]


def _csv(file: Path) -> list[tuple[date, float, frozenset[str]]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [
            (
                date.fromisoformat(row["full_date"]),
                MOODS[row["mood"].strip().lower()],
                frozenset(word.strip() for word in row["activities"].split("|") if word.strip()),
            )
            for row in csv.DictReader(lines)
        ]


def _backup(file: Path) -> list[tuple[date, float, frozenset[str]]]:
    if zipfile.is_zipfile(file):
        packed = zipfile.ZipFile(io.BytesIO(file.read_bytes())).read("backup.daylio")
        written = json.loads(base64.b64decode(packed))
    else:
        written = json.loads(file.read_text(encoding="utf-8"))
    best = {mood["id"]: 5.0 - mood["mood_group_id"] for mood in written["customMoods"]}
    return [
        (date(e["year"], e["month"] + 1, e["day"]), best[e["mood"]], frozenset(str(tag) for tag in e["tags"]))
        for e in written["dayEntries"]
    ]


def table_of(days: Sequence[Day]) -> Table:
    """Activities, and what came the same day and the next."""
    often = [word for word, _ in Counter(w for day in days for w in sorted(day.activities)).most_common()]
    count = {word: sum(word in day.activities for day in days) for word in often}
    usable = [word for word in often if RARE <= count[word] <= len(days) - RARE]
    known = {day.date: day for day in days}
    nexts = [known.get(day.date + timedelta(days=1)) for day in days]
    factors = [
        Factor(id=word, kind=ColumnKind.BINARY, columns=(tuple(float(word in day.activities) for day in days),))
        for word in usable[:MOST_FACTORS]
    ]
    outcomes = [
        Outcome(id="mood", kind=ColumnKind.ORDINAL, values=tuple(day.mood for day in days)),
        Outcome(
            id="mood next day",
            kind=ColumnKind.ORDINAL,
            values=tuple(NOT_RECORDED if after is None else after.mood for after in nexts),
        ),
    ]
    comings = usable[: MOST_OUTCOMES - len(outcomes)]
    outcomes += [
        Outcome(
            id=f"{word} next day",
            kind=ColumnKind.BINARY,
            values=tuple(NOT_RECORDED if after is None else float(word in after.activities) for after in nexts),
        )
        for word in comings
    ]
    return Table(
        rows=tuple(day.date.isoformat() for day in days),
        factors=tuple(factors),
        outcomes=tuple(outcomes),
        never_paired=frozenset((word, f"{word} next day") for word in comings),
    )


def turned(table: Table, late: int) -> Table:
    """The outcomes from the last to the first, begun `late` days before the end."""
    count = len(table.rows) - late
    cut = table.first(count, cycle_length=None)
    return replace(cut, outcomes=tuple(replace(outcome, values=outcome.values[::-1]) for outcome in cut.outcomes))


Counts = dict[str, dict[str, float]]


def shown(table: Table) -> Counts:
    """For each rule how many pairs it ever showed, and how many at the end."""
    columns = columns_of(table)
    ever: dict[str, set[tuple[str, str]]] = {rule: set() for rule in (*TIERS, *RULES)}
    now = dict.fromkeys(ever, 0)
    for n in grid(len(table.rows)):
        leads = [
            pattern
            for pattern in find(table.first(n, cycle_length=None)).patterns
            if pattern.standing is Standing.CURRENT and pattern.role is PatternRole.LEAD
        ]
        asked = {
            tier: {(p.factor, p.outcome) for p in leads if p.tier.rank > rank} for rank, tier in enumerate(TIERS)
        } | {
            rule: {(table.factors[i].id, table.outcomes[k].id) for i, k in zip(*found.nonzero(), strict=True)}
            - table.never_paired
            for rule, found in ask(columns.first(n)).items()
        }
        for rule, pairs in asked.items():
            ever[rule] |= pairs
            now[rule] = len(pairs)
    return {rule: {"ever": len(ever[rule]), "now": now[rule]} for rule in ever}


def mean(counts: Sequence[Counts]) -> Counts:
    """Of several counts."""
    return {
        rule: {when: round(statistics.fmean(one[rule][when] for one in counts), 1) for when in ("ever", "now")}
        for rule in counts[0]
    }
