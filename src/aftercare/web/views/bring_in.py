"""Bring in: another app's export, or one of ours. Choose, answer what can't be guessed, look, take; take back as one.

The file and what was answered lie on the desk, in memory, until they are taken, given up, or the journal locks.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from starlette.responses import Response

from aftercare.check.screening import danger_list_for_words
from aftercare.importers.base import LEAVE_OUT, Answers, Question
from aftercare.model.assessment import Fired
from aftercare.model.errors import UserError, WrongSecret
from aftercare.model.journal import ImportRecord
from aftercare.model.translatable import for_translation
from aftercare.usecases import export_journal, import_file
from aftercare.usecases.discreet import discreet_flags
from aftercare.usecases.export_journal import TakenBack
from aftercare.usecases.import_file import Preview
from aftercare.usecases.noted import Noted, NotesIn
from aftercare.web.flag_pages import flag_pages
from aftercare.web.forms import FieldError, Posted
from aftercare.web.i18n import is_read
from aftercare.web.opened import Opened, opened
from aftercare.web.uploads import UPLOAD_LIMIT
from aftercare.web.visit import Visit

HEAD = 4096
MOST_NOTED = 30
"""Lines of the list of what notes hold."""
MOST_WORDS = 400
"""Words asked about on one page; further ones stay out, and it says so."""

_NOT_THIS_FILE = for_translation(
    "That passphrase does not open this file. Check capital letters and blanks, and try again."
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another app's export that is being looked at."""

    file: BinaryIO = field(repr=False)
    answers: Answers = field(repr=False)
    seen: Preview = field(repr=False)
    asked: tuple[Question, ...] = field(repr=False)
    """Every question there was, so that answers can be changed."""

    @property
    def unanswered(self) -> bool:
        """Whether a question has not been shown yet, or still needs an answer."""
        return any(question.required or question.id not in self.answers.words for question in self.seen.questions)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file that waits for its passphrase."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OwnExport:
    """One of our own exports that is being looked at."""

    data: bytes = field(repr=False)
    seen: TakenBack = field(repr=False)


@dataclass(frozen=True, slots=True)
class Done:
    """What was taken in."""

    added: int
    known: int
    notes: NotesIn = field(repr=False)
    found: tuple[Fired, ...] = field(repr=False)
    record: ImportRecord | None = None
    steps: tuple[int, ...] = ()
    """The steps of undo that take it back."""


def show(visit: Visit) -> Response:
    """Choose a file; the imports so far."""
    return _first_page(visit, opened(visit))


def upload(visit: Visit) -> Response:
    """Look at the file that came. Nothing of it is written."""
    here = opened(visit)
    here.desk.job = None
    if visit.posted.file is None or visit.posted.file.size == 0:
        wrong = FieldError("file", "", "Choose a file first.")
        return _first_page(visit, here, (wrong,), status=422)
    try:
        here.desk.job = _recognised(here, visit.posted.file.data)
    except UserError as error:
        return _first_page(visit, here, (FieldError("file", "", error.sentence),), status=error.status)
    return visit.go(_next(here.desk.job))


def ask_passphrase(visit: Visit) -> Response:
    """The passphrase of a sealed file."""
    if not isinstance(opened(visit).desk.job, Sealed):
        return visit.go("bring_in")
    return visit.render("yours/bring_in_open.html", errors=())


def open_sealed(visit: Visit) -> Response:
    """Open it, in memory."""
    here = opened(visit)
    job = here.desk.job
    if not isinstance(job, Sealed):
        return visit.go("bring_in")
    try:
        data = export_journal.open_sealed(job.data, visit.posted.text("phrase"))
        here.desk.job = _own_export(here, data)
    except UserError as error:
        sentence = _NOT_THIS_FILE if isinstance(error, WrongSecret) else error.sentence
        wrong = (FieldError("phrase", "", sentence),)
        return visit.render("yours/bring_in_open.html", status=error.status, errors=wrong)
    return visit.go("bring_in_look")


def ask(visit: Visit) -> Response:
    """What can't be guessed."""
    job = opened(visit).desk.job
    if not isinstance(job, Foreign) or not job.asked:
        return visit.go("bring_in")
    return _questions_page(visit, job, job.answers.words)


def answer(visit: Visit) -> Response:
    """Take the answers over; or fill in what the names suggest, to be looked through."""
    here = opened(visit)
    job = here.desk.job
    if not isinstance(job, Foreign):
        return visit.go("bring_in")
    words = _read_answers(visit.posted, job.asked)
    if visit.posted.text("do") == "suggest":
        return _questions_page(visit, job, _with_suggestions(words, job.asked))
    if missing := _missing(words, job.asked):
        return _questions_page(visit, job, words, missing, status=422)
    try:
        here.desk.job = job = _seen(here, job.file, replace(job.answers, words=words), job.asked)
    except UserError as error:
        return _questions_page(visit, job, words, (FieldError("form", "", error.sentence),), status=error.status)
    return visit.go(_next(job))


def look(visit: Visit) -> Response:
    """What would be taken in. Nothing is written yet."""
    job = opened(visit).desk.job
    if isinstance(job, OwnExport):
        return visit.render("yours/bring_in_own.html", seen=job.seen)
    if not isinstance(job, Foreign):
        return visit.go("bring_in")
    unknown = sorted(job.seen.report.unknown.items(), key=lambda item: -item[1])
    return visit.render("yours/bring_in_look.html", job=job, seen=job.seen, report=job.seen.report, unknown=unknown)


