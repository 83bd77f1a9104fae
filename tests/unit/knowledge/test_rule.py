"""The rule language: what it reads, what it refuses, and how it takes the unknown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from aftercare.knowledge.cases import case_fact
from aftercare.knowledge.rule import Anchor, Expression, KnownFacts, Truth, Window, evaluate
from aftercare.model.errors import BadValue
from aftercare.model.fact import FactTime

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


def truth(
    written: object, *facts: str, composites: dict[str, object] | None = None, anchor: Anchor | None = None
) -> Truth:
    known = KnownFacts.of(
        (case_fact(fact, NOW) for fact in facts),
        {name: Expression.from_plain(one, name) for name, one in (composites or {}).items()},
        frozenset({"fever"}),
    )
    return evaluate(Expression.from_plain(written, "fires"), known, Window(NOW), anchor).truth


@pytest.mark.parametrize(
    ("facts", "expected"),
    [(["aa", "bb"], Truth.FIRES), (["aa"], Truth.OPEN), (["aa", "no bb"], Truth.NO), (["aa", "unsure bb"], Truth.OPEN)],
)
def test_all_needs_each_part_and_an_unknown_leaves_it_open(facts: list[str], expected: Truth) -> None:
    """Kleene's and."""
    assert truth({"all": ["aa", "bb"]}, *facts) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [(["bb"], Truth.FIRES), (["no aa"], Truth.OPEN), (["no aa", "no bb"], Truth.NO), ([], Truth.OPEN)],
)
def test_any_needs_one_part_and_is_no_only_when_all_are_no(facts: list[str], expected: Truth) -> None:
    """Kleene's or."""
    assert truth({"any": ["aa", "bb"]}, *facts) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (["aa", "bb"], Truth.FIRES),
        (["aa"], Truth.OPEN),
        (["aa", "no bb"], Truth.OPEN),
        (["aa", "no bb", "no cc"], Truth.NO),
    ],
)
def test_at_least_counts_its_parts(facts: list[str], expected: Truth) -> None:
    """Two of three."""
    assert truth({"at_least": {"n": 2, "of": ["aa", "bb", "cc"]}}, *facts) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], Truth.FIRES),
        (["unsure checked"], Truth.FIRES),
        (["no checked"], Truth.FIRES),
        (["checked in words"], Truth.FIRES),
        (["checked 1h ago"], Truth.FIRES),
        (["checked"], Truth.NO),
    ],
)
def test_only_an_answered_yes_about_the_same_thing_excuses(said: list[str], expected: Truth) -> None:
    """Unknown, unsure, words, and an older answer excuse nothing."""
    assert truth({"all": ["aa", {"unless_answered": "checked"}]}, "aa", *said) is expected


def test_a_finding_outside_its_time_is_unknown_not_absent() -> None:
    """Two days ago says nothing of the last day."""
    assert truth("aa within 24h", "aa 23h ago") is Truth.FIRES
    assert truth("aa within 24h", "aa 25h ago") is Truth.OPEN


def test_history_counts_only_where_the_rule_says_ever() -> None:
    """A stroke long ago is no stroke now."""
    assert truth("aa", "aa ever") is Truth.OPEN
    assert truth("aa ever", "aa ever") is Truth.FIRES
    assert truth("aa ever", "aa 900d ago") is Truth.FIRES


def test_the_answer_to_that_very_question_ends_what_the_journal_says() -> None:
    """Asked after the log: no. A log after the answer stands again."""
    assert truth("fever", "fever 2h ago in the journal", "no fever 1h ago") is Truth.NO
    assert truth("fever", "fever 1h ago in the journal", "no fever 2h ago") is Truth.FIRES


def test_a_no_in_words_neither_cancels_nor_counts_where_it_could_hide_danger() -> None:
    """It is offered as a question instead."""
    assert truth("fever", "fever in the journal", "no fever in words") is Truth.FIRES
    assert truth("fever", "no fever in words") is Truth.OPEN
    assert truth("mild", "mild in the journal", "no mild in words") is Truth.NO


def test_a_composite_is_present_by_any_of_its_ways_and_absent_when_it_was_asked_itself() -> None:
    """One question can stand for many."""
    made = {"ill": {"any": ["confused", "mottled"]}}
    assert truth("ill", "confused", composites=made) is Truth.FIRES
    assert truth("ill", "no ill", composites=made) is Truth.NO
    assert truth("ill", "no confused", "no mottled", composites=made) is Truth.NO
    assert truth("ill", "no confused", composites=made) is Truth.OPEN


def test_a_composite_of_which_nothing_was_told_is_open_unless_an_excuse_alone_lets_it_hold() -> None:
    """An excuse nobody gave is none; also two levels down."""
    excused = {"alone": {"unless_answered": "bb"}, "above": {"any": ["alone"]}}
    assert truth("above", composites=excused) is Truth.FIRES
    assert truth("above", "bb", composites=excused) is not Truth.FIRES
    assert truth("ill", composites={"ill": {"any": ["confused"]}}) is Truth.OPEN


