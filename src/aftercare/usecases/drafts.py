"""What a person fills in, before it is an entry: raw values, a time, perhaps a note."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aftercare.knowledge.parse import parse_values
from aftercare.model.entry import ENTRY_ID, NOTE_LIMIT, Entry, EntryKind, Precision, When
from aftercare.model.errors import BadValue
from aftercare.model.measure import Measure

EARLIEST = datetime(1930, 1, 1)  # noqa: DTZ001  local times are naive, see model.entry.When
LEEWAY = timedelta(hours=36)
"""A local time may look later than now in UTC: no zone is further ahead, plus a clock that is a day off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One log as the person gave it. `id` is made by the edge, so that sending a form twice adds nothing twice."""

    id: str
    kind: EntryKind
    at: When
    values: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    left_out: bool = False


def entry_from_draft(draft: Draft, measures: Mapping[str, Measure], now: datetime) -> Entry:
    """Check everything at once and make the entry; FieldErrors or BadValue when something does not fit."""
    if not ENTRY_ID.match(draft.id):
        raise BadValue("The entry's id is a lower-case UUID.", where="id")
    values = parse_values(measures, draft.values)
    note = clean_note(draft.note)
    if not values and note is None:
        raise BadValue("There is nothing to save yet: answer at least one line.", where="entry")
    check_time(draft.at, now)
    return Entry(
        id=draft.id,
        kind=draft.kind,
        at=draft.at,
        recorded=now.astimezone(UTC),
        values=values,
        note=note,
        left_out=draft.left_out,
    )


def check_time(at: When, now: datetime) -> None:
    """Refuse times nobody can have meant."""
    if at.local < EARLIEST:
        raise BadValue("That is before 1930; check the year.", where="time")
    if at.local > now.astimezone(UTC).replace(tzinfo=None) + LEEWAY:
        raise BadValue("That is still to come; choose a time up to now.", where="time")


def clean_note(note: str) -> str | None:
    """The note without white space around it; None when there is none."""
    text = note.replace("\r\n", "\n").strip()
    if len(text) > NOTE_LIMIT:
        raise BadValue(f"A note has at most {NOTE_LIMIT} characters.", where="note")
    return text or None


def moment(local: datetime, zone: str) -> When:
    """A time to the minute in a zone."""
    return When(local.replace(second=0, microsecond=0), zone, Precision.INSTANT)


def day_only(local: datetime) -> When:
    """A day, nothing finer."""
    return When(local.replace(hour=0, minute=0, second=0, microsecond=0), None, Precision.DAY)
