"""What the encounters of one day mean for the day after (PATTERNS 9b).

Takes a journal, answers for one day at a time: whether there was an encounter, or one of some kind, as far as it had
been written down at a moment. Must never take for "no" what nobody wrote about, or what patterns may not see.
"""

from collections.abc import Mapping
from datetime import date, datetime

from aftercare.days.check_ins import ALWAYS
from aftercare.days.taken import is_taken
from aftercare.days.waking_day import waking_day
from aftercare.model.entry import Entry, EntryKind, Precision
from aftercare.model.journal import Journal
from aftercare.model.measure import ShownWhen, Value

SEX_TODAY = "sex_today"
"""The check-in's own answer, for days on which nothing more was logged."""
Held = Mapping[str, Value]


class EncounterDays:
    """The encounters by waking day; made once for a journal, then only read."""

    def __init__(self, journal: Journal) -> None:
        self._zone = journal.settings.zone
        self._taken: dict[date, list[Entry]] = {}
        self._hidden: set[date] = set()
        for entry in journal.entries:
            if entry.kind is EntryKind.ENCOUNTER:
                day = waking_day(entry.at, journal.settings.day_turns_at)
                if is_taken(entry, journal):
                    self._taken.setdefault(day, []).append(entry)
                else:
                    self._hidden.add(day)

    def known(self, day: date, moment: datetime) -> tuple[list[Held], bool]:
        """What had been written of the encounters of `day` at `moment`, and whether that is all of them."""
        told = [self._written(entry, moment) for entry in self._taken.get(day, ())]
        seen = [values for values in told if values is not None]
        return seen, day not in self._hidden and len(seen) == len(told)

    def _written(self, entry: Entry, moment: datetime) -> Held | None:
        """The values of one encounter that were written before `moment`; None: not even that there was one."""
        if self._known(entry) >= moment:
            return None
        if not entry.added:
            return entry.values
        values = dict(entry.values)
        for addition in entry.added:
            if max(addition.recorded, entry.changed or addition.recorded) < moment:
                values.update(addition.values)
        return values

    def _known(self, entry: Entry) -> datetime:
        """An import counts by the time it tells of; its day was over when the day after began."""
        if entry.source is None or entry.changed is not None:
            return entry.changed or entry.recorded
        return ALWAYS if entry.at.precision is Precision.DAY else entry.at.instant(self._zone)


def was(held: list[Held], whole: bool, written: Held, when: ShownWhen | None) -> bool | None:
    """Whether there was an encounter of this kind; None where that is not known.

    `held` are the encounters, `whole` says that there were no others, `written` is what a check-in said of the day.
    """
    answers = [_fits(values, when) for values in held]
    if True in answers:
        return True
    said = written.get(SEX_TODAY)
    if when is None and said is True:
        return True
    if not whole or None in answers or (said is True and not held):
        return None
    return False if held or written else None


def _fits(values: Held, when: ShownWhen | None) -> bool | None:
    if when is None:
        return True
    value = values.get(when.measure)
    return None if value is None else when.when.holds(value)
