"""What rows were before a change, so that it can be undone until lock. Kept in memory only, never on disk.

Takes rows inside the caller's transaction. Steps belong to one session: another program's are never undone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aftercare.model.errors import Conflict
from aftercare.model.wire import entry_from_json
from aftercare.vault.rows import EntryRow, Rows


@dataclass(frozen=True, slots=True)
class _EntryBefore:
    entry_id: str
    row: EntryRow | None = field(repr=False)

    def put_back(self, rows: Rows) -> None:
        if self.row is None:
            rows.remove_entry(self.entry_id)
        else:
            rows.put_entry(self.entry_id, self.row, entry_from_json(self.row.body).note)


@dataclass(frozen=True, slots=True)
class _RecordBefore:
    kind: str
    record_id: str
    body: str | None = field(repr=False)

    def put_back(self, rows: Rows) -> None:
        rows.put_record(self.kind, self.body, self.record_id)


@dataclass(frozen=True, slots=True)
class _ImportRowsBefore:
    import_id: str
    hashes: tuple[str, ...] | None

    def put_back(self, rows: Rows) -> None:
        if self.hashes is None:
            rows.remove_import_rows(self.import_id)
        else:
            for row in self.hashes:
                rows.add_import_row(row, self.import_id)


_Before = _EntryBefore | _RecordBefore | _ImportRowsBefore


@dataclass(slots=True)
class Step:
    """Several changes that are undone as one."""

    changed: bool = False
    """Whether there is anything to undo: known once the step has ended."""
    made: tuple[int, ...] = ()
    """The number of the step, once it has ended; none when nothing changed."""


class UndoLog:
    """The undo steps of one session, newest last."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._steps: dict[int, tuple[_Before, ...]] = {}
        self._counted = 0
        self._open: list[_Before] = []
        self._together: list[_Before] | None = None

    @contextmanager
    def one_step(self) -> Iterator[Step]:
        """All that is kept inside is undone as one, and records are kept too. Not to be nested."""
        assert self._together is None, "a step within a step"
        together: list[_Before] = []
        self._together = together
        step = Step()
        try:
            yield step
        finally:
            self._together = None
            if together:
                step.made = (self._keep(together),)
                step.changed = True

    def begin_step(self) -> None:
        """What is kept from now on is undone as one."""
        self._open = []

    def end_step(self) -> None:
        """The change is durable: from now on it can be undone."""
        if self._open and self._together is not None:
            self._together += self._open
        elif self._open:
            self._keep(self._open)
        self._open = []

    def drop_step(self) -> None:
        """Nothing changed after all: there is nothing to undo."""
        self._open = []

    def keep_entry(self, entry_id: str) -> None:
        """Keep an entry as it stands before it changes."""
        self._open.append(_EntryBefore(entry_id, self._rows.entry(entry_id)))

    def keep_new_entry(self, entry_id: str) -> None:
        """Keep that there was no such entry."""
        self._open.append(_EntryBefore(entry_id, None))

    def keep_record(self, kind: str, record_id: str = "") -> None:
        """Keep a record as it stands before it changes."""
        self._open.append(_RecordBefore(kind, record_id, self._rows.record(kind, record_id)))

    def keep_record_in_step(self, kind: str, record_id: str = "") -> None:
        """The same where changes are undone as one: what the program itself notes on its way is no step."""
        if self._together is not None:
            self.keep_record(kind, record_id)

    def keep_import_rows(self, import_id: str, before: tuple[str, ...] | None) -> None:
        """Keep which imported rows were remembered: None before an import, the hashes before it is undone."""
        self._open.append(_ImportRowsBefore(import_id, before))

    def put_back_last(self, step: int | None) -> frozenset[str]:
        """Put everything back as it was before the last step; returns the ids of the entries it had changed. Conflict
        when there is none, or when it is another than `step`, where one is named.

        An entry that another program changed since is put back too: the last word is this person's. The step is
        forgotten only by `forget_last`, once that is durable.
        """
        if not self._steps:
            raise Conflict("There is nothing left to undo.")
        last = max(self._steps)
        if step not in (None, last):
            raise Conflict("Something else was changed since. Nothing was taken back.")
        for before in reversed(self._steps[last]):
            before.put_back(self._rows)
        return frozenset(before.entry_id for before in self._steps[last] if isinstance(before, _EntryBefore))

    def forget_last(self) -> None:
        """The last step is undone, durably."""
        self._steps.popitem()

    def steps(self) -> tuple[int, ...]:
        """The numbers of the steps that can be undone, newest last. A number is never given twice."""
        return tuple(self._steps)

    def clear(self) -> None:
        """Nothing can be undone any more."""
        self._steps, self._open = {}, []

    def _keep(self, step: list[_Before]) -> int:
        self._counted += 1
        self._steps[self._counted] = tuple(step)
        return self._counted
