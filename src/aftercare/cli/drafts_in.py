"""Reads what to log from standard input: JSON lines, or plain `measure: value` lines with a blank line between entries.

    {"at": "2026-11-20 23:40", "values": {"tears": 2, "pain": 3}, "note": "..."}

    at: 2026-11-20 23:40
    tears: cried
    pain: 3

`at`, `note`, `kind` (encounter or moment), `left_out` and, in JSON, `id` are all optional. Takes lines, returns drafts
that fit their measures; all or none. An error names the line, never a value.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aftercare.cli.clock import local_zone, read_when
from aftercare.knowledge.parse import parse_texts, parse_values
from aftercare.model.entry import EntryKind, When
from aftercare.model.errors import BadValue, TooLarge, UserError
from aftercare.model.measure import Measure
from aftercare.model.wire import entry_from_object
from aftercare.usecases.drafts import Draft

LONGEST_LINE = 64 * 1024
MOST_ENTRIES = 10_000
_JSON_KEYS = frozenset({"v", "id", "kind", "at", "values", "note", "left_out"})
_OWN_KEYS = ("at", "note", "kind", "left_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader has to know."""

    measures: Mapping[str, Measure]
    kind: EntryKind
    """What an entry is when it does not say."""
    at: When
    """When it was, if it does not say."""
    now: datetime


def read_drafts(lines: Iterable[str], reading: Reading) -> tuple[Draft, ...]:
    """Every entry of the input. BadValue, FieldErrors or TooLarge name the line."""
    drafts = []
    for number, block in _blocks(lines):
        where = f"line {number}"
        try:
            drafts.append(_from_json(block, reading) if isinstance(block, str) else _from_fields(block, reading))
        except UserError as error:
            raise BadValue(str(error), where=where) from None
        if len(drafts) > MOST_ENTRIES:
            raise TooLarge(f"That is more than {MOST_ENTRIES} entries. Send them in several goes.", where=where)
    if len({draft.id for draft in drafts}) != len(drafts):
        raise BadValue("Two entries of the input share one id; give each its own, or none.")
    if not drafts:
        raise BadValue("There is nothing to save yet: standard input was empty.")
    return tuple(drafts)


def _blocks(lines: Iterable[str]) -> Iterator[tuple[int, str | dict[str, list[str]]]]:
    """Each entry with the line it begins on: a JSON line, or the fields of a block of plain lines."""
    fields: dict[str, list[str]] = {}
    began = 0
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise TooLarge("This line is longer than an entry can be.", where=f"line {number}")
        text = line.strip()
        if text.startswith("{") and not fields:
            yield number, text
        elif text:
            name, colon, value = text.partition(":")
            if not colon:
                raise BadValue("Write “measure: value”, or one JSON object a line.", where=f"line {number}")
            began = began if fields else number
            if name.strip() in fields:
                raise BadValue("This measure stands twice in one entry.", where=f"line {number}")
            fields[name.strip()] = [value.strip()]
        elif fields:
            yield began, fields
            fields = {}
    if fields:
        yield began, fields


def _from_json(text: str, reading: Reading) -> Draft:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise BadValue("This is not readable as JSON.") from None
    if not isinstance(read, dict) or not read.keys() <= _JSON_KEYS:
        raise BadValue("An entry may have id, kind, at, values, note and left_out, nothing else.")
    values, note = read.get("values", {}), read.get("note") or ""
    if not isinstance(values, dict) or not isinstance(note, str):
        raise BadValue("The values are an object of measure and value, the note is a text.")
    if not isinstance(read.get("left_out", False), bool):
        raise BadValue("left_out is true or false.")
    return Draft(
        id=_id(read.get("id")),
        kind=_kind(read.get("kind"), reading),
        at=_at(read.get("at"), reading),
        values=parse_values(reading.measures, values),
        note=note,
        left_out=read.get("left_out", False),
    )


def _from_fields(fields: dict[str, list[str]], reading: Reading) -> Draft:
    own = {name: fields[name][0] for name in _OWN_KEYS if fields.get(name, [""])[0]}
    measured = {name: texts for name, texts in fields.items() if name not in _OWN_KEYS}
    left_out = own.get("left_out", "no").casefold()
    if left_out not in ("yes", "no"):
        raise BadValue("left_out is yes or no.")
    return Draft(
        id=str(uuid.uuid4()),
        kind=_kind(own.get("kind"), reading),
        at=_at(own.get("at"), reading),
        values=parse_texts(reading.measures, measured),
        note=own.get("note", ""),
        left_out=left_out == "yes",
    )


def _id(told: Any) -> str:
    if told is None:
        return str(uuid.uuid4())
    if isinstance(told, str):
        return told
    raise BadValue("An entry's id is a lower-case UUID.", where="id")


def _kind(told: Any, reading: Reading) -> EntryKind:
    if told is None or told == reading.kind:
        return reading.kind
    if reading.kind is EntryKind.ENCOUNTER and told == EntryKind.MOMENT:
        return EntryKind.MOMENT
    raise BadValue("`log` takes encounter or moment, `checkin` takes day.", where="kind")


def _at(told: Any, reading: Reading) -> When:
    if told is None:
        return reading.at
    if isinstance(told, str):
        return read_when(told, local_zone(), reading.now)
    # The written form with local, zone and precision: read by the one codec there is.
    return entry_from_object(_around(told)).at


def _around(at: Any) -> dict[str, Any]:
    empty = {"v": 1, "id": str(uuid.UUID(int=0)), "kind": "moment", "recorded": "2000-01-01T00:00:00Z", "values": {}}
    return {**empty, "at": at}
