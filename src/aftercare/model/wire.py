"""The one written form of an entry and of the journal's other records, for vault rows, letters, export and API.

`{"v":1,"id":uuid,"kind":...,"at":{"local":"2026-11-20T23:40","zone":"Europe/Berlin","precision":"instant"},
"recorded":utc,"values":{measure:value},"added":[{"recorded":utc,"values":{}}],"note":...,"source":null}`

Reading is strict: an unknown key, a wrong type or a newer version is refused with one sentence that names the field
and never repeats a value. Values are checked against their measures by `knowledge.parse`, not here: a vault row
written under an older catalogue must still open.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aftercare.model.entry import Addition, Entry, EntryKind, Precision, Source, When
from aftercare.model.errors import BadValue, NewerVault
from aftercare.model.measure import Value

VERSION = 1
_REQUIRED = frozenset({"v", "id", "kind", "at", "recorded", "values"})
_OPTIONAL = frozenset({"added", "note", "source", "changed", "left_out", "letter"})
_KINDS = {kind.value: kind for kind in EntryKind}
_PLAIN = frozenset({bool, int, float, str})
_PRECISIONS = {precision.value: precision for precision in Precision}


def entry_to_json(entry: Entry) -> str:
    """Write an entry; the same entry always gives the same text."""
    return json.dumps(entry_to_object(entry), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def entry_to_object(entry: Entry) -> dict[str, Any]:
    """The entry as plain JSON types. Optional keys stand only when they say something."""
    written: dict[str, Any] = {
        "v": VERSION,
        "id": entry.id,
        "kind": entry.kind.value,
        "at": _when_to_object(entry.at),
        "recorded": time_to_text(entry.recorded),
        "values": dict(entry.values),
        "added": [{"recorded": time_to_text(a.recorded), "values": dict(a.values)} for a in entry.added],
        "note": entry.note,
        "source": None if entry.source is None else _source_to_object(entry.source),
    }
    if entry.changed is not None:
        written["changed"] = time_to_text(entry.changed)
    if entry.left_out:
        written["left_out"] = True
    if entry.letter is not None:
        written["letter"] = entry.letter
    return written


def entry_from_json(text: str | bytes) -> Entry:
    """Read an entry, or raise BadValue (NewerVault for a newer form)."""
    try:
        read = _DECODER.decode(text if isinstance(text, str) else text.decode())
    except (ValueError, RecursionError):
        raise BadValue("This is not an entry: it is not readable as JSON.") from None
    return entry_from_object(read)


def entry_from_object(read: object) -> Entry:
    """Read an entry from plain JSON types."""
    if not isinstance(read, dict):
        raise BadValue("An entry is one JSON object.")
    if read.get("v") != VERSION:
        _refuse_version(read.get("v"))
    keys = read.keys()
    if not keys >= _REQUIRED:
        raise BadValue("A part is missing.", where=min(_REQUIRED - keys))
    if not keys <= _REQUIRED | _OPTIONAL:
        raise BadValue("There is a part this version does not know.", where="entry")
    kind = _KINDS.get(read["kind"]) if isinstance(read["kind"], str) else None
    if kind is None:
        raise BadValue("The kind is encounter, moment, day or screener.", where="kind")
    source = read.get("source")
    return Entry(
        id=_text(read["id"], "id"),
        kind=kind,
        at=_when_from_object(read["at"]),
        recorded=time_from_text(read["recorded"], "recorded"),
        values=_values(read["values"], "values"),
        added=_additions(read.get("added", [])),
        note=_optional_text(read.get("note"), "note"),
        source=None if source is None else _source_from_object(source),
        changed=None if read.get("changed") is None else time_from_text(read["changed"], "changed"),
        left_out=read.get("left_out", False) is True,
        letter=_optional_text(read.get("letter"), "letter"),
    )


def time_to_text(moment: datetime) -> str:
    """A UTC moment as written: seconds, or microseconds where there are any, and Z."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def time_from_text(text: object, where: str) -> datetime:
    """Read a UTC moment that ends in Z."""
    if isinstance(text, str) and text.endswith("Z"):
        try:
            return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
        except ValueError:
            pass
    raise BadValue("Write the moment in UTC, like 2026-11-20T22:40:05Z.", where=where)