def take(visit: Visit) -> Response:
    """Take it in, with or without notes; or give it up."""
    here = opened(visit)
    job, doing = here.desk.job, visit.posted.text("do")
    if doing == "drop" or not isinstance(job, Foreign | OwnExport):
        here.desk.job = None
        return visit.go("bring_in")
    if isinstance(job, OwnExport):
        back = export_journal.take_export(here.vault, here.knowledge, job.data, here.now)
        here.desk.job = Done(back.added, back.there_already, back.noted, back.found, steps=here.made)
        return visit.go("bring_in_done")
    if doing == "notes":
        answers = replace(job.answers, notes=visit.posted.text("notes") == "yes")
        here.desk.job = _seen(here, job.file, answers, job.asked)
        return visit.go("bring_in_look")
    taken = import_file.take(
        here.vault,
        here.knowledge,
        job.file,
        answers=job.answers,
        now=here.now,
        import_id=str(uuid.UUID(hex=visit.state.random_hex(16))),
    )
    here.desk.job = Done(len(taken.entries), taken.report.duplicates, taken.noted, taken.found, taken.record)
    return visit.go("bring_in_done")


def done(visit: Visit) -> Response:
    """What was taken in; what safety rules find in it and its notes, as a list; the danger list once where a note could
    not be read.
    """
    here = opened(visit)
    job = here.desk.job
    if not isinstance(job, Done):
        return visit.go("bring_in")
    held_back = discreet_flags(here.knowledge, job.found)
    unread = job.notes.unread if is_read(here.language) else job.notes.notes
    return visit.render(
        "yours/bring_in_done.html",
        done=job,
        found=flag_pages(here.knowledge, (f for f in job.found if f not in held_back), visit.state.device.country),
        neutral_line=bool(held_back),
        danger=danger_list_for_words(here.knowledge, here.journal.person) if unread else (),
        unread=unread,
        noted=[_told(one, here) for one in job.notes.found if not one.private][:MOST_NOTED],
        noted_privately=[_told(one, here) for one in job.notes.found if one.private][:MOST_NOTED],
        more=max(0, len(job.notes.found) - MOST_NOTED),
        undo=here.offered(job.steps),
    )


def _told(one: Noted, here: Opened) -> dict[str, object]:
    return {"day": here.times.title(one.day), "title": one.title, "quotes": one.quotes}


def take_back(visit: Visit) -> Response:
    """Take an import back as one, entries changed since included. Undo lasts until lock."""
    here = opened(visit)
    import_file.undo(here.vault, visit.posted.text("import"))
    here.desk.job = None
    here.desk.say("Taken back: everything that came with that file.", undo=here.made)
    return visit.go("bring_in")


def _first_page(visit: Visit, here: Opened, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    sentence, undo = here.take_sentence()
    return visit.render(
        "yours/bring_in.html",
        status=status,
        errors=errors,
        imports=tuple(reversed(here.journal.imports)),
        limit=UPLOAD_LIMIT // 2**20,
        sentence=sentence,
        undo=undo,
    )


def _recognised(here: Opened, file: BinaryIO) -> Foreign | Sealed | OwnExport:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if export_journal.is_sealed(head):
        return Sealed(file.read())
    if export_journal.is_export(head):
        return _own_export(here, file.read())
    return _seen(here, file, Answers(), ())


def _own_export(here: Opened, data: bytes) -> OwnExport:
    return OwnExport(data, export_journal.look_at_export(here.journal, here.knowledge, data))


def _seen(here: Opened, file: BinaryIO, answers: Answers, asked: tuple[Question, ...]) -> Foreign:
    seen = import_file.preview(here.vault, here.knowledge, file, answers=answers, now=here.now)
    known = {question.id for question in asked}
    fresh = tuple(_shortened(question) for question in seen.questions if question.id not in known)
    return Foreign(file, answers, seen, (*asked, *fresh))


def _shortened(question: Question) -> Question:
    return replace(question, words=question.words[:MOST_WORDS])


def _next(job: object) -> str:
    if isinstance(job, Sealed):
        return "bring_in_open"
    return "bring_in_ask" if isinstance(job, Foreign) and job.unanswered else "bring_in_look"


def _field(question: int, word: int) -> str:
    """Words may be names of people: fields are called by number."""
    return f"q{question}-{word}"


def _read_answers(posted: Posted, asked: tuple[Question, ...]) -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = {}
    for number, question in enumerate(asked):
        offered = {choice.id for choice in question.choices}
        picked = {word.text: posted.text(_field(number, place)) for place, word in enumerate(question.words)}
        read[question.id] = {word: choice for word, choice in picked.items() if choice in offered}
    return read


def _with_suggestions(words: Mapping[str, Mapping[str, str]], asked: tuple[Question, ...]) -> dict[str, dict[str, str]]:
    filled: dict[str, dict[str, str]] = {}
    for question in asked:
        suggested = {word.text: word.suggested for word in question.words if word.suggested is not None}
        filled[question.id] = {**suggested, **words.get(question.id, {})}
    return filled


def _missing(words: Mapping[str, Mapping[str, str]], asked: tuple[Question, ...]) -> tuple[FieldError, ...]:
    return tuple(
        FieldError(_field(number, place), "", "Pick one for each of these.")
        for number, question in enumerate(asked)
        if question.required
        for place, word in enumerate(question.words)
        if word.text not in words.get(question.id, {})
    )[:1]


def _questions_page(
    visit: Visit,
    job: Foreign,
    words: Mapping[str, Mapping[str, str]],
    errors: tuple[FieldError, ...] = (),
    *,
    status: int = 200,
) -> Response:
    suggests = any(word.suggested for question in job.asked for word in question.words)
    return visit.render(
        "yours/bring_in_ask.html",
        status=status,
        asked=job.asked,
        words=words,
        leave_out=LEAVE_OUT,
        suggests=suggests,
        errors=errors,
    )
