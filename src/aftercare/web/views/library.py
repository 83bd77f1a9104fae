"""The library: shelves, a page, A to Z, "was this helpful?". Open to all; what helped is known only when unlocked."""

from dataclasses import dataclass

from starlette.responses import Response

from aftercare.charts.icon_array import icon_array
from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import library_page, page_title
from aftercare.model.errors import BadValue
from aftercare.model.library import HowCommon
from aftercare.usecases.read_library import (
    DID_NOT_HELP,
    HELPED,
    ShelfLine,
    helped_before,
    rated_pages,
    say_whether_helpful,
    shelves,
)
from aftercare.usecases.read_words import get_ready_soon
from aftercare.usecases.right_now import help_by_country
from aftercare.web.library_paths import page_number, page_of_number
from aftercare.web.opened import opened
from aftercare.web.telling import drawn
from aftercare.web.unchanging import library_shelves
from aftercare.web.visit import Visit

SURE_IN_WORDS = {
    "good": "well known",
    "some": "some evidence",
    "weak": "weak evidence",
    "experience": "from experience, not measured",
    "none": "nobody has tested it",
}
VERDICT_IN_WORDS = {
    "agrees": "Articles have it right",
    "partly": "Partly right",
    "wrong": "Not what the studies say",
    "unsupported": "No study found for it",
    "weak": "Thin ground",
    "adds": "What articles leave out",
}
SECTIONS = (
    *("feels", "course", "points_to", "points_away", "helps", "see", "clinician"),
    *("windows", "home", "not_advised", "say", "never", "we_never"),
)
"""Those with a place of their own on a page; a topic's own come in order."""


def front(visit: Visit) -> Response:
    """The shelves. What helped before stands first for the person whose journal is open."""
    knowledge = load_knowledge()
    get_ready_soon(knowledge)
    helped: tuple[ShelfLine, ...] = ()
    if visit.unlocked and visit.state.vault is not None:
        helped = helped_before(visit.state.vault.journal, knowledge)
    return visit.render(
        "library/front.html",
        personal=bool(helped),
        shelves=library_shelves(visit.engine, knowledge),
        helped=helped,
        number=page_number,
    )


def a_to_z(visit: Visit) -> Response:
    """Every page by its names."""
    return visit.render("library/a_to_z.html", letters=shelves(load_knowledge()).a_to_z, number=page_number)


def page(visit: Visit) -> Response:
    """One page."""
    knowledge = load_knowledge()
    shown = library_page(knowledge, page_of_number(visit.place["number"]))
    rated = _rating(visit, shown.id)
    return visit.render(
        "library/page.html",
        personal=bool(rated),
        page=shown,
        section=dict.fromkeys(SECTIONS) | {section.id: section for section in shown.sections if section.id != "own"},
        pictured={common.group: _pictured(common) for common in shown.common},
        titles={one: page_title(knowledge, one) for one in (*shown.causes, *shown.related)},
        number=page_number,
        numbers={source.id: place for place, source in enumerate(shown.sources, start=1)},
        sure=SURE_IN_WORDS,
        verdicts=VERDICT_IN_WORDS,
        helps=help_by_country(knowledge) if shown.safety_first else (),
        kinds=tuple(dict.fromkeys(kind for one in shown.urgent for kind in one.kinds)),
        rated=rated,
        rate_token=visit.session.form_key if visit.session is not None else "",
    )


def rate(visit: Visit) -> Response:
    """Keep whether a page helped; nothing leaves the vault."""
    here = opened(visit)
    page_id = page_of_number(visit.posted.text("page"))
    answer = visit.posted.text("helped")
    if answer not in (HELPED, DID_NOT_HELP):
        raise BadValue("Choose yes or no.", where="was this helpful")
    say_whether_helpful(here.vault, page_id, answer, here.now)
    return visit.go("library_page", number=page_number(page_id))


@dataclass(frozen=True, slots=True)
class Pictured:
    """People out of 100, drawn."""

    of_100: int
    caption: str
    picture: str


def _pictured(common: HowCommon) -> tuple[Pictured, ...]:
    """The lowest and the highest of a range: two pictures say it, more would only repeat. All that is compared."""
    counted = [(study.of_100, study.caption) for study in common.studies if study.of_100 is not None]
    if common.sentence:
        counted.sort()
        counted = [counted[0], counted[-1]] if len(counted) > 1 else counted
    return tuple(Pictured(count, caption, drawn(icon_array(count, caption))) for count, caption in counted)


def _rating(visit: Visit, page_id: str) -> str | None:
    """Yes, no, or empty for no answer yet; None while the journal is not open."""
    if not visit.unlocked or visit.state.vault is None:
        return None
    journal = visit.state.vault.journal
    return next((answer for answer in (HELPED, DID_NOT_HELP) if page_id in rated_pages(journal, answer)), "")
