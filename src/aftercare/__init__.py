"""Aftercare: a private, encrypted journal and guide for what body and mind do around sex.

As a Python library it answers questions and gives the library's pages, with nothing kept and nothing sent:

    import aftercare

    answer = aftercare.ask("why do i cry after good sex")
    answer.level, [hit.title for hit in answer.hits]
    aftercare.library_page(answer.hits[0].page).summary

Importing it loads no other part; the knowledge is read at the first question. No clinician has reviewed it yet.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aftercare.model.library import LibraryPage
    from aftercare.usecases.ask import Answer

__version__ = "0.1.0"
__all__ = ["__version__", "ask", "library_page", "library_pages"]


def ask(question: str) -> "Answer":
    """Answer a question in plain words: what must not wait (`fired`, `open`, `level`), and the pages (`hits`).

    `level` is None for a question that only asks. `hits` is empty when the library has nothing on it. Nothing is kept.
    """
    from datetime import UTC, datetime

    from aftercare.knowledge.load import load_knowledge
    from aftercare.usecases.ask import answer

    return answer(question, load_knowledge(), datetime.now(UTC))


def library_pages() -> "tuple[LibraryPage, ...]":
    """Every page of the library: topics, then causes, in the order of the data."""
    from aftercare.knowledge.load import load_knowledge
    from aftercare.library.pages import library_page as page
    from aftercare.library.pages import page_ids

    knowledge = load_knowledge()
    return tuple(page(knowledge, page_id) for page_id in page_ids(knowledge))


def library_page(page_id: str) -> "LibraryPage":
    """One page by its id. Raises `aftercare.model.errors.NotThere` when there is none."""
    from aftercare.knowledge.load import load_knowledge
    from aftercare.library.pages import library_page as page

    return page(load_knowledge(), page_id)
