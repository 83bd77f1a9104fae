"""Log without unlocking, in a browser that was paired: the standard form, sealed at once, then what cannot wait.

What was just written stays in memory only until its page is done or nobody was there for the time of the auto-lock,
and is never shown again.
"""

import json
import uuid
from dataclasses import dataclass, field

from starlette.responses import Response

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.catalogue import by_form
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry
from aftercare.model.errors import Locked, UserError
from aftercare.model.fact import Status
from aftercare.model.measure import Form, Measure
from aftercare.model.translatable import for_translation
from aftercare.usecases.after_save import AfterSave, answered_fact
from aftercare.usecases.letter_in import after_letter, answer_quote_of_letter, leave_letter, writer_of
from aftercare.usecases.notes import get_ready_soon
from aftercare.usecases.quotes import Said
from aftercare.usecases.right_now import help_by_country
from aftercare.web.after_steps import DANGER, Kind, flag_key, next_step
from aftercare.web.danger_said import static_list
from aftercare.web.desk import AfterSaving
from aftercare.web.entry_form import EntryForm, read_raw, to_mend, typed_when
from aftercare.web.flag_pages import flag_pages
from aftercare.web.forms import FieldError
from aftercare.web.i18n import is_read, translations
from aftercare.web.sealed_form import asked_data, read_draft, sentences
from aftercare.web.views import not_kept
from aftercare.web.views.letterbox import pace
from aftercare.web.visit import Visit

NO_MORE = for_translation(
    "This browser may not write here any more, so this was not kept. Unlock the journal to write it down."
)
ANSWERS = {"yes": Status.PRESENT, "no": Status.ABSENT, "unsure": Status.UNKNOWN}


@dataclass(slots=True)
class Left:
    """An entry that was just left, and how far its page is."""

    form: str
    entry: Entry = field(repr=False)
    progress: AfterSaving = field(repr=False)


def may_write(visit: Visit) -> bool:
    """Whether this browser is paired with the journal here."""
    try:
        return writer_of(visit.state.launch.folder, visit.pairing) is not None
    except UserError:
        return False


def show(visit: Visit) -> Response:
    """The standard form; nothing of the person's own, which is locked. As a page that stays on the device it is for any
    browser: its script knows whether this one may write.
    """
    if visit.unlocked:
        return visit.go("log")
    if not visit.shell and visit.unfinished:
        return visit.go("locked_step")
    if not visit.shell and not may_write(visit):
        return visit.go("front")
    form_id = str(uuid.UUID(hex=visit.state.random_hex(16)))
    day = visit.state.now().date().isoformat()
    when = typed_when(visit.posted)
    if not visit.shell:
        get_ready_soon(load_knowledge())
    return _form(visit, EntryForm(id=form_id, first=_asked(), groups=(), when=type(when)(day=day)))


def save(visit: Visit) -> Response:
    """Screen, seal, keep."""
    if not may_write(visit):
        return refused(visit, Locked.status, NO_MORE)
    knowledge, state, posted = load_knowledge(), visit.state, visit.posted
    before = state.drafts.get(visit.launch_id)
    if isinstance(before, Left) and before.form == posted.text("id"):
        return visit.go("locked_step")
    try:
        draft = read_draft(posted, _asked(), state.now())
        pace(visit)
        letter_id = str(uuid.UUID(hex=state.random_hex(16)))
        saved = leave_letter(
            state.launch.folder, knowledge, draft, pairing=visit.pairing, letter_id=letter_id, now=state.now()
        )
    except UserError as error:
        errors = to_mend(error, knowledge.measures)
        return _form(visit, _typed(visit, errors), status=error.status, seen=not_kept.look(visit))
    # What was ticked is acted on here: there is nobody's journal to hold it back for.
    progress = AfterSaving(entry=saved.entry.id, opened=True)
    state.drafts.keep(visit.launch_id, Left(posted.text("id"), saved.entry, progress))
    state.watch()
    response = visit.go("locked_step")
    # Should the screens be lost before Done, this says so, and nothing of what was noted.
    visit.set_cookie(response, state.launch.unfinished_cookie, "1")
    return response


def refused(visit: Visit, status: int, sentence: str | None) -> Response:
    """Not taken: what was typed stands in the form, below what can't wait in it. Nothing of it is kept."""
    seen = not_kept.look(visit)
    if seen is None or sentence is None:
        return not_kept.refused(visit, status, sentence)
    errors = (FieldError("form", "", sentence),)
    return _form(visit, _typed(visit, errors), status=status, seen=seen, asks=True)


def _typed(visit: Visit, errors: tuple[FieldError, ...]) -> EntryForm:
    posted = visit.posted
    return EntryForm(
        id=posted.text("id"),
        first=_asked(),
        groups=(),
        when=typed_when(posted),
        values=read_raw(posted, _asked()),
        note=posted.text("note"),
        errors=errors,
    )


