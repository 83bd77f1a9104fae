"""What can be tried, what can be looked at, and what a change of one's own may not ask."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.usecases.experiment_bench import KNOWLEDGE, LUBRICANT, START, Bench

from aftercare.model.entry import EntryKind
from aftercare.model.errors import BadValue, Conflict, NotThere
from aftercare.model.person import Person
from aftercare.usecases import after_save as after
from aftercare.usecases import experiments as use
from aftercare.usecases.experiment_offers import AGREEMENT
from aftercare.usecases.experiment_words import refused


def test_a_new_journal_is_offered_every_change_and_each_says_why_it_may_help(bench: Bench) -> None:
    offered = use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)
    assert {one.template.id for one in offered} >= {"lubricant", "chosen_position", "longer_arousal", "holding"}
    assert all(one.can_begin for one in offered)
    assert all(passage.sources for one in offered for passage in one.template.why)


def test_nobody_who_may_be_under_18_can_begin_one(bench: Bench) -> None:
    bench.session.put_person(Person(birth_year=START.year - 17))
    assert not any(one.can_begin for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now))
    with pytest.raises(Conflict, match="18"):
        bench.begin()


def test_only_one_runs_at_a_time(bench: Bench) -> None:
    bench.begin()
    with pytest.raises(Conflict, match="One experiment at a time"):
        use.begin(bench.session, KNOWLEDGE, LUBRICANT, bench.now, "f" * 64)
    assert not any(one.can_begin for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now))


def test_warmth_is_not_offered_with_a_fever_or_bleeding_and_the_rest_is(bench: Bench) -> None:
    bench.log(kind=EntryKind.DAY, fever=1)
    offered = {one.template.id: one for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)}
    assert [str(why) for why in offered["heat_afterwards"].why_not] == [
        "No heat with bleeding or fever. It can be begun once that is over."
    ]
    assert offered["holding"].can_begin
    bench.later(days=4)
    offered = {one.template.id: one for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)}
    assert offered["heat_afterwards"].can_begin


def test_warmth_is_not_offered_to_somebody_whose_skin_may_feel_less(bench: Bench) -> None:
    person = Person(birth_year=1990).with_answers({"health_risks": ("diabetes",)}, START - timedelta(days=900))
    bench.session.put_person(person)
    offered = {one.template.id: one for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)}
    assert not offered["heat_afterwards"].can_begin


def test_while_unwanted_sex_stands_nothing_is_offered_and_the_reason_is_not_told(bench: Bench) -> None:
    name = bench.log(pain=1, company="one")
    after.answer_wanted(bench.session, KNOWLEDGE, name, "no", keep=True, now=bench.now)
    bench.later(days=30)
    offered = use.templates_for(KNOWLEDGE, bench.session.journal, bench.now)
    assert {str(why) for one in offered for why in one.why_not} == {
        "Experiments rest for now. Everything else in your journal goes on as always."
    }
    turned_on = replace(bench.session.journal.settings, advice_for_two=True)
    bench.session.put_settings(turned_on)
    assert all(one.can_begin for one in use.templates_for(KNOWLEDGE, bench.session.journal, bench.now))


def test_what_comes_after_sex_is_looked_at_the_next_day(bench: Bench) -> None:
    found = use.outcomes_for(KNOWLEDGE, bench.session.journal, "holding")
    assert {one.measure.phase.value for one in found} == {"later"}
    first = use.outcomes_for(KNOWLEDGE, bench.session.journal, "lubricant")
    assert [one.measure.id for one in first[:2]] == ["pain", "burning"]
    with pytest.raises(NotThere, match="comes after"):
        bench.begin(replace(LUBRICANT, template="holding", outcome="pain"))


def test_an_outcome_shows_what_the_person_noted_of_it_and_happy_tears_count_as_none(bench: Bench) -> None:
    for values in ({"tears": 2, "tears_kind": "upset"}, {"tears": 3, "tears_kind": "moved"}, {"tears": 0}):
        bench.later(days=1).log(**values)
    (tears,) = (o for o in use.outcomes_for(KNOWLEDGE, bench.session.journal, "own") if o.measure.id == "tears")
    assert tears.values == (2.0, 0.0, 0.0)
    assert tears.better == -1


@pytest.mark.parametrize("rounds", [20, 42, 84])
def test_a_length_that_is_no_length_is_refused(bench: Bench, rounds: int) -> None:
    with pytest.raises(BadValue, match="steps of 4"):
        bench.begin(replace(LUBRICANT, rounds=rounds))


@pytest.mark.parametrize(
    "words",
    [
        "leave out the condom",
        "Don't use a condom",
        "a glass of wine before",
        "hold my pee until after",
        "come off my antidepressant",
        "take ibuprofen before",
        "push through the pain",
        "keep going even if it hurts",
        "have sex every day",
        "say yes even when I don’t feel like it",
        "his hand on my neck",
        "coconut oil as lube",
        "no lube",
        "I want to kill myself afterwards",
    ],
)
def test_an_own_change_that_takes_protection_away_or_could_harm_is_refused_in_one_kind_sentence(
    bench: Bench, words: str
) -> None:
    with pytest.raises(BadValue) as caught:
        bench.begin(replace(LUBRICANT, template="own", change=words))
    assert words not in str(caught.value)
    assert bench.session.journal.experiments == ()


@pytest.mark.parametrize(
    "words",
    [
        "a glass of water afterwards",
        "no alcohol that evening",
        "hold each other for half an hour",
        "more kissing before sex",
        "stop when it hurts",
        "not so deep",
        "use a condom",
        "slow breathing for five minutes",
        "pee before and after",
    ],
)
def test_an_own_change_that_adds_time_comfort_or_protection_is_taken(bench: Bench, words: str) -> None:
    assert refused(KNOWLEDGE, words) is None
    assert bench.begin(replace(LUBRICANT, template="own", change=words, agreed=True)).change == words


def test_an_own_change_does_not_go_on_before_the_person_said_what_no_reading_can_know(bench: Bench) -> None:
    with pytest.raises(BadValue, match="Only you can know this") as caught:
        bench.begin(replace(LUBRICANT, template="own", change="use a condom"))
    assert caught.value.where == "agreed"
    for said in ("pain", "protection", "adult", "wants it"):
        assert said in str(caught.value)
        assert said in str(AGREEMENT)
    assert bench.session.journal.experiments == ()


def test_saying_so_lets_no_change_go_on_that_could_harm(bench: Bench) -> None:
    with pytest.raises(BadValue) as caught:
        bench.begin(replace(LUBRICANT, template="own", change="push through the pain", agreed=True))
    assert caught.value.where == "change"


def test_of_a_change_to_choose_nothing_is_to_be_said_first(bench: Bench) -> None:
    assert bench.begin().template == "lubricant"
