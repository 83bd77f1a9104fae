"""Daylio: its CSV export (FORMATS 4).

Each row becomes a check-in with the time it has. Mood names that are the app's own are known; others are asked. An
activity is a word of the person's own: one that could mean something to this journal is offered, the rest is listed
and left. "Sex" as an activity becomes an encounter of that day without a time and without any symptom, because the row
says when the mood was noted, not when the sex was. Notes stay out unless asked for.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from aftercare.importers.base import (
    ENCOUNTER,
    LEAVE_OUT,
    UNREADABLE_SHOWN,
    Answers,
    Draft,
    ImportContext,
    Importer,
    ImportReport,
    Question,
    is_plausible,
    make_entry,
    row_key,
)
from aftercare.importers.container import Member
from aftercare.importers.daylio_questions import (
    ACTIVITIES,
    DATES,
    MOODS,
    ORDER,
    activity_question,
    activity_value,
    date_question,
    known_moods,
    mood_question,
)
from aftercare.importers.daylio_rows import SIZE_LIMIT, Row, has_header, read_rows
from aftercare.importers.gather import day_range, on_day, stronger
from aftercare.importers.local_dates import Order, date_order, language_of, read_date, read_time
from aftercare.knowledge.catalogue import names_in
from aftercare.knowledge.parse import parse_text_value
from aftercare.model.entry import NOTE_LIMIT, Entry, EntryKind, Precision, When
from aftercare.model.errors import BadValue
from aftercare.model.measure import Value

APP = "daylio"
LABEL = "Daylio"
MOOD = "mood"
SCALES = "scales/"
SEX_ROW = ":sex"
"""Ending of the row key of the encounter that a row's activity told of."""


def _recognises(head: bytes) -> bool:
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, errors="replace")
    return has_header(next((line for line in text.splitlines() if line.strip()), ""))


def _read(member: Member, context: ImportContext) -> Draft:
    with member.open() as stream:
        rows, unreadable = read_rows(stream.read(SIZE_LIMIT + 1))
    return _Reading(context, rows, unreadable).draft()


DAYLIO_CSV = Importer(app=APP, label=LABEL, file="CSV export", recognises=_recognises, read=_read)


@dataclass(frozen=True, slots=True)
class _Dated:
    row: Row
    at: When


