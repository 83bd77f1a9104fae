"""Ask, from the box on every page: the question comes by POST, is answered here, and neither shown again nor kept."""

from starlette.responses import Response

from aftercare.knowledge.load import load_knowledge
from aftercare.usecases.ask import URGENT, answer
from aftercare.usecases.read_library import HELPED, rated_pages
from aftercare.usecases.right_now import help_by_country
from aftercare.web.flag_pages import flag_pages
from aftercare.web.library_paths import page_number
from aftercare.web.visit import Visit


def ask(visit: Visit) -> Response:
    """Danger first, then the page that answers and up to three more."""
    question = visit.posted.text("q")
    if not question:
        return visit.go("library")
    knowledge = load_knowledge()
    vault = visit.state.vault if visit.unlocked else None
    helped = rated_pages(vault.journal, HELPED) if vault is not None else frozenset()
    given = answer(question, knowledge, visit.state.now(), helped=helped)
    country = visit.state.device.country
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
        open_questions=list(dict.fromkeys(open_questions))[:8],
        hits=given.hits,
        number=page_number,
        helps=help_by_country(knowledge),
    )
