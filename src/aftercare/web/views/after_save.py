"""After a save: what cannot wait, was it wanted, any of these now, the questions left, plain counts (SAFETY 4).

One address. What was answered and is not kept stays on the desk, in memory, until lock.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import Action, Fired
from aftercare.model.errors import NotThere
from aftercare.model.fact import Status
from aftercare.usecases.after_line import line_after
from aftercare.usecases.after_save import AfterSave, after_save, answer_questions, answer_quote, answer_wanted
from aftercare.usecases.discreet import discreet_flags, is_discreet
from aftercare.usecases.experiments import card, running
from aftercare.usecases.flag_help import excuses_of
from aftercare.usecases.quotes import Said, shortened
from aftercare.usecases.right_now import help_by_country
from aftercare.web.after_steps import DANGER, WANTED, Kind, Step, flag_key, next_step
from aftercare.web.desk import AfterSaving, FoundAfter
from aftercare.web.experiment_pages import DrawCard, Look, draw_card
from aftercare.web.flag_pages import flag_pages
from aftercare.web.forms import FieldError
from aftercare.web.library_paths import page_number
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit

ANSWERS = {"yes": Status.PRESENT, "no": Status.ABSENT, "unsure": Status.UNKNOWN}
SAID = {said.value: said for said in Said}
TEMPLATES = {kind: f"journal/after_{kind.value}.html" for kind in Kind}


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """A line of the library and the page that says more."""

    text: str
    number: str


def show(visit: Visit) -> Response:
    """The next page for the entry that was just saved; home when there is none."""
    here = opened(visit)
    if here.desk.after is None:
        return visit.go("home")
    try:
        saved = _saved(here, here.desk.after)
    except NotThere:
        here.desk.after = None
        return visit.go("home")
    return _page(visit, here, saved)


def _page(visit: Visit, here: Opened, saved: AfterSave, errors: tuple[FieldError, ...] = ()) -> Response:
    progress = _progress(here)
    step = next_step(saved, progress, here.knowledge)
    return visit.render(
        TEMPLATES[step.kind],
        status=422 if errors else 200,
        step=step,
        flags=flag_pages(here.knowledge, step.flags, visit.state.device.country, here.journal),
        excuses=_excuses(here, progress, step.flags),
        helps=help_by_country(here.knowledge),
        saved=saved,
        offered=_offered(step.question, saved),
        neutral_first=step.neutral_line and _waits_behind_it(here, saved),
        wanted=here.knowledge.measures[WANTED],
        sentence=progress.sentence,
        undo=here.offered(progress.steps),
        errors=errors,
        danger=here.unread(saved),
        draw=_draw(here, saved) if step.kind is Kind.END else None,
        library=_library(here, saved, step),
    )


def _waits_behind_it(here: Opened, saved: AfterSave) -> bool:
    """Whether an emergency waits behind the neutral line: then it stands above the question, as neutral as ever."""
    behind = discreet_flags(here.knowledge, saved.screening.fired)
    return any(flag.action is Action.EMERGENCY for flag in behind)


def _library(here: Opened, saved: AfterSave, step: Step) -> LibraryLine | None:
    """One line that fits the entry, with its page; none beside a flag, the danger list or the neutral line."""
    if step.kind is not Kind.END or step.flags or step.neutral_line or _told_anything(here) or here.unread(saved):
        return None
    line = line_after(here.journal, here.knowledge, saved)
    return None if line is None else LibraryLine(line.text, page_number(line.page))


def _told_anything(here: Opened) -> bool:
    """Whether something was answered that is not kept, such as that it was not wanted: then nothing is said to it."""
    return any(fact.status is not Status.ABSENT for fact in _progress(here).told)


def _draw(here: Opened, saved: AfterSave) -> DrawCard | None:
    """Whether this entry went as it was drawn, where one was; asked once, and never of one that stays out."""
    found = card(
        here.journal, here.knowledge, here.now, screened=here.screening() if running(here.journal) is not None else None
    )
    if found is None or found.ask_about != saved.entry.id:
        return None
    return draw_card(found, here.journal, here.knowledge, Look("after_save"), here.gettext)


def _offered(question: Finding | None, saved: AfterSave) -> str:
    """What the person's own words say against the question: offered to be confirmed, and not believed unasked."""
    absent = (fact for fact in saved.read if fact.status is Status.ABSENT)
    said = (fact.quote for fact in absent if question is not None and fact.finding == question.id)
    return next((shortened(quote) for quote in said if quote), "")


def step(visit: Visit) -> Response:
    """One answer, or going on."""
    here = opened(visit)
    progress = here.desk.after
    if progress is None or visit.posted.text("entry") != progress.entry:
        return visit.go("after_save")
    doing = _STEPS.get(visit.posted.text("do"))
    with here.vault.one_step() as made:
        mend = None if doing is None else doing(visit, here, progress)
    progress.answered_in(made.made)
    if mend is not None:
        return _page(visit, here, _saved(here, progress), (mend,))
    return visit.go("after_save")


def open_quiet(visit: Visit) -> Response:
    """The tap on the neutral line."""
    here = opened(visit)
    if here.desk.after is not None and visit.posted.text("entry") == here.desk.after.entry:
        here.desk.after.opened = True
        return visit.go("quiet")
    return visit.go("after_save")


