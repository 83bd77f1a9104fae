"""Words a person might type lead to the page that its cases say, not to a neighbour's. They are in no index."""

from datetime import UTC, datetime
from functools import cache

import pytest

from aftercare.knowledge.condition import Cause, PageCase, Topic
from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import page_records
from aftercare.usecases.ask import answer

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
PAGES = page_records(KNOWLEDGE)
LISTED = 3
"""`listed`: among so many first pages."""


@cache
def found(words: str) -> tuple[str, ...]:
    """The pages for these words, best first; many cases of neighbours share theirs."""
    return tuple(hit.page for hit in answer(words, KNOWLEDGE, NOW).hits)


def holds(page: str, case: PageCase) -> bool:
    """Whether a case comes as it says."""
    pages = found(case.words)
    if case.comes == "first":
        return pages[:1] == (page,)
    if case.comes == "listed":
        return page in pages[:LISTED]
    return pages[:1] != (page,)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_words_of_each_case_lead_where_it_says(page: Cause | Topic) -> None:
    """The sentence of the case says what a person gets."""
    wrong = [
        f"{case.it} “{case.words}” should come {case.comes}, comes {found(case.words)}"
        for case in page.cases
        if not holds(page.id, case)
    ]
    assert not wrong, "\n".join(wrong)


def test_every_page_has_a_case_that_finds_it_and_one_that_does_not() -> None:
    """Otherwise a page nobody can find, or one that answers everything, would pass."""
    for page in PAGES:
        kinds = {case.comes for case in page.cases}
        assert kinds & {"first", "listed"}, page.id
        assert "not_first" in kinds, page.id


def test_a_case_that_must_not_hold_does_not() -> None:
    """The control: the check can fail."""
    tears = PageCase(it="x", words="why do i cry after sex", comes="not_first")
    assert found(tears.words)
    assert not holds(found(tears.words)[0], tears)
    assert not holds("testicular_torsion", PageCase(it="x", words=tears.words, comes="first"))
    assert not holds("testicular_torsion", PageCase(it="x", words=tears.words, comes="listed"))
