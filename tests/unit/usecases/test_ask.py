"""What a person gets who asks: danger before anything else, then the pages; never nothing for one in a crisis."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import library_page, page_ids
from aftercare.model.assessment import Action, Level
from aftercare.model.errors import BadFile
from aftercare.usecases.ask import Answer, answer, answers, as_object

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


def asked(question: str) -> Answer:
    """The answer, now."""
    return answer(question, KNOWLEDGE, NOW)


@pytest.mark.parametrize(
    ("question", "rule", "page"),
    [
        ("sudden chest pain and i cannot breathe after sex", "RF07", "heart_lung_emergency"),
        ("worst headache of my life came within seconds at orgasm", "RF06", "thunderclap_headache"),
        ("my penis snapped during sex and is swollen", "RF23", "penile_fracture"),
    ],
)
def test_who_tells_of_an_emergency_reads_what_to_do_before_the_page(question: str, rule: str, page: str) -> None:
    given = asked(question)
    assert given.level is Level.EMERGENCY
    assert given.urgent[0].rule == rule
    assert given.urgent[0].action is Action.EMERGENCY
    assert page in [hit.page for hit in given.hits]


@pytest.mark.parametrize(
    "question",
    [
        "what is an ectopic pregnancy",
        "is it dangerous to have a headache after sex",
        "how common is crying after sex",
        "what is vaginismus",
    ],
)
def test_who_only_wants_to_know_has_no_level_and_gets_the_page(question: str) -> None:
    given = asked(question)
    assert given.level is None
    assert given.fired == ()
    assert given.hits


@pytest.mark.parametrize("question", ["best pizza in naples", "recipe for lentil soup", "", "   "])
def test_what_the_library_knows_nothing_about_gets_nothing_and_no_level(question: str) -> None:
    given = asked(question)
    assert (given.level, given.fired, given.open, given.hits) == (None, (), (), ())


@pytest.mark.parametrize(
    "question",
    ["Ich will mich umbringen", "quiero morir", "Penis hat geknackt beim Sex, blau und dick", "best pizza in naples"],
)
def test_nothing_on_that_is_never_all_that_somebody_meets(question: str) -> None:
    """It may be a cry for help in other words: the list of dangers stands beside it."""
    assert asked(question).needs_danger_list


def test_a_question_that_was_read_and_answered_comes_without_the_danger_list() -> None:
    assert not asked("how common is crying after sex").needs_danger_list


def test_somebody_in_despair_is_not_asked_whether_they_went_on_against_a_no() -> None:
    """To "keep going" is about living here, not about sex."""
    given = asked("not sure i can keep going")
    assert given.level is Level.EMERGENCY
    assert "crisis_help" in [hit.page for hit in given.hits]
    assert "caused_harm" not in [hit.page for hit in given.hits]


@pytest.mark.parametrize(
    "question", ["i want to kill myself", "kill myself", "i was raped", "my boyfriend beats me", "is it rape"]
)
def test_a_crisis_is_never_answered_with_nothing_and_always_with_where_help_is(question: str) -> None:
    given = asked(question)
    assert "crisis_help" in [hit.page for hit in given.hits]
    assert len(given.hits) <= 4
    assert len({hit.page for hit in given.hits}) == len(given.hits)


def test_what_is_urgent_comes_most_urgent_first_and_routine_flags_are_not_among_it() -> None:
    given = asked("chest pain and i cannot breathe, and i have had pain with sex for months")
    order = [Action.EMERGENCY, Action.SAME_DAY]
    assert [one.action for one in given.urgent] == sorted((one.action for one in given.urgent), key=order.index)
    assert set(given.urgent) <= set(given.fired)


def test_a_page_that_helped_before_is_weighed_but_danger_is_not() -> None:
    question = "sudden chest pain and i cannot breathe after sex"
    helped = answer(question, KNOWLEDGE, NOW, helped=frozenset(page_ids(KNOWLEDGE)))
    assert (helped.level, helped.fired, helped.open) == (
        asked(question).level,
        asked(question).fired,
        asked(question).open,
    )


def test_every_passage_stands_on_the_page_it_leads_to() -> None:
    """The summary, the range of how common it is, a text of a stretch, or what studies say: word for word."""
    for question in ("why do i cry after sex", "how common is painful sex", "what helps with cramps after orgasm"):
        for hit in asked(question).hits:
            page = library_page(KNOWLEDGE, hit.page)
            texts = {page.summary, *(one.sentence for one in page.common)}
            texts |= {study.sentence for one in page.common for study in one.studies}
            texts |= {text.text for section in page.sections for text in section.texts}
            texts |= {one.studies for one in page.comparisons}
            assert hit.passage in texts
            assert hit.title == page.title


def test_a_file_of_questions_comes_back_in_order_one_object_a_line() -> None:
    lines = ['{"id": "b", "q": "why do i cry after sex"}', "", '{"id": 7, "q": "best pizza in naples", "more": 1}']
    given = list(answers(lines, KNOWLEDGE, NOW))
    assert [one["id"] for one in given] == ["b", 7]
    first, second = (json.loads(json.dumps(one)) for one in given)
    assert set(first) >= {"id", "level", "hits"}
    assert set(first["hits"][0]) == {"page", "title", "passage", "score"}
    assert (second["level"], second["hits"]) == (None, [])


def test_an_answer_as_an_object_names_its_level_and_the_rules_own_words() -> None:
    given = asked("sudden chest pain and i cannot breathe after sex")
    told = json.loads(json.dumps(as_object(given)))
    assert told["level"] == "emergency"
    assert told["reasons"][0] == {"rule": given.fired[0].rule, "because": given.fired[0].because}


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("no json", "line 2"),
        ("[1]", "line 2"),
        ('"text"', "line 2"),
        ('{"q": "x"}', "line 2"),
        ('{"id": "a"}', "line 2, q"),
        ('{"id": "a", "q": 3}', "line 2, q"),
        ('{"id": "a", "q": null}', "line 2, q"),
        ("[" * 20_000, "line 2"),
    ],
)
def test_a_line_that_is_no_question_is_named_by_its_number_and_not_repeated(line: str, where: str) -> None:
    with pytest.raises(BadFile) as told:
        list(answers(['{"id": "a", "q": "x"}', line], KNOWLEDGE, NOW))
    assert where in str(told.value)
    assert "text" not in str(told.value) or "must be a text" in str(told.value)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=400))
def test_any_words_get_an_answer(question: str) -> None:
    """Nothing typed or pasted stops it; what comes back is whole."""
    given = asked(question)
    assert len(given.hits) <= 4
    assert json.dumps(as_object(given))