def show_step(visit: Visit) -> Response:
    """What cannot wait, what is asked, or that it is noted."""
    left = visit.state.drafts.get(visit.launch_id)
    if isinstance(left, Left):
        return _step_page(visit, left)
    return _lost(visit) if visit.unfinished else visit.go("front")


def step(visit: Visit) -> Response:
    """One answer. Nothing of it is kept: on unlocking everything is screened again."""
    left = visit.state.drafts.get(visit.launch_id)
    doing = visit.posted.text("do")
    if doing == "done":
        visit.state.drafts.forget(visit.launch_id)
        response = visit.go("front")
        visit.expire_cookie(response, visit.state.launch.unfinished_cookie)
        return response
    if not isinstance(left, Left):
        return visit.go("locked_step" if visit.unfinished else "front")
    saved = _saved(visit, left)
    if doing == "read":
        left.progress.seen |= {flag_key(flag) for flag in saved.screening.first_screen}
    elif doing == "again":
        left.progress.seen.clear()
    elif doing == "quote":
        _quote(visit, left, saved)
    elif doing == "danger":
        answers = _ticked(visit, saved)
        if not answers and not visit.posted.text("skip"):
            wrong = FieldError("lines", "", "Tick what is so, or take “None of these”.")
            return _step_page(visit, left, (wrong,), status=422)
        _tell(visit, left, answers)
        left.progress.passed.add(DANGER)
    elif doing == "question":
        finding, status = visit.posted.text("finding"), ANSWERS.get(visit.posted.text("answer"))
        if finding in {question.id for question in saved.questions}:
            _tell(visit, left, {} if status is None else {finding: status})
            left.progress.passed.add(finding)
    return visit.go("locked_step")


def step_refused(visit: Visit, status: int, sentence: str | None) -> Response:
    """The program was started anew meanwhile. Answers are kept nowhere in any case; the list stands for the screen."""
    return _lost(visit, status) if visit.unfinished else not_kept.refused(visit, status, sentence)


def _lost(visit: Visit, status: int = 200) -> Response:
    """In place of screens that went when nobody was there: the static list, which says nothing of what was noted."""
    said = static_list(visit.state.device.country)
    return visit.render("yours/locked_step.html", status=status, step=None, **said)


def _quote(visit: Visit, left: Left, saved: AfterSave) -> None:
    key, said = visit.posted.text("quote"), {one.value: one for one in Said}.get(visit.posted.text("so"))
    quote = next((one for one in saved.quotes if one.key == key), None)
    if quote is not None and said is not None:
        left.progress.told = answer_quote_of_letter(quote, said, left.progress.told, visit.state.now())
    left.progress.passed.add(key)


def _ticked(visit: Visit, saved: AfterSave) -> dict[str, Status]:
    ticked, answers = set(visit.posted.all("line")), dict[str, Status]()
    for line in saved.danger_lines:
        if line.id in ticked:
            answers |= dict.fromkeys(line.gives, Status.PRESENT)
        elif visit.posted.text("none") and not ticked:
            answers |= {finding: Status.ABSENT for finding in line.gives if finding not in answers}
    return answers


def _tell(visit: Visit, left: Left, answers: dict[str, Status]) -> None:
    now = visit.state.now()
    facts = tuple(answered_fact(finding, status, left.entry, now) for finding, status in answers.items())
    kept = (fact for fact in left.progress.told if fact.finding not in answers)
    left.progress.told = (*kept, *facts)


def _saved(visit: Visit, left: Left) -> AfterSave:
    return after_letter(load_knowledge(), left.entry, left.progress.told, visit.state.now())


def _step_page(visit: Visit, left: Left, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    knowledge = load_knowledge()
    saved = _saved(visit, left)
    step = next_step(saved, left.progress, knowledge)
    at_end = step.kind is Kind.END
    danger = danger_list_for_words(knowledge) if at_end and saved.unread_words else ()
    response = visit.render(
        "yours/locked_step.html",
        status=status,
        step=step,
        flags=flag_pages(knowledge, step.flags, visit.state.device.country),
        helps=help_by_country(knowledge),
        danger=danger,
        was_read=saved.understood and is_read(visit.state.device.language),
        errors=errors,
    )
    if at_end and not step.flags and not danger:
        visit.expire_cookie(response, visit.state.launch.unfinished_cookie)
    return response


def _form(
    visit: Visit, form: EntryForm, *, status: int = 200, seen: AfterSave | None = None, asks: bool = False
) -> Response:
    knowledge, device = load_knowledge(), visit.state.device
    flags = () if seen is None else seen.screening.first_screen
    return visit.render(
        "yours/locked_log.html",
        status=status,
        form=form,
        asked=json.dumps(asked_data(_asked())),
        sentences=json.dumps(sentences(translations(device.language).gettext)),
        flags=flag_pages(knowledge, flags, device.country),
        asks=asks or (seen is not None and (seen.unread_words or bool(seen.danger_lines))),
        was_read=seen is not None and seen.understood and is_read(device.language),
        **static_list(device.country),
    )


def _asked() -> tuple[Measure, ...]:
    return tuple(by_form(load_knowledge().measures, Form.COMMON))