def value_from_json(value: object, where: str) -> Value:
    """A value in its stored shape: lists become tuples; anything deeper than a value is refused."""
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, dict) and all(type(score) is int for score in value.values()):
        return value
    raise BadValue("A value is yes or no, a number, a word, a list of words, or sites with numbers.", where=where)


def _when_to_object(at: When) -> dict[str, Any]:
    if at.precision is Precision.DAY:
        local = at.local.date().isoformat()
    else:
        exact = at.local.second or at.local.microsecond
        local = at.local.isoformat(timespec="auto" if exact else "minutes")
    return {"local": local, "zone": at.zone, "precision": at.precision.value}


def _when_from_object(read: object) -> When:
    if not isinstance(read, dict) or read.keys() != {"local", "zone", "precision"}:
        raise BadValue("The time has exactly local, zone and precision.", where="at")
    local, named = read["local"], read["precision"]
    precision = _PRECISIONS.get(named) if isinstance(named, str) else None
    if precision is None:
        raise BadValue("The precision is instant, local or day.", where="at.precision")
    try:
        if not isinstance(local, str):
            raise ValueError
        moment = datetime.fromisoformat(local)
    except ValueError:
        raise BadValue("Write the local time like 2026-11-20T23:40, or only the day.", where="at.local") from None
    if (precision is Precision.DAY) != (len(local) == len("2026-11-20")):
        raise BadValue("The precision does not fit the local time.", where="at.local")
    return When(moment, _optional_text(read["zone"], "at.zone"), precision)


def _source_to_object(source: Source) -> dict[str, Any]:
    return {"app": source.app, "import": source.import_id, "row": source.row, "words": dict(source.words)}


def _source_from_object(read: object) -> Source:
    if not isinstance(read, dict) or read.keys() != {"app", "import", "row", "words"}:
        raise BadValue("The source has exactly app, import, row and words.", where="source")
    words = read["words"]
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        raise BadValue("The source's words are texts.", where="source.words")
    return Source(
        app=_text(read["app"], "source.app"),
        import_id=_text(read["import"], "source.import"),
        row=_text(read["row"], "source.row"),
        words=words,
    )


def _additions(read: object) -> tuple[Addition, ...]:
    if not isinstance(read, list):
        raise BadValue("What was added is a list.", where="added")
    if not read:
        return ()
    if not all(isinstance(item, dict) and item.keys() == {"recorded", "values"} for item in read):
        raise BadValue("Each addition has exactly recorded and values.", where="added")
    return tuple(
        Addition(time_from_text(item["recorded"], "added.recorded"), _values(item["values"], "added.values"))
        for item in read
    )


def _values(read: object, where: str) -> Mapping[str, Value]:
    if not isinstance(read, dict):
        raise BadValue("The values are an object of measure and value.", where=where)
    return {
        measure: value if type(value) in _PLAIN else value_from_json(value, where) for measure, value in read.items()
    }


def _text(read: object, where: str) -> str:
    if isinstance(read, str) and read:
        return read
    raise BadValue("This must be a text.", where=where)


def _optional_text(read: object, where: str) -> str | None:
    return None if read is None else _text(read, where)


def _refuse_version(version: object) -> None:
    if isinstance(version, int) and version > VERSION:
        raise NewerVault("This was written by a newer version of the program; update it, then try again.")
    raise BadValue("This entry's form is not known.", where="v")


def _refuse_constant(_name: str) -> None:
    raise ValueError("not a finite number")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
"""Made once: `json.loads` with options makes one a call, a tenth of the time to load ten years."""
