"""Importing in the terminal: dry run, questions, report, decision. One journal, opened by the caller."""

import json
import uuid
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, BinaryIO

from aftercare.cli import voice
from aftercare.cli.after import tell_danger_list
from aftercare.cli.clock import now
from aftercare.cli.options import Opened
from aftercare.cli.words import short_id
from aftercare.importers.base import Answers, ImportReport, Question, Word
from aftercare.model.assessment import Fired
from aftercare.model.errors import BadFile, NotThere
from aftercare.model.journal import ImportRecord
from aftercare.usecases import import_file as use
from aftercare.usecases.discreet import is_discreet
from aftercare.usecases.import_file import Preview, Taken
from aftercare.usecases.noted import NotesIn

MOST_UNKNOWN = 12
MOST_NOTED = 30
LARGEST_ANSWERS = 4 * 1024 * 1024


def open_import(path: Path) -> BinaryIO:
    """The file to be taken in."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise BadFile("There is no such file.", where=str(path)) from None


def import_file(opened: Opened, path: Path, answers: Answers, *, take_it: bool, as_json: bool) -> None:
    """Look, ask, and take in what the person agrees to."""
    with open_import(path) as file:
        seen = use.preview(opened.session, opened.knowledge, file, answers=answers, now=now())
        if not as_json and voice.is_conversation():
            show_preview(seen)
            seen, answers = ask_all(opened, file, seen, answers)
            take_it = take_it or (seen.can_be_taken and voice.ask_yes_no("Take this in?"))
        elif not take_it:
            _show_json_preview(seen) if as_json else show_preview(seen)
        if take_it:
            taken = use.take(
                opened.session, opened.knowledge, file, answers=answers, now=now(), import_id=str(uuid.uuid4())
            )
            _show_json_taken(taken) if as_json else show_taken(taken)
            tell_found(opened, taken.found)
            tell_noted(opened, taken.noted)


def ask_all(opened: Opened, file: BinaryIO, seen: Preview, answers: Answers) -> tuple[Preview, Answers]:
    """Ask what cannot be guessed, word by word; an optional word left open stays out."""
    while True:
        questions = [each for each in seen.questions if each.id not in answers.words]
        if not questions:
            return seen, answers
        for question in questions:
            answers = replace(answers, words={**answers.words, question.id: ask(question)})
        seen = use.preview(opened.session, opened.knowledge, file, answers=answers, now=now())
        show_preview(seen)


def ask(question: Question) -> dict[str, str]:
    """One question: for each word, one choice."""
    voice.tell(voice.wrapped(question.text))
    for example in question.examples:
        voice.tell(f"  {example}")
    for number, choice in enumerate(question.choices, start=1):
        voice.tell(f"  {number} {choice.label}")
    given = {word.text: _ask_word(question, word) for word in question.words}
    return {word: choice for word, choice in given.items() if choice}


def show_preview(seen: Preview) -> None:
    """What an import would bring."""
    _show_report(seen.report)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(seen.kinds.items()))
    voice.show(f"New: {seen.new_entries}" + (f" ({kinds})" if kinds else ""))
    required = [question.text for question in seen.questions if question.required]
    if required:
        voice.show("To be answered first:")
        voice.show(voice.listed(required))
    voice.tell("Nothing is written yet.")


def show_taken(taken: Taken) -> None:
    """What an import did."""
    _show_report(taken.report)
    voice.show(f"Taken in: {len(taken.entries)}")
    if taken.record is not None:
        voice.tell(f"Take it back with: aftercare import --undo {short_id(taken.record.id)}")


def tell_found(opened: Opened, found: tuple[Fired, ...]) -> None:
    """What safety rules find with an import: a list to read, never a screen (SAFETY 2)."""
    shown = [flag.because for flag in found if not is_discreet(opened.knowledge, flag)]
    if shown:
        voice.tell("With these entries the safety rules find, to be looked at when you have a moment:")
        voice.tell(voice.listed(shown))
        voice.tell(voice.UNREVIEWED)


def tell_noted(opened: Opened, noted: NotesIn) -> None:
    """What the notes of an import tell of, on their day; the danger list once where a note could not be read."""
    shown = [one for one in noted.found if not one.private]
    if shown:
        voice.tell("The notes tell of this, on their day. It may be long past, and a program can get words wrong:")
        lines = (f"{one.day.isoformat()}: {one.title} (“{'”, “'.join(one.quotes)}”)" for one in shown[:MOST_NOTED])
        voice.tell(voice.listed(lines))
        if len(shown) > MOST_NOTED:
            voice.tell(f"And {len(shown) - MOST_NOTED} more.")
        voice.tell(voice.UNREVIEWED)
    if len(shown) < len(noted.found):
        voice.tell("There is a note for you only: aftercare timeline, and --for-me with an entry.")
    if noted.unread:
        tell_danger_list(opened)


def list_imports(opened: Opened, *, as_json: bool) -> None:
    """All imports so far."""
    for record in opened.session.journal.imports:
        if as_json:
            voice.show_json(_record_object(record))
        else:
            days = f", {record.first_day} to {record.last_day}" if record.first_day else ""
            voice.show(f"{short_id(record.id)}  {record.app}, {record.entries_added} entries{days}")
    if not opened.session.journal.imports and not as_json:
        voice.show("Nothing was imported yet.")


def undo_named(opened: Opened, typed: str) -> None:
    """Take one import back as one."""
    found = [record for record in opened.session.journal.imports if record.id.startswith(typed.casefold())]
    if len(found) != 1:
        raise NotThere("There is no such import. Look at: aftercare import --list")
    use.undo(opened.session, found[0].id)
    voice.show(f"Taken back: {found[0].entries_added} entries")


def read_answers(file: IO[str] | None, *, notes: bool) -> Answers:
    """The answers of a file: question to word to choice."""
    if file is None:
        return Answers(notes=notes)
    try:
        read = json.loads(file.read(LARGEST_ANSWERS))
    except (ValueError, RecursionError):
        raise BadFile("This is not readable as JSON.", where="answers") from None
    shaped = isinstance(read, dict) and all(
        isinstance(words, dict) and all(isinstance(choice, str) for choice in words.values()) for words in read.values()
    )
    if not shaped:
        raise BadFile('Answers look like {"question": {"word": "choice"}}.', where="answers")
    return Answers(words=read, notes=notes)


def _ask_word(question: Question, word: Word) -> str:
    suggested = next((n for n, choice in enumerate(question.choices, 1) if choice.id == word.suggested), None)
    hint = f" (perhaps {suggested})" if suggested else ""
    enter = "" if question.required else "; Enter leaves it out"
    while True:
        picked = voice.ask_number(f"“{word.text}”, {word.count} times{hint}{enter}:", len(question.choices))
        if picked is not None:
            return question.choices[picked - 1].id
        if not question.required:
            return ""
        voice.fail("This one has to be answered before anything is taken in.")


def _show_report(report: ImportReport) -> None:
    voice.show(voice.strong(report.label))
    days = f", {report.first_day} to {report.last_day}" if report.first_day else ""
    voice.show(f"Rows: {report.rows_read} read, {report.rows_taken} taken, {report.duplicates} known already{days}")
    for text in (report.zone_assumption, report.language and f"Language: {report.language}"):
        if text:
            voice.show(voice.wrapped(text))
    if report.date_examples:
        voice.show("Dates read like this: " + "; ".join(report.date_examples))
    if report.notes_seen:
        voice.show(f"Notes seen: {report.notes_seen}. They are taken in only with --notes.")
    unknown = sorted(report.unknown.items(), key=lambda item: -item[1])
    if unknown:
        voice.show("Not placed: " + ", ".join(f"{name} ({count})" for name, count in unknown[:MOST_UNKNOWN]))
    if len(unknown) > MOST_UNKNOWN:
        voice.show(f"  and {len(unknown) - MOST_UNKNOWN} more; all of them with --json")
    if report.unreadable_count:
        voice.show(f"Lines that could not be read: {report.unreadable_count}")
        voice.show(voice.listed(report.unreadable[:MOST_UNKNOWN]))


def _show_json_preview(seen: Preview) -> None:
    questions = [
        {
            "id": question.id,
            "text": question.text,
            "required": question.required,
            "words": [{"word": word.text, "count": word.count, "suggested": word.suggested} for word in question.words],
            "choices": [{"id": choice.id, "label": choice.label} for choice in question.choices],
            "examples": list(question.examples),
        }
        for question in seen.questions
    ]
    report = _report_object(seen.report)
    voice.show_json(
        {"taken": False, "new": seen.new_entries, "kinds": dict(seen.kinds), **report, "questions": questions}
    )


def _show_json_taken(taken: Taken) -> None:
    import_id = None if taken.record is None else taken.record.id
    voice.show_json({"taken": True, "import": import_id, "new": len(taken.entries), **_report_object(taken.report)})


def _report_object(report: ImportReport) -> dict[str, Any]:
    return {
        "app": report.app,
        "rows_read": report.rows_read,
        "rows_taken": report.rows_taken,
        "duplicates": report.duplicates,
        "unknown": dict(report.unknown),
        "unreadable": report.unreadable_count,
        "notes_seen": report.notes_seen,
        "first_day": report.first_day,
        "last_day": report.last_day,
        "zone_assumption": report.zone_assumption,
        "language": report.language,
    }


def _record_object(record: ImportRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "app": record.app,
        "entries": record.entries_added,
        "first_day": record.first_day,
        "last_day": record.last_day,
    }
