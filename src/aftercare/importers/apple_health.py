"""Apple Health: export.zip or export.xml (FORMATS 1).

Sexual activity becomes an encounter without any symptom: a cramp logged the same evening stays a moment of its own,
never an after-sex symptom. Sleep becomes one value a night; bleeding one value a day. "Not present" is a real
negative. Which of our measures a record's type and value become stands in the measures' data.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import lru_cache

from aftercare.importers.apple_sleep import Nights
from aftercare.importers.apple_xml import Record, RecordTarget, read_records
from aftercare.importers.base import Draft, ImportContext, Importer, ImportReport, is_plausible, make_entry, row_key
from aftercare.importers.container import Member
from aftercare.importers.gather import Gathered, day_range, on_day
from aftercare.knowledge.catalogue import names_in
from aftercare.model.entry import Entry, EntryKind, Precision, When, zone_info
from aftercare.model.errors import BadValue
from aftercare.model.measure import Value

APP = "apple_health"
LABEL = "Apple Health"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
SEX = "HKCategoryTypeIdentifierSexualActivity"
BY_DAY = frozenset({"HKCategoryTypeIdentifierMenstrualFlow", "HKCategoryTypeIdentifierIntermenstrualBleeding"})
"""Types that speak of a day, at whatever hour the app wrote them (Health itself writes noon)."""
SLEEP_PREFIX = "HKCategoryValueSleepAnalysis"
TIME_ZONE = "HKTimeZone"
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})\Z")

Names = Mapping[str, Mapping[str, tuple[tuple[str, Value], ...]]]
"""Type or metadata key to the app's word to the (measure, value) pairs it becomes."""


def _recognises(head: bytes) -> bool:
    return b"<HealthData " in head or b"<HealthData>" in head


def _read(member: Member, context: ImportContext) -> Draft:
    reading = _Reading(context)
    target = RecordTarget(reading.wanted, reading.take)
    with member.open() as stream:
        read_records(stream, target)
    return reading.draft(target)


APPLE_HEALTH = Importer(app=APP, label=LABEL, file="export.zip or export.xml", recognises=_recognises, read=_read)