def test_one_composite_is_looked_at_anew_for_each_time_and_each_moment() -> None:
    """What was said of it for one rule is no answer for another."""
    made = {"ill": Expression.from_plain({"any": ["confused", "mottled"]}, "ill")}
    told = [case_fact(fact, NOW) for fact in ("confused 3d ago", "no mottled 2h ago")]
    known = KnownFacts.of(told, made)
    leaf, late = Expression.from_plain("ill", "fires"), Anchor(NOW - timedelta(hours=1))
    week, hour = Window(NOW, NOW - timedelta(weeks=1)), Window(NOW, NOW - timedelta(hours=3))
    for _ in range(2):
        assert evaluate(leaf, known, week).truth is Truth.FIRES
        assert evaluate(leaf, known, hour).unknown == ("ill",)
        assert evaluate(leaf, known, week, late).truth is Truth.FIRES
    denied = KnownFacts.of([case_fact(f"no {name} 2h ago", NOW) for name in ("confused", "mottled")], made)
    for _ in range(2):
        assert evaluate(leaf, denied, week).truth is Truth.NO
        assert evaluate(leaf, denied, week, late).truth is Truth.OPEN


def test_an_absence_from_before_what_is_looked_at_leaves_it_unknown() -> None:
    """Yesterday's no is not about today's pain."""
    anchor = Anchor(NOW - timedelta(hours=1))
    assert truth("faint", "no faint 2h ago", anchor=anchor) is Truth.OPEN
    assert truth("faint", "no faint", anchor=anchor) is Truth.NO


@pytest.mark.parametrize(
    "written",
    [
        "Chest",
        "aa within",
        "aa within 3 weeks",
        "aa sometimes",
        {"not": "aa"},
        {"any": []},
        {"any": ["aa"], "all": ["bb"]},
        {"at_least": {"n": 3, "of": ["aa"]}},
        {"at_least": {"n": True, "of": ["aa"]}},
        {"unless_answered": {"any": ["aa"]}},
        7,
        {"all": [{"all": [{"all": [{"all": [{"all": [{"all": [{"all": [{"all": ["aa"]}]}]}]}]}]}]}]},
    ],
)
def test_what_is_no_condition_is_refused_with_its_place(written: object) -> None:
    """There is no `not`, no empty list, no nesting without end."""
    with pytest.raises(BadValue, match="fires"):
        Expression.from_plain(written, "fires")


WRITTEN = [
    "aa",
    "aa ever",
    "aa within 1h",
    {"all": ["aa", "bb"]},
    {"any": ["aa within 24h", "cc ever"]},
    "bb",
    "cc",
    {"all": ["aa", "ee"]},
]
COMPOSITES: dict[str, object] = {
    "bb": {"any": ["aa within 2h", "cc"]},
    "cc": {"all": ["aa", {"unless_answered": "dd"}]},
}


def test_what_was_asked_before_of_the_same_facts_changes_no_answer() -> None:
    """A verdict is remembered for its finding, time, window and anchor alone."""
    composites = {name: Expression.from_plain(one, name) for name, one in COMPOSITES.items()}
    facts = [case_fact(fact, NOW) for fact in ("aa", "no aa", "dd")]
    facts += [replace(facts[0], at=NOW - timedelta(hours=hours), time=time) for hours in (3, 30) for time in FactTime]
    windows = [Window(NOW), Window(NOW, NOW - timedelta(hours=2)), Window(NOW, NOW - timedelta(days=2))]
    anchors = [None, Anchor(NOW), Anchor(NOW - timedelta(hours=1), "one"), Anchor(NOW + timedelta(hours=1))]
    kept = KnownFacts.of(facts, composites)
    asked = [(Expression.from_plain(one, "fires"), w, a) for one in WRITTEN for w in windows for a in anchors]
    seen = set()
    for expression, window, anchor in (*asked, *reversed(asked)):
        verdict = evaluate(expression, kept, window, anchor)
        assert verdict == evaluate(expression, KnownFacts.of(facts, composites), window, anchor)
        seen.add(verdict.truth)
    assert seen == {Truth.FIRES, Truth.OPEN, Truth.NO}


def test_facts_stand_newest_first_and_those_of_one_time_as_told() -> None:
    """What has no date stands before all."""
    one = case_fact("aa", NOW)
    times = (NOW, None, NOW - timedelta(days=1), NOW, NOW + timedelta(microseconds=1), None, NOW - timedelta(days=1))
    facts = [replace(one, at=at, entry=str(place)) for place, at in enumerate(times)]
    assert [fact.entry for fact in KnownFacts.of(facts).by_finding["aa"]] == ["1", "5", "4", "0", "3", "2", "6"]
