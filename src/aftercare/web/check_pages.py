"""The pages of a check, rendered from how far it is. Takes a visit and a check; returns the page. Changes nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.responses import Response

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.model.check import Pregnant, Subject, Writer
from aftercare.model.fact import Origin
from aftercare.model.interview import StepKind
from aftercare.model.journal import Journal
from aftercare.model.person import ADULT_AGE
from aftercare.usecases import interview as asking
from aftercare.usecases.interview import Shown
from aftercare.usecases.keep_check import private_findings
from aftercare.usecases.right_now import help_by_country
from aftercare.web.body_maps import asked_where
from aftercare.web.check_person import known_of, organ_options
from aftercare.web.check_reasons import HARM, Reasons, caused_harm, reasons_of, told_of_something_private
from aftercare.web.check_result import ENTRY, SURE_IN_WORDS, Teller, cause_groups, cited, telling_of
from aftercare.web.check_steps import Kind, Step, next_step
from aftercare.web.check_waiting import Held
from aftercare.web.forms import FieldError
from aftercare.web.library_paths import page_number
from aftercare.web.opened import Opened
from aftercare.web.visit import Visit

KINDS = ("ambulance", "crisis")
"""What can be rung from every page of a check."""
UNREAD = "D4"
"""The level of what could not be read."""


def start_page(
    visit: Visit,
    *,
    here: Opened | None = None,
    errors: tuple[FieldError, ...] = (),
    sentence: str = "",
    held: Held | None = None,
    token: str = "",
) -> Response:
    """What is it about; also to change it later (`held`)."""
    knowledge = load_knowledge()
    posted = visit.posted if errors else None
    subject = held.interview.subject if held is not None else None
    waits = here.journal.open_check if here is not None and held is None else None
    typed = {
        "words": posted.text("words") if posted else held.interview.words if held else "",
        "who": posted.text("who") if posted else subject.writer.value if subject else Writer.SELF.value,
        "age": posted.text("age") if posted else str(subject.oldest) if subject and subject.oldest is not None else "",
        "pregnant": posted.text("pregnant") if posted else subject.pregnant.value if subject else "",
    }
    organs = posted.all("organ") if posted else sorted(subject.organs or ()) if subject else ()
    tapped = posted.all("complaint") if posted else _tapped(knowledge, held) if held else ()
    return visit.render(
        "check/start.html",
        status=422 if errors else 200,
        **_around(visit, here, held, token),
        typed=typed,
        ticked={"organ": organs, "complaint": tapped},
        complaints=tuple(knowledge.complaints.values()),
        where=asked_where(knowledge),
        organ_options=organ_options(knowledge),
        pregnant_options=[one.value for one in Pregnant],
        known=known_of(knowledge, here.journal, here.now) if here is not None else {},
        waits=_when(here, waits.begun) if here is not None and waits is not None else "",
        kept=len(here.journal.checks) if here is not None else 0,
        errors=errors,
        sentence=sentence,
        changing=held is not None,
    )


def page_of(
    visit: Visit,
    held: Held,
    *,
    here: Opened | None = None,
    token: str = "",
    errors: tuple[FieldError, ...] = (),
) -> Response:
    """The page a check has come to."""
    knowledge, journal = load_knowledge(), None if here is None else here.journal
    shown = asking.show(knowledge, held.interview, visit.state.now(), journal=journal, reading=held.reading)
    reasons = reasons_of(
        knowledge, shown.assessment, visit.state.device.country, opened=held.opened, journal=_own_journal(held, here)
    )
    step = next_step(knowledge, held, shown, reasons)
    if step.kind is Kind.WORDS:
        return start_page(visit, here=here, errors=errors, held=held, token=token)
    organs = held.interview.subject.organs
    if organs is None and (own := _own_journal(held, here)) is not None:
        organs = own.person.organs
    looking = Looking(here, _teller(visit, here))
    more = _result(visit, held, shown, reasons, looking) if step.kind is Kind.RESULT else {}
    return visit.render(
        f"check/{step.kind.value}.html",
        status=422 if errors else 200,
        **_around(visit, here, held, token),
        step=step,
        shown=shown,
        organs=organs,
        where=asked_where(knowledge, organs) if step.kind is Kind.COMPLAINT else (),
        reasons=reasons,
        harm=page_number(HARM) if caused_harm(shown.assessment) else "",
        young=_is_young(held.interview.subject),
        quotes=_denied_in_words(shown, step),
        from_journal=_journal_lines(looking.teller, shown),
        errors=errors,
        **more,
    )


def _is_young(subject: Subject) -> bool:
    """Somebody under 18 who writes of themselves: the lines for young people are one tap away (SAFETY, RF41)."""
    return subject.writer is Writer.SELF and subject.oldest is not None and subject.oldest < ADULT_AGE


def _around(visit: Visit, here: Opened | None, held: Held | None, token: str) -> dict[str, Any]:
    """What every page of a check has: where its forms go, and who can be rung."""
    helps = help_by_country(load_knowledge())
    country = visit.state.device.country
    return {
        "to_start": "my_check" if here is not None else "check",
        "to_step": "my_check_step" if here is not None else "check_step",
        "k": token,
        "at": len(held.interview.steps) if held is not None else 0,
        "writer": held.interview.subject.writer.value if held is not None else Writer.SELF.value,
        "helps": helps,
        "kinds": KINDS,
        "at_home": next((one for one in helps if one.country == country), None),
        "number": page_number,
    }


@dataclass(frozen=True, slots=True)
class Looking:
    """Where a check is looked at from: with an open journal or without one."""

    here: Opened | None
    teller: Teller


def _result(visit: Visit, held: Held, shown: Shown, reasons: Reasons, looking: Looking) -> dict[str, Any]:
    knowledge, assessment = load_knowledge(), shown.assessment
    here, teller = looking.here, looking.teller
    with_private = held.opened or told_of_something_private(assessment)
    settings = None if here is None else here.journal.settings
    groups = cause_groups(knowledge, assessment, teller, with_private=with_private, settings=settings)
    sources = cited(knowledge, (one.flag for one in reasons.shown), groups)
    made = visit.state.now() if here is None else here.local_now
    return {
        "groups": groups,
        "told": telling_of(knowledge, held.interview, assessment, teller, with_private=with_private),
        "sources": sources,
        "numbers": {source.id: place for place, source in enumerate(sources, start=1)},
        "sure": SURE_IN_WORDS,
        "unread": assessment.reasons[0].rule == UNREAD,
        "danger_list": danger_list_for_words(knowledge),
        "made": (visit.times if here is None else here.times).made(made),
        "can_keep": here is not None,
        "kept": held.kept,
        "more_to_ask": held.interview.enough and assessment.next_question is not None,
    }


def _teller(visit: Visit, here: Opened | None) -> Teller:
    if here is None:
        return Teller(journal=None, times=visit.times)
    return Teller(journal=here.journal, times=here.times)


def _own_journal(held: Held, here: Opened | None) -> Journal | None:
    """The journal, where it is about the person whose it is."""
    return here.journal if here is not None and held.interview.subject.writer is Writer.SELF else None


def _journal_lines(teller: Teller, shown: Shown) -> list[tuple[str, str, tuple[str, ...]]]:
    """What the journal says, each with the days it was said."""
    hidden = private_findings(load_knowledge(), shown.assessment)
    lines = [line for line in asking.journal_lines(shown.assessment) if line.id not in hidden]
    return [(line.id, line.lay, teller.days(map(ENTRY, line.facts))) for line in lines]


def _denied_in_words(shown: Shown, step: Step) -> tuple[str, ...]:
    """The words that said no to what is asked now."""
    if step.question is None or not step.question.confirms:
        return ()
    return tuple(
        fact.quote
        for line in shown.assessment.findings
        if line.id == step.question.finding
        for fact in line.facts
        if fact.origin is Origin.WORDS and fact.quote
    )


def _tapped(knowledge: Knowledge, held: Held) -> tuple[str, ...]:
    """The complaints that were tapped."""
    given = {one.finding for step in held.interview.steps if step.kind is StepKind.COMPLAINT for one in step.answers}
    return tuple(one.id for one in knowledge.complaints.values() if given.issuperset(one.gives))


def _when(here: Opened, moment: datetime) -> str:
    return here.times.moment(here.local(moment))