def quiet(visit: Visit) -> Response:
    """The page behind the neutral line, for this person only."""
    here = opened(visit)
    progress = here.desk.after
    if progress is None or not progress.opened:
        return visit.go("home")
    saved = _saved(here, progress)
    flags = discreet_flags(here.knowledge, saved.screening.fired)
    progress.seen |= {flag_key(flag) for flag in flags}
    rules = {flag.rule for flag in flags}
    return visit.render(
        "journal/quiet.html",
        quotes=[one for one in saved.quotes if rules.intersection(one.rules) and one.key not in progress.passed],
        flags=flag_pages(here.knowledge, flags, visit.state.device.country, here.journal),
        helps=help_by_country(here.knowledge),
        back="after_save",
    )


def _saved(here: Opened, progress: AfterSaving) -> AfterSave:
    """What the save found, or the page before this one, where nothing has changed since; else found anew."""
    fresh, progress.fresh = progress.fresh, None
    if fresh is not None and fresh[0] == here.journal.version:
        saved = fresh[1]
    elif progress.found is not None and progress.found.holds(here.journal, progress.told, here.now):
        return progress.found.saved
    else:
        entry = here.journal.entry(progress.entry)
        saved = after_save(here.journal, here.knowledge, entry, progress.told, here.now)
    progress.found = FoundAfter(here.journal, progress.told, here.now, saved)
    return saved


def _progress(here: Opened) -> AfterSaving:
    assert here.desk.after is not None
    return here.desk.after


def _read(_visit: Visit, here: Opened, progress: AfterSaving) -> FieldError | None:
    saved = _saved(here, progress)
    progress.seen |= {flag_key(flag) for flag in saved.screening.first_screen}
    return None


def _again(_visit: Visit, _here: Opened, progress: AfterSaving) -> FieldError | None:
    progress.seen.clear()
    return None


def _quote(visit: Visit, here: Opened, progress: AfterSaving) -> FieldError | None:
    """Whether what the person wrote is so now."""
    key = visit.posted.text("quote")
    quote = next((one for one in _saved(here, progress).quotes if one.key == key), None)
    said = SAID.get(visit.posted.text("so"))
    if quote is None:
        return None
    if said is not None:
        keep = bool(visit.posted.text("keep"))
        _, progress.told = answer_quote(
            here.vault, here.knowledge, quote, said, told=progress.told, keep=keep, now=here.now
        )
    progress.passed.add(key)
    return None


def _wanted(visit: Visit, here: Opened, progress: AfterSaving) -> FieldError | None:
    answer, keep = visit.posted.text("wanted"), visit.posted.text("keep")
    if keep in ("yes", "no"):
        if answer not in here.knowledge.measures[WANTED].option_ids:
            return FieldError("wanted", "", "Pick one of the three, or skip.")
        told_before = progress.told
        _, told = answer_wanted(here.vault, here.knowledge, progress.entry, answer, keep=keep == "yes", now=here.now)
        progress.told = (*told_before, *told)
    progress.passed.add(WANTED)
    return None


def _danger(visit: Visit, here: Opened, progress: AfterSaving) -> FieldError | None:
    lines = _saved(here, progress).danger_lines
    ticked = set(visit.posted.all("line"))
    none = bool(visit.posted.text("none"))
    answers: dict[str, Status] = {}
    for line in lines:
        if line.id in ticked:
            answers |= dict.fromkeys(line.gives, Status.PRESENT)
        elif none and not ticked:
            answers |= {finding: Status.ABSENT for finding in line.gives if finding not in answers}
    if not answers and not visit.posted.text("skip"):
        return FieldError("lines", "", "Tick what is so, or take “None of these”.")
    if answers:
        _answer(here, progress, answers, keep=False)
    progress.passed.add(DANGER)
    return None


def _question(visit: Visit, here: Opened, progress: AfterSaving) -> FieldError | None:
    finding = visit.posted.text("finding")
    if finding not in {question.id for question in _saved(here, progress).questions}:
        return None
    status = ANSWERS.get(visit.posted.text("answer"))
    if status is not None:
        _answer(here, progress, {finding: status}, keep=bool(visit.posted.text("keep")))
    progress.passed.add(finding)
    return None


def _excuse(visit: Visit, here: Opened, progress: AfterSaving) -> FieldError | None:
    """A yes to what the quiet line of a flag's page offers; nothing else is taken from there."""
    offered = {each.id for each in _excuses(here, progress, _saved(here, progress).screening.first_screen)}
    finding = visit.posted.text("excuse")
    if finding in offered:
        _answer(here, progress, {finding: Status.PRESENT}, keep=False)
    return None


def _excuses(here: Opened, progress: AfterSaving, flags: tuple[Fired, ...]) -> tuple[Finding, ...]:
    open_to_all = (flag for flag in flags if progress.opened or not is_discreet(here.knowledge, flag))
    told = (*here.journal.answers, *progress.told)
    answered = (fact.finding for fact in told if fact.entry == progress.entry and fact.status is not Status.UNKNOWN)
    return excuses_of(here.knowledge, open_to_all, answered)


def _answer(here: Opened, progress: AfterSaving, answers: Mapping[str, Status], *, keep: bool) -> None:
    _, progress.told = answer_questions(
        here.vault, here.knowledge, progress.entry, answers, told=progress.told, keep=keep, now=here.now
    )


_Doing = Callable[[Visit, Opened, AfterSaving], FieldError | None]
_STEPS: Mapping[str, _Doing] = {
    "read": _read,
    "quote": _quote,
    "again": _again,
    "wanted": _wanted,
    "danger": _danger,
    "question": _question,
    "excuse": _excuse,
}
