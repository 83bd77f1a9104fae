"""The whole journal as one JSON file, and back, without loss (docs/report.md has the format).

Takes a journal, returns bytes; takes bytes, returns a journal. What is private and what the person left out goes in
only where it was asked for, each separately, and the file says what it goes without. Reading is strict: one sentence
says what does not fit and where, and nothing of it is kept.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn, TypeVar

from aftercare.exporters.experiments import experiments_to_write, read_experiments
from aftercare.model.entry import Entry, zone_info
from aftercare.model.errors import BadFile, NewerVault, TooLarge, UserError
from aftercare.model.experiment import Experiment
from aftercare.model.fact import Fact
from aftercare.model.interview import Interview, KeptCheck
from aftercare.model.journal import ImportRecord, Journal, entry_order
from aftercare.model.measure import Measure
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.person import Person
from aftercare.model.records import from_object, to_object
from aftercare.model.safety_plan import SafetyPlan
from aftercare.model.settings import Settings
from aftercare.model.wire import entry_from_object, entry_to_json

FORMAT = "aftercare-journal"
VERSION = 1
LARGEST = 64 * 1024 * 1024
WITHOUT = ("private", "left_out")
"""What an export may go without, in this order."""
OWN_PREFIX = "own."
_KEYS = frozenset(
    {
        "format",
        "version",
        "without",
        "person",
        "settings",
        "own_measures",
        "imports",
        "notices",
        "answers",
        "waiting",
        "entries",
    }
)
_LATER: Mapping[str, Any] = {"checks": [], "open_check": None, "safety_plan": None, "experiments": []}
"""What older exports lack, and what that means."""
_FLAG_NOTICES = (NoticeKind.FLAG_SHOWN, NoticeKind.FLAG_QUIETED)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was read from an export."""

    journal: Journal
    without: tuple[str, ...]
    """What it says it goes without: `private`, `left_out`; empty when it is complete."""


def export_json(
    journal: Journal, catalogue: Mapping[str, Measure], *, include_private: bool, include_left_out: bool = False
) -> bytes:
    """Write the journal, one entry a line; with both included nothing is missing. The same journal, the same bytes."""
    kept = journal
    if not include_left_out:
        kept = replace(kept, entries=tuple(entry for entry in kept.entries if not entry.left_out))
    if not include_private:
        kept = _without_private(kept, [m for m in (*catalogue.values(), *journal.own_measures) if m.private])
    there = {entry.id for entry in kept.entries}
    kept = replace(kept, answers=tuple(fact for fact in kept.answers if fact.entry is None or fact.entry in there))
    parts = {
        "format": FORMAT,
        "version": VERSION,
        "without": [
            what for what, there in zip(WITHOUT, (include_private, include_left_out), strict=True) if not there
        ],
        "person": to_object(kept.person),
        "settings": to_object(kept.settings),
        "own_measures": to_object(kept.own_measures),
        "imports": to_object(kept.imports),
        "notices": to_object(kept.notices),
        "answers": to_object(kept.answers),
        "checks": to_object(kept.checks),
        "open_check": None if kept.open_check is None else to_object(kept.open_check),
        "safety_plan": None if kept.safety_plan is None else to_object(kept.safety_plan),
        "experiments": to_object(
            experiments_to_write(kept.experiments, there, private=include_private, left_out=include_left_out)
        ),
        "waiting": to_object(kept.waiting & there),
    }
    head = json.dumps(parts, ensure_ascii=False, indent=1).removesuffix("\n}")
    entries = ",\n".join(entry_to_json(entry) for entry in kept.entries)
    return f'{head},\n "entries": [\n{entries}\n]}}\n'.encode()


def read_export(data: bytes, catalogue: Mapping[str, Measure], *, name: str = "export") -> Exported:
    """Read an export back.

    `name` is how the person knows the file. Raises BadFile (TooLarge, NewerVault) with one sentence that says where.
    """
    if len(data) > LARGEST:
        raise TooLarge(f"The file is larger than {LARGEST // 1024 // 1024} MB.", where=name)
    read = _load(data, name)
    try:
        return _exported(read, catalogue)
    except NewerVault:
        raise
    except UserError as error:
        raise BadFile(str(error), where=name) from None


def _without_private(journal: Journal, measures: Sequence[Measure]) -> Journal:
    """The journal without private answers, and without the notices and safety answers that would tell them."""
    private = frozenset(measure.id for measure in measures)
    told = {gives.finding for measure in measures for gives in measure.gives}
    return replace(
        journal,
        person=replace(journal.person, answers=_public(journal.person.answers, private)),
        notices=tuple(notice for notice in journal.notices if notice.kind not in _FLAG_NOTICES),
        answers=tuple(fact for fact in journal.answers if fact.finding not in told),
        checks=tuple(check for check in journal.checks if not check.is_private),
        open_check=None,
        safety_plan=None,
        entries=tuple(_public_entry(entry, private) for entry in journal.entries),
    )


def _public_entry(entry: Entry, private: frozenset[str]) -> Entry:
    source = entry.source and replace(entry.source, words=_public(entry.source.words, private))
    added = tuple(replace(addition, values=_public(addition.values, private)) for addition in entry.added)
    return replace(entry, values=_public(entry.values, private), added=added, source=source)