class _Reading:
    """One pass over the rows."""

    def __init__(self, context: ImportContext, rows: list[Row], unreadable: list[str]) -> None:
        self._context = context
        self._rows = rows
        self._unreadable = unreadable
        self._rows_read = len(rows) + len(unreadable)
        self._language = language_of(row.cell("weekday") for row in rows)
        self._order, self._examples = self._date_order()
        self._moods = known_moods(context.measures, Counter(row.cell("mood") for row in rows), self._language)
        self._unknown: Counter[str] = Counter()
        self._duplicates = 0
        self._seen = set(context.rows_of(APP))
        self._taken = 0

    @property
    def _answers(self) -> Answers:
        return self._context.answers

    def _date_order(self) -> tuple[Order | None, tuple[str, ...]]:
        inferred, examples = date_order(row.cell("full_date") or row.cell("date") for row in self._rows)
        answer = self._answers.of(DATES, ORDER)
        return (Order(answer) if answer in tuple(Order) else inferred), examples

    def draft(self) -> Draft:
        """Everything taken in, the questions and the report."""
        questions = self._questions()
        entries: list[Entry] = []
        for dated in self._dated_rows() if not self._waits_for_dates() else ():
            entries.extend(self._entries(dated))
        first, last = day_range(tuple(entries))
        report = ImportReport(
            app=APP,
            label=LABEL,
            rows_read=self._rows_read,
            rows_taken=self._taken,
            duplicates=self._duplicates,
            unknown=dict(self._unknown.most_common()),
            unreadable=tuple(self._unreadable[:UNREADABLE_SHOWN]),
            unreadable_count=len(self._unreadable),
            notes_seen=sum(bool(row.note) for row in self._rows),
            first_day=first,
            last_day=last,
            zone_assumption="The file names no time zone; times stand as they were lived.",
            language=self._moods.language or self._language,
            date_examples=self._examples,
        )
        ordered = tuple(sorted(entries, key=lambda entry: (entry.at.local, entry.id)))
        return Draft(entries=ordered, report=report, questions=questions)

    def _waits_for_dates(self) -> bool:
        return bool(self._examples) and self._order is None

    def _questions(self) -> tuple[Question, ...]:
        asked = []
        if self._waits_for_dates():
            asked.append(date_question(self._examples))
        if moods := mood_question(self._context.measures[MOOD], self._moods, self._answers):
            asked.append(moods)
        counts = Counter(name for row in self._rows for name in row.activities)
        if activities := activity_question(self._context.measures, counts, self._answers):
            asked.append(activities)
        return tuple(asked)

    def _dated_rows(self) -> list[_Dated]:
        dated = []
        for row in self._rows:
            day = read_date(row.cell("full_date") or row.cell("date"), row.cell("year"), self._order)
            if day is None:
                self._unreadable.append(f"line {row.line}: its date cannot be read")
                continue
            if not is_plausible(day, self._context):
                self._unreadable.append(f"line {row.line}: its date is in the future or too long ago")
                continue
            written, hour = row.cell("time"), read_time(row.cell("time"))
            if written and hour is None:
                self._unreadable.append(f"line {row.line}: its time cannot be read")
                continue
            precision = Precision.DAY if hour is None else Precision.LOCAL
            dated.append(_Dated(row, When(datetime.combine(day, hour or time.min), None, precision)))
        return dated

    def _entries(self, dated: _Dated) -> list[Entry]:
        row, at = dated.row, dated.at
        key = row_key(at.local.isoformat(), at.precision.value, row.cell("mood"), *row.activities)
        if not self._seen.isdisjoint((key, f"{key}{SEX_ROW}")):
            self._duplicates += 1
            return []
        self._seen.add(key)
        values, words = self._values(row)
        made = []
        note = row.note[:NOTE_LIMIT] if self._answers.notes and row.note else None
        if values or note:
            made.append(self._entry(EntryKind.DAY, at, key, values, words, note))
        if sex := [name for name in row.activities if self._answers.of(ACTIVITIES, name) == ENCOUNTER]:
            made.append(
                self._entry(EntryKind.ENCOUNTER, on_day(at), f"{key}{SEX_ROW}", {}, {ENCOUNTER: " | ".join(sex)})
            )
        self._taken += bool(made)
        return made

    def _entry(
        self,
        kind: EntryKind,
        at: When,
        row: str,
        values: Mapping[str, Value],
        words: Mapping[str, str],
        note: str | None = None,
    ) -> Entry:
        return make_entry(APP, self._context, kind=kind, at=at, values=values, rows=[row], words=words, note=note)

    def _values(self, row: Row) -> tuple[dict[str, Value], dict[str, str]]:
        values: dict[str, Value] = {}
        words: dict[str, str] = {}
        mood = self._mood(row.cell("mood"))
        if mood is not None:
            values[MOOD], words[MOOD] = mood, row.cell("mood")
        for name in row.activities:
            self._add_activity(name, values, words)
        for name, text in row.scales.items():
            self._add_scale(name, text, values, words)
        return values, words

    def _mood(self, word: str) -> int | None:
        if not word:
            return None
        answer = self._answers.of(MOODS, word)
        known = self._moods.steps.get(word.casefold())
        if answer is not None and answer != LEAVE_OUT:
            return _step(answer, self._context)
        if known is None or answer == LEAVE_OUT:
            self._unknown[f"mood: {word[:60]}"] += 1
            return None
        return known

    def _add_activity(self, name: str, values: dict[str, Value], words: dict[str, str]) -> None:
        answer = self._answers.of(ACTIVITIES, name)
        if answer == ENCOUNTER:
            return
        mapped = None if answer in (None, LEAVE_OUT) else activity_value(self._context.measures, answer or "")
        if mapped is None:
            self._unknown[f"activity: {name[:60]}"] += 1
            return
        measure_id, value = mapped
        together = stronger(values[measure_id], value) if measure_id in values else value
        values[measure_id] = self._context.measures[measure_id].check(together)
        words[measure_id] = f"{words[measure_id]} | {name}" if measure_id in words else name

    def _add_scale(self, name: str, text: str, values: dict[str, Value], words: dict[str, str]) -> None:
        for measure, _ in names_in(self._context.measures, APP).get(SCALES + name, []):
            try:
                values[measure.id] = parse_text_value(measure, text)
                words[measure.id] = text
                return
            except BadValue:
                break
        self._unknown[f"scale: {name[:60]}"] += 1


def _step(answer: str, context: ImportContext) -> int:
    mood = context.measures[MOOD]
    if answer not in mood.option_ids:
        raise BadValue("Give each mood one of the five faces, or leave it out.", where=MOODS)
    return mood.option_ids.index(answer)
