"""Gathers rows of one moment or day into one entry.

Several apps write the same fact, and several facts belong to one time. Rows with the same kind and time become one
entry; where two rows differ about the same measure, the stronger one stands and both words are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aftercare.importers.base import ImportContext, make_entry
from aftercare.knowledge.parse import NONE
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import TooLarge
from aftercare.model.measure import Value


@dataclass(slots=True)
class _Group:
    values: dict[str, Value] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)


ENTRIES_MOST = 250_000
"""Ten busy years make some 20,000."""


class Gathered:
    """Rows gathered so far. Counts what was taken and what was there before."""

    def __init__(self, app: str, context: ImportContext) -> None:
        self._app = app
        self._context = context
        self._groups: dict[tuple[EntryKind, When], _Group] = {}
        self._seen = set(context.rows_of(app))
        self.taken = 0
        self.duplicates = 0

    def is_new(self, row: str) -> bool:
        """Whether this row is new to the file and to the journal; counts it as a duplicate when it is not."""
        if row in self._seen:
            self.duplicates += 1
            return False
        self._seen.add(row)
        return True

    def put(self, kind: EntryKind, at: When, row: str, values: Mapping[str, Value], words: Mapping[str, str]) -> None:
        """Add one new row."""
        self.taken += 1
        group = self._groups.setdefault((kind, at), _Group())
        if len(self._groups) > ENTRIES_MOST:
            raise TooLarge("This file would make more entries than a journal can hold.")
        group.rows.append(row)
        for measure_id, value in values.items():
            held = group.values.get(measure_id)
            group.values[measure_id] = value if held is None else stronger(held, value)
        for measure_id, word in words.items():
            earlier = group.words.get(measure_id)
            if earlier is None:
                group.words[measure_id] = word
            elif word not in earlier.split(" | "):
                group.words[measure_id] = f"{earlier} | {word}"

    def entries(self) -> tuple[Entry, ...]:
        """All entries, in time order."""
        ordered = sorted(self._groups.items(), key=lambda item: (item[0][1].local, item[0][0].value, item[1].rows))
        return tuple(
            make_entry(
                self._app,
                self._context,
                kind=kind,
                at=at,
                values={name: self._context.measures[name].check(value) for name, value in group.values.items()},
                rows=sorted(group.rows),
                words=group.words,
            )
            for (kind, at), group in ordered
        )


def stronger(one: Value, other: Value) -> Value:
    """Of two values of one measure: the higher, yes over no, or all choices together."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        together = tuple(dict.fromkeys((*one, *other)))
        said = tuple(choice for choice in together if choice != NONE)
        return said or together
    if isinstance(one, int | float) and isinstance(other, int | float):
        return max(one, other)
    return one


def day_range(entries: tuple[Entry, ...]) -> tuple[str | None, str | None]:
    """First and last day of the entries, as year-month-day."""
    days = [entry.at.day.isoformat() for entry in entries]
    return (min(days), max(days)) if days else (None, None)


def on_day(local: When) -> When:
    """The same calendar day, without a time."""
    return When(local.local.replace(hour=0, minute=0, second=0, microsecond=0), None, Precision.DAY)