class _Reading:
    """One pass over the records."""

    def __init__(self, context: ImportContext) -> None:
        self._context = context
        self._names = _names(context)
        self._gathered = Gathered(APP, context)
        self._nights = Nights()
        self._unknown: Counter[str] = Counter()
        self._unreadable = 0
        self._offsets: set[str] = set()
        self._sleep_measures = [measure.id for measure, _ in names_in(context.measures, APP).get(SLEEP, [])]
        self.wanted = frozenset(self._names) | {SEX, SLEEP}

    def take(self, record: Record) -> None:
        """Take one record in."""
        attributes = record.attributes
        record_type, value = attributes["type"], attributes.get("value", "")
        began = _time(attributes.get("startDate", ""))
        ended = _time(attributes.get("endDate", ""))
        if began is None or ended is None or not self._plausible(began, ended):
            self._unreadable += 1
        elif record_type == SLEEP:
            self._take_sleep(value.removeprefix(SLEEP_PREFIX), began, ended, record.metadata)
        else:
            self._take_event(record_type, value, (began, ended), record)

    def _plausible(self, began: datetime, ended: datetime) -> bool:
        days = (began.date(), ended.date())
        return began <= ended and all(is_plausible(day, self._context) for day in days)

    def _take_sleep(self, value: str, began: datetime, ended: datetime, metadata: Mapping[str, str]) -> None:
        local_end = _local(ended, metadata).local
        if not self._nights.add(value, began.astimezone(UTC), ended.astimezone(UTC), local_end):
            self._unknown[f"{_short(SLEEP)}: {value[:60]}"] += 1

    def _take_event(self, record_type: str, value: str, span: tuple[datetime, datetime], record: Record) -> None:
        values, words = self._mapped(record_type, value, record.metadata)
        if not values and record_type != SEX:
            self._unknown[f"{_short(record_type)}: {value[:60]}"] += 1
            return
        attributes = record.attributes
        row = row_key(record_type, attributes["startDate"], attributes["endDate"], value)
        if self._gathered.is_new(row):
            at = _when(span, record.metadata)
            kind = EntryKind.ENCOUNTER if record_type == SEX else EntryKind.MOMENT
            if kind is EntryKind.MOMENT and (record_type in BY_DAY or at.precision is Precision.DAY):
                kind, at = EntryKind.DAY, on_day(at)
            if at.zone is not None:
                self._offsets.add(at.zone)
            self._gathered.put(kind, at, row, values, words)

    def _mapped(
        self, record_type: str, value: str, metadata: Mapping[str, str]
    ) -> tuple[dict[str, Value], dict[str, str]]:
        values: dict[str, Value] = {}
        words: dict[str, str] = {}
        for name, word in ((record_type, value), *metadata.items()):
            for measure_id, mapped in self._names.get(name, {}).get(word, ()):
                values[measure_id] = mapped
                words[measure_id] = word
        return values, words

    def _sleep_entries(self) -> list[Entry]:
        entries = []
        for day, minutes in self._nights.minutes().items():
            row = f"sleep:{day.isoformat()}"
            if self._sleep_measures and self._gathered.is_new(row):
                values: dict[str, Value] = dict.fromkeys(self._sleep_measures, minutes)
                at = When(datetime.combine(day, time.min), None, Precision.DAY)
                entries.append(
                    make_entry(APP, self._context, kind=EntryKind.DAY, at=at, values=values, rows=[row], words={})
                )
        return entries

    def draft(self, target: RecordTarget) -> Draft:
        """Everything taken in, and the report."""
        sleep = self._sleep_entries()
        entries = tuple(sorted([*self._gathered.entries(), *sleep], key=lambda entry: (entry.at.local, entry.id)))
        unknown = Counter({_short(name): count for name, count in target.passed_over.items()}) + self._unknown
        if in_bed := self._nights.nights_only_in_bed():
            unknown["nights with time in bed only"] += in_bed
        first, last = day_range(entries)
        report = ImportReport(
            app=APP,
            label=LABEL,
            rows_read=target.records,
            rows_taken=self._gathered.taken + len(sleep),
            duplicates=self._gathered.duplicates,
            unknown=dict(unknown.most_common()),
            unreadable_count=self._unreadable,
            unreadable=("records without a date that can be right",) if self._unreadable else (),
            first_day=first,
            last_day=last,
            zone_assumption=self._zone_assumption(),
            language=target.locale,
        )
        return Draft(entries=entries, report=report)

    def _zone_assumption(self) -> str:
        if not self._offsets:
            return ""
        named = ", ".join(sorted(self._offsets)[:6])
        return (
            f"Times stand as the phone wrote them ({named}). It uses its own zone of the day of export, so after "
            "travel an hour of day can be off; the day rarely is."
        )


def _names(context: ImportContext) -> Names:
    found: dict[str, dict[str, list[tuple[str, Value]]]] = {}
    for name, pairs in names_in(context.measures, APP).items():
        for measure, other in pairs:
            for word, value in other.values.items():
                found.setdefault(name, {}).setdefault(word, []).append((measure.id, value))
    return {name: {word: tuple(pairs) for word, pairs in words.items()} for name, words in found.items()}


@lru_cache(maxsize=4096)
def _time(text: str) -> datetime | None:
    """`2025-03-09 23:40:00 +0100` as an aware datetime; None when it is anything else."""
    found = _DATE.match(text)
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{found[1]}{found[2]}:{found[3]}")
    except ValueError:
        return None


def _when(span: tuple[datetime, datetime], metadata: Mapping[str, str]) -> When:
    """The time of a record, as exactly as it is known: midnight to midnight is a day."""
    began, ended = span
    starts_day = began.time() == time.min
    if starts_day and ended > began and (ended.time() == time(23, 59, 59) or ended.time() == time.min):
        return When(began.replace(tzinfo=None), None, Precision.DAY)
    return _local(began, metadata)


def _local(moment: datetime, metadata: Mapping[str, str]) -> When:
    """Local time in the zone the record names, else in the offset it was written with."""
    if zone := metadata.get(TIME_ZONE):
        try:
            return When(moment.astimezone(zone_info(zone)).replace(tzinfo=None), zone, Precision.INSTANT)
        except (BadValue, OverflowError):
            pass
    offset = moment.strftime("%z")
    return When(moment.replace(tzinfo=None), f"{offset[:3]}:{offset[3:5]}", Precision.INSTANT)


def _short(name: str) -> str:
    return re.sub(r"\AHK(Category|Quantity|Correlation|Data)TypeIdentifier", "", name)
