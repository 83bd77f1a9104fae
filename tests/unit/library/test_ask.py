"""Asking a library of three pages: the page that answers comes first, what is on none of them gets no answer."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.library.small import CAUSES, library

from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.library.ask import MOST_HITS, ask, hits, score
from aftercare.library.index import Index, build_index
from aftercare.library.pages import page_records


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """The small library."""
    return library(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def index(small: Knowledge) -> Index:
    """Its index."""
    return build_index(small)


def found(question: str, index: Index, **given: object) -> list[str]:
    """The pages, best first."""
    return [hit.page for hit in hits(score(question, index), index, **given)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("why does my belly cramp when i come", "cramps"),
        ("bad cramps after orgasm", "cramps"),
        ("cramping belly when I finish", "cramps"),
        ("dysorgasmia", "cramps"),
        ("dysorgasmya", "cramps"),
        ("it burns when i pee", "burning"),
        ("bladder infection", "burning"),
        ("blader infecton", "burning"),
        ("why do I cry after sex?", "tears"),
        ("i weep after sex", "tears"),
        ("WHY DO I CRY AFTER SEX", "tears"),
    ],
)
def test_the_page_that_answers_comes_first(question: str, page: str, index: Index) -> None:
    """As it stands in the library, in other words, in slang, with slips of the fingers."""
    assert found(question, index)[0] == page


@pytest.mark.parametrize(
    "question", ["best pizza in naples", "how do i reset a router password", "xyzzy", "", "   ", "?!", "the why of it"]
)
def test_there_is_nothing_on_what_the_library_does_not_know(question: str, index: Index) -> None:
    assert found(question, index) == []


def test_a_red_flag_that_came_up_brings_its_page_whatever_the_words_were(index: Index) -> None:
    assert found("best pizza in naples", index, rules=["RF99"]) == ["cramps"]


def test_a_red_flag_that_no_page_names_brings_none(index: Index) -> None:
    assert found("best pizza in naples", index, rules=["RF01"]) == []


def test_a_page_that_helped_before_comes_up_sooner_but_is_not_brought_up_by_that_alone() -> None:
    shipped = build_index(load_knowledge())
    plain = {hit.page: hit.score for hit in ask("why does sex hurt", shipped)}
    second = list(plain)[1]
    helped = {
        hit.page: hit.score
        for hit in hits(score("why does sex hurt", shipped), shipped, helped=frozenset({second, "depression"}))
    }
    assert helped[second] > plain[second]
    assert {page: score for page, score in helped.items() if page != second}.items() <= plain.items()
    assert "depression" not in helped
    assert hits(score("best pizza in naples", shipped), shipped, helped=frozenset({second})) == ()


def test_the_passage_is_one_of_the_page_and_the_one_that_was_asked_for(index: Index) -> None:
    """How common, what helps, or the summary when nothing else is asked."""
    passages = {
        question: ask(question, index)[0].passage
        for question in ("cramps after orgasm", "how common are cramps after orgasm", "what helps with cramps orgasm")
    }
    assert passages["cramps after orgasm"].startswith("At the peak")
    assert "12 of 100" in passages["how common are cramps after orgasm"]
    assert passages["what helps with cramps orgasm"].startswith(("A heat pad", "Heat pad"))


def test_the_cases_of_a_page_are_not_part_of_the_index(tmp_path: Path, index: Index) -> None:
    """They are the test: a word that stands in cases alone is unknown, and changing the cases changes nothing."""
    assert not {"seize", "seizes", "tummy"} & set(index.speller.known)
    assert not {"seiz", "loo", "~loo"} & set(index.groups.rarity)
    without = build_index(
        library(tmp_path, causes=CAUSES.replace("my tummy seizes up at the peak", "other words here"))
    )
    for question in ("my tummy seizes up at the peak", "other words here", "cramps after orgasm"):
        assert ask(question, without) == ask(question, index)


def test_no_words_of_a_case_are_an_example_in_the_library_that_ships() -> None:
    """The same for every page: none of the test's sentences stands in what is searched."""
    knowledge = load_knowledge()
    asked = {one.lower().strip(" ?.") for record in page_records(knowledge) for one in (*record.asks, *record.also)}
    asked |= {one.lower().strip(" ?.") for more in knowledge.asks.values() for one in more.asks}
    doubled = [
        (record.id, case.words)
        for record in page_records(knowledge)
        for case in record.cases
        if case.words.lower().strip(" ?.") in asked
    ]
    assert doubled == []


def test_hits_come_best_first_no_page_twice_and_no_more_than_four() -> None:
    shipped = build_index(load_knowledge())
    for question in ("why does sex hurt", "cramps after orgasm", "why do i cry after sex"):
        hits = ask(question, shipped)
        assert 0 < len(hits) <= MOST_HITS
        assert len({hit.page for hit in hits}) == len(hits)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_no_answer_is_an_empty_passage() -> None:
    """Also where studies stand beside one another and no one sentence sums them up."""
    shipped = build_index(load_knowledge())
    assert [
        page.id for number, page in enumerate(shipped.pages) if any(not one.text for one in shipped.passages(number))
    ] == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_words_get_an_answer_or_none_and_the_same_one_each_time(question: str) -> None:
    shipped = build_index(load_knowledge())
    assert ask(question, shipped) == ask(question, shipped)


def test_a_library_without_pages_has_nothing_on_anything(tmp_path: Path) -> None:
    assert ask("why do i cry", build_index(Knowledge(tmp_path))) == ()
