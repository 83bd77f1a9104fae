"""The form of an entry that is left while locked, for both who may read it: the server, and the page's own script.

Takes measures and what was posted; returns a draft, or the same questions as plain data with the sentences that go with
them. What the script makes of a form is what `read_draft` makes of it; a property test holds the two together.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from aftercare.model.entry import NOTE_LIMIT, EntryKind
from aftercare.model.measure import TEXT_LIMIT, Condition, Kind, Measure
from aftercare.usecases.drafts import Draft
from aftercare.web.entry_form import read_raw, read_when
from aftercare.web.forms import Posted

SENTENCES = {
    "nothing": "There is nothing to save yet: answer at least one line.",
    "long_note": f"A note has at most {NOTE_LIMIT} characters.",
    "day": "Give the day as year-month-day, like 2026-03-09.",
    "hour": "Give the time as hours and minutes, like 23:40, or tick “only the day”.",
    "before": "That is before 1930; check the year.",
    "ahead": "That is still to come; choose a time up to now.",
    "pick": "Pick one of the choices offered.",
    "number": "Give a number that fits what is asked.",
    "long_text": "That is too long for this line. Put it into the note.",
    "alone": "“None” stands alone: take it away, or the others.",
    "contradicts": "This does not go with another answer; change one of the two.",
    "too_long": "This is too long to keep while the journal is locked. Shorten the note, or unlock first.",
}
"""What the script says of a field, by the key it gives; where the server can be exact about a field, so is its own."""


def read_draft(posted: Posted, asked: Iterable[Measure], now: datetime) -> Draft:
    """What was posted, as a draft. BadValue when the time is none."""
    return Draft(
        id=posted.text("id"),
        kind=EntryKind.ENCOUNTER,
        at=read_when(posted, now.replace(tzinfo=None), "UTC"),
        values=read_raw(posted, asked),
        note=posted.text("note"),
    )


def asked_data(asked: Iterable[Measure]) -> list[dict[str, Any]]:
    """The questions for the script."""
    return [_one(measure) for measure in asked]


def sentences(translate: Callable[[str], str]) -> dict[str, str]:
    """What the script may have to say, in the person's language."""
    return {key: translate(text) for key, text in SENTENCES.items()}


def _one(measure: Measure) -> dict[str, Any]:
    data: dict[str, Any] = {"id": measure.id, "kind": measure.kind.value, "order": measure.order}
    if measure.options:
        data["options"] = list(measure.option_ids)
    if measure.minimum is not None:
        data["minimum"] = measure.minimum
    if measure.maximum is not None or measure.kind is Kind.TEXT:
        data["maximum"] = TEXT_LIMIT if measure.maximum is None else measure.maximum
    if measure.shown_when is not None:
        data["follows"] = {"measure": measure.shown_when.measure} | _condition(measure.shown_when.when)
    return data


def _condition(when: Condition) -> dict[str, Any]:
    told = {
        "equals": when.equals,
        "anyOf": list(when.any_of) or None,
        "atLeast": when.at_least,
        "atMost": when.at_most,
    }
    return {key: value for key, value in told.items() if value is not None}