def _public(told: Mapping[str, R], private: frozenset[str]) -> dict[str, R]:
    return {measure: value for measure, value in told.items() if measure not in private}


def _load(data: bytes, name: str) -> dict[str, Any]:
    try:
        read = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse, object_pairs_hook=_no_doubles)
        json.dumps(read, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        sentence = f"The file is not readable as JSON from line {error.lineno} on; export it anew."
        raise BadFile(sentence, where=name) from None
    except (ValueError, RecursionError):
        raise BadFile("The file is not readable as JSON; export it anew.", where=name) from None
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise BadFile("This is not an export of a journal; choose the file that was exported.", where=name)
    version = read.get("version")
    if type(version) is int and version > VERSION:
        raise NewerVault(
            "The export was made by a newer version of the program; update it, then try again.", where=name
        )
    if version != VERSION:
        raise BadFile("The export has no version this program knows.", where=name)
    return read


def _exported(read: dict[str, Any], catalogue: Mapping[str, Measure]) -> Exported:
    read = {**_LATER, **read}
    for key in sorted((_KEYS | _LATER.keys()) ^ read.keys()):
        raise BadFile("This part is missing." if key in _KEYS else "There is a part nobody knows.", where=f"{key:.40}")
    own = _own_measures(read)
    measures = {**catalogue, **{measure.id: measure for measure in own}}
    entries = _entries(read, measures)
    ids = {entry.id for entry in entries}
    waiting = frozenset(_strings(read, "waiting"))
    if len(ids) != len(entries):
        raise BadFile("Two entries share one id.", where="entries")
    if not waiting <= ids:
        raise BadFile("A letter waits that is not among the entries.", where="waiting")
    without = tuple(_strings(read, "without"))
    if not set(without) <= set(WITHOUT):
        raise BadFile("It goes without something nobody knows.", where="without")
    settings = from_object(Settings, read["settings"], "settings")
    zone_info(settings.zone)
    journal = Journal(
        person=_person(read, measures),
        entries=tuple(sorted(entries, key=entry_order)),
        own_measures=own,
        settings=settings,
        notices=_records(read, "notices", Notice),
        imports=_records(read, "imports", ImportRecord),
        answers=_records(read, "answers", Fact),
        checks=_records(read, "checks", KeptCheck),
        open_check=_open_check(read),
        safety_plan=_safety_plan(read),
        experiments=read_experiments(_records(read, "experiments", Experiment)),
        waiting=waiting,
    )
    return Exported(journal, without)


def _open_check(read: dict[str, Any]) -> Interview | None:
    waits = read["open_check"]
    return None if waits is None else from_object(Interview, waits, "open_check")


def _safety_plan(read: dict[str, Any]) -> SafetyPlan | None:
    plan = read["safety_plan"]
    return None if plan is None else from_object(SafetyPlan, plan, "safety_plan")


def _own_measures(read: dict[str, Any]) -> tuple[Measure, ...]:
    own = _records(read, "own_measures", Measure)
    if not all(measure.id.startswith(OWN_PREFIX) for measure in own):
        raise BadFile("The id of an own measure begins with own.", where="own_measures")
    if len({measure.id for measure in own}) != len(own):
        raise BadFile("Two own measures share one id.", where="own_measures")
    return own


def _person(read: dict[str, Any], measures: Mapping[str, Measure]) -> Person:
    person = from_object(Person, read["person"], "person")
    for measure, dated in person.answers.items():
        _check(measure, dated.value, measures, "person")
    return person


def _entries(read: dict[str, Any], measures: Mapping[str, Measure]) -> list[Entry]:
    entries = []
    for index, item in enumerate(_list(read, "entries")):
        where = f"entry {index + 1}"
        try:
            entry = entry_from_object(item)
            entry.at.instant()
        except NewerVault:
            raise
        except UserError as error:
            raise BadFile(str(error), where=where) from None
        except OverflowError:
            raise BadFile("The time lies outside the calendar.", where=where) from None
        for values in (entry.values, *(addition.values for addition in entry.added)):
            for measure, value in values.items():
                _check(measure, value, measures, where)
        entries.append(entry)
    return entries


def _check(measure_id: str, value: object, measures: Mapping[str, Measure], where: str) -> None:
    """The value is one that its measure stores, exactly."""
    measure = measures.get(measure_id)
    if measure is None:
        raise BadFile("It holds a measure this version does not know; update the program.", where=where)
    try:
        fits = measure.check(value) == value
    except UserError as error:
        raise BadFile(str(error), where=where) from None
    if not fits:
        raise BadFile("An answer is not in the form it is kept in.", where=f"{where}, {measure_id}")


def _records(read: dict[str, Any], key: str, record_type: type[R]) -> tuple[R, ...]:
    return tuple(from_object(record_type, item, f"{key}[{index + 1}]") for index, item in enumerate(_list(read, key)))


def _strings(read: dict[str, Any], key: str) -> Sequence[str]:
    items = _list(read, key)
    if not all(isinstance(item, str) for item in items):
        raise BadFile("This must be a list of texts.", where=key)
    return items


def _list(read: dict[str, Any], key: str) -> list[Any]:
    items = read[key]
    if not isinstance(items, list):
        raise BadFile("This must be a list.", where=key)
    return items


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a name stands twice")
    return read


def _refuse(_name: str) -> NoReturn:
    raise ValueError("not a finite number")
