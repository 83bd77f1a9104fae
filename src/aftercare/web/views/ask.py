"""Ask, from the box on every page: the question comes by POST, is answered here, and neither shown again nor kept."""

from starlette.responses import Response

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import load_knowledge
from aftercare.usecases.ask import URGENT, answer
from aftercare.usecases.read_library import HELPED, rated_pages
from aftercare.usecases.right_now import help_by_country
from aftercare.web.flag_pages import flag_pages
from aftercare.web.i18n import is_read
from aftercare.web.library_paths import page_number
from aftercare.web.visit import Visit

MOST_QUESTIONS = 8


def ask(visit: Visit) -> Response:
    """Answer, and go on to the page of the answer: Back from what was read leads there, not to asking anew."""
    question = visit.posted.text("q")
    if not question:
        return visit.go("library")
    vault = visit.state.vault if visit.unlocked else None
    helped = rated_pages(vault.journal, HELPED) if vault is not None else frozenset()
    now = visit.state.now()
    visit.state.answered.hold(visit.launch_id, answer(question, load_knowledge(), now, helped=helped), now)
    return visit.go("ask")


def show(visit: Visit) -> Response:
    """Danger first, then the page that answers and up to three more. The shelves when there is no answer to show."""
    given = visit.state.answered.last(visit.launch_id, visit.state.now())
    if given is None:
        return visit.go("library")
    knowledge = load_knowledge()
    country = visit.state.device.country
    listed = given.needs_danger_list or not is_read(visit.state.device.language)
    open_questions = [
        knowledge.findings[finding].question
        for rule in given.open
        for finding in rule.ask
        if knowledge.findings[finding].question
    ]
    return visit.render(
        "library/answer.html",
        personal=True,
        urgent=flag_pages(knowledge, given.urgent, country),
        cards=flag_pages(knowledge, (flag for flag in given.fired if flag.action not in URGENT), country),
        open_questions=list(dict.fromkeys(open_questions))[:MOST_QUESTIONS],
        hits=given.hits,
        number=page_number,
        helps=help_by_country(knowledge),
        danger=danger_list_for_words(knowledge) if listed else (),
    )
