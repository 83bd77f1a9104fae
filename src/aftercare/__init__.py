"""Aftercare: a private, encrypted journal and guide for what body and mind do around sex.

As a Python library it checks what is told, answers questions and gives the library's pages, with nothing kept and
nothing sent:

    import aftercare

    checked = aftercare.check("it burns when I pee since yesterday", age=34, organs=["vagina", "uterus", "ovaries"])
    checked.level, [cause.title for cause in checked.causes], checked.next_question

    answer = aftercare.ask("why do i cry after good sex")
    answer.level, [hit.title for hit in answer.hits]
    aftercare.library_page(answer.hits[0].page).summary

Importing it loads no other part; the knowledge is read at the first question. No clinician has reviewed it yet.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aftercare.model.check import Assessment
    from aftercare.model.library import LibraryPage
    from aftercare.usecases.ask import Answer

__version__ = "0.1.0"
__all__ = ["__version__", "ask", "check", "library_page", "library_pages"]


def ask(question: str) -> "Answer":
    """Answer a question in plain words: what must not wait (`fired`, `open`, `level`), and the pages (`hits`).

    `level` is None for a question that only asks. `hits` is empty when the library has nothing on it. Nothing is kept.
    """
    from datetime import UTC, datetime

    from aftercare.knowledge.load import load_knowledge
    from aftercare.usecases.ask import answer

    return answer(question, load_knowledge(), datetime.now(UTC))


def check(
    words: str = "",
    *,
    age: int | None = None,
    organs: "Iterable[str] | None" = None,
    pregnant: str = "unknown",
    writer: str = "self",
    answers: "Mapping[str, bool | None] | None" = None,
) -> "Assessment":
    """Check what is told: how soon to get help and why, what could be behind it, what to ask next. Nothing is kept.

    `words` are in any language and of any length; what cannot be read never comes to self care. `age` is in years;
    `organs` are from vagina, uterus, ovaries, penis, testes, prostate; `pregnant` is yes, no, possible or unknown;
    `writer` is self, partner or friend, and the check is about whoever is ill. `answers` are by finding (`aftercare
    findings` lists them): True, False, or None for not sure, which is never taken as no. What is left out is unknown.

    >>> checked = check("sudden pain in one testicle, and I threw up")
    >>> checked.level.value, checked.reasons[0].rule
    ('emergency', 'RF22')
    >>> checked = check("it burns when I pee", answers={"fever": False})
    >>> answered = {"burning_urine": True, checked.next_question.finding: None}
    >>> check("it burns when I pee", answers={"fever": False, **answered}).level.value != "emergency"
    True

    Raises `aftercare.model.errors.UserError` naming the field for what does not fit. No clinician has reviewed any of
    it, it is no diagnosis, and nobody should wait for it.
    """
    from datetime import UTC, datetime

    from aftercare.knowledge.load import load_knowledge
    from aftercare.usecases.check import check as assess
    from aftercare.usecases.check_batch import read_fields

    knowledge = load_knowledge()
    person = {"age": age, "organs": None if organs is None else list(organs), "pregnant": pregnant, "writer": writer}
    asked = read_fields({"words": words, "person": person, "answers": answers}, "check", knowledge)
    return assess(knowledge, asked, datetime.now(UTC))


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


class _CalledPackage(ModuleType):
    """The package `aftercare.check`, which its first import puts in the place of the function: it is called alike."""

    __call__ = staticmethod(check)


class _Library(ModuleType):
    """This module, so that `aftercare.check(...)` stays what it is whatever has been imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "check" and isinstance(value, ModuleType):
            value.__class__ = _CalledPackage
            value.__doc__ = _CalledPackage.__call__.__doc__
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Library
