"""Laws of the whole check (SAFETY 7): what is added never hides an emergency, and any text ends in an answer."""

import copy
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.check.screening import ready
from aftercare.knowledge.load import Knowledge, load_knowledge, read_yaml_list
from aftercare.model.assessment import LEVEL_ORDER, Action, Level
from aftercare.model.check import Assessment, Fit, Subject
from aftercare.model.fact import Status
from aftercare.model.measure import Organ
from aftercare.usecases.check import Asked, check
from aftercare.usecases.interview import Screen, begin, show, with_answer, with_complaints, with_dangers

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
CASES = read_yaml_list(Path(__file__).parents[1] / "spec" / "words_cases.yaml")
EMERGENCY_WORDS = [one["words"] for one in CASES if one["level"] == "emergency"]
EMERGENCIES = st.sampled_from(EMERGENCY_WORDS)
UNRELATED = (
    *("We had dinner before.", "The room was dark.", "I am 34.", "It was a nice evening.", "Our dog was asleep."),
    *("No fever.", "I am not dizzy.", "Sorry to bother you.", "Thank you so much.", "Please help!", "asdf qwer", "🙏"),
)
ADDED = st.sampled_from(UNRELATED)
BODIES = st.one_of(
    st.none(),
    st.sampled_from(
        [
            frozenset({Organ.VAGINA, Organ.UTERUS, Organ.OVARIES}),
            frozenset({Organ.PENIS, Organ.TESTES, Organ.PROSTATE}),
            frozenset({Organ.VAGINA, Organ.PROSTATE}),
        ]
    ),
)
ONLY_IF_PREGNANT = {"RF15", "RF16"}
READY = ready(KNOWLEDGE)
EXCUSES = {
    name
    for expression in [
        *(branch.fires for rule in READY.rules for branch in rule.branches),
        *READY.composites.values(),
    ]
    for excuse in expression.excuses()
    for name in (excuse, *(READY.composites[excuse].findings() if excuse in READY.composites else ()))
} | {name for name, finding in KNOWLEDGE.findings.items() if finding.denies or finding.no_means}
ASKED = sorted(name for name, finding in KNOWLEDGE.findings.items() if finding.question)
DANGERS = sorted(set(ASKED) & READY.urgent - EXCUSES)
STATUSES = st.sampled_from(list(Status))
ANSWERS = st.dictionaries(st.sampled_from(ASKED), STATUSES, max_size=8)
COMPLAINTS = st.sampled_from(sorted(KNOWLEDGE.complaints))


def checked(words: str = "", answers: dict[str, Status] | None = None, subject: Subject | None = None) -> Assessment:
    return check(KNOWLEDGE, Asked(words=words, answers=answers or {}, subject=subject or Subject()), NOW)


def urgency(assessment: Assessment) -> int:
    """0 is an emergency; the larger, the less urgent."""
    return LEVEL_ORDER.index(assessment.level)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.text(max_size=400), ANSWERS)
def test_any_text_and_any_answers_end_in_an_answer(words: str, answers: dict[str, Status]) -> None:
    given_back = checked(words, answers)
    assert given_back.reasons
    assert all(reason.because and reason.within for reason in given_back.reasons)


@pytest.mark.parametrize(
    "words",
    [
        "a" * 200_000,
        "ow " * 20_000,
        "(" * 5_000,
        "not " * 5_000,
        "\ud800\udfff",
        "\x00\x1b[31m",
        "９９９ ℃",
        "🩸" * 500,
    ],
    ids=["one word", "many words", "brackets", "nots", "half signs", "controls", "wide figures", "pictures"],
)
def test_a_hostile_text_ends_in_an_answer(words: str) -> None:
    assert checked(words).reasons


@settings(max_examples=40, deadline=None, derandomize=True)
@given(EMERGENCIES, st.sampled_from(DANGERS))
def test_one_more_danger_never_lowers_an_emergency(words: str, danger: str) -> None:
    assert checked(words, {danger: Status.PRESENT}).level is Level.EMERGENCY


@settings(max_examples=50, deadline=None, derandomize=True)
@given(EMERGENCIES, ADDED, st.booleans())
def test_no_x_politeness_and_noise_never_lower_an_emergency(words: str, added: str, first: bool) -> None:
    assert checked(f"{added} {words}" if first else f"{words}. {added}").level is Level.EMERGENCY


@settings(max_examples=40, deadline=None, derandomize=True)
@given(EMERGENCIES, BODIES, st.one_of(st.none(), st.integers(18, 55)))
def test_another_body_never_lowers_an_emergency(words: str, organs: frozenset[Organ] | None, age: int | None) -> None:
    """Whose organs are filled in wrongly, or who is trans, is told the same; save what only a pregnancy makes one."""
    urgent = {flag.rule for flag in checked(words).screening.fired if flag.action is Action.EMERGENCY}
    if not urgent <= ONLY_IF_PREGNANT:
        assert checked(words, subject=Subject(organs=organs, youngest=age, oldest=age)).level is Level.EMERGENCY


@settings(max_examples=40, deadline=None, derandomize=True)
@given(EMERGENCIES, st.randoms(use_true_random=False))
def test_a_slip_of_the_finger_never_lowers_an_emergency(words: str, chance: random.Random) -> None:
    """Two neighbouring letters changed places inside a longer word."""
    long_words = list(re.finditer(r"[a-z]{6,}", words))
    if not long_words:
        return
    word = chance.choice(long_words)
    at = chance.randrange(word.start() + 1, word.end() - 2)
    assert checked(words[:at] + words[at + 1] + words[at] + words[at + 2 :]).level is Level.EMERGENCY


@settings(max_examples=40, deadline=None, derandomize=True)
@given(EMERGENCIES, st.permutations(["We had dinner before.", "Our dog was asleep.", "The room was dark."]))
def test_unrelated_sentences_may_change_places(words: str, others: list[str]) -> None:
    for place in range(len(others) + 1):
        text = " ".join([*others[:place], f"{words.rstrip('.')}.", *others[place:]])
        assert checked(text).level is Level.EMERGENCY


@settings(max_examples=60, deadline=None, derandomize=True)
@given(COMPLAINTS, ANSWERS)
def test_unknown_is_never_less_urgent_than_no(complaint: str, answers: dict[str, Status]) -> None:
    """Not sure, or not answered at all: never a lower level than a no."""
    told = {**answers, **dict.fromkeys(KNOWLEDGE.complaints[complaint].gives, Status.PRESENT)}
    noes = [name for name, status in told.items() if status is Status.ABSENT and name not in EXCUSES]
    if not noes:
        return
    unsure = {**told, noes[0]: Status.UNKNOWN}
    left_out = {name: status for name, status in told.items() if name != noes[0]}
    said_no = urgency(checked(answers=told))
    assert urgency(checked(answers=unsure)) <= said_no
    assert urgency(checked(answers=left_out)) <= said_no


@settings(max_examples=60, deadline=None, derandomize=True)
@given(COMPLAINTS, ANSWERS, st.sampled_from(DANGERS))
def test_one_more_danger_never_lowers_any_level(complaint: str, answers: dict[str, Status], danger: str) -> None:
    told = {**answers, **dict.fromkeys(KNOWLEDGE.complaints[complaint].gives, Status.PRESENT)}
    rest = {name: status for name, status in told.items() if name != danger}
    before = checked(answers=rest)
    # With nothing told there is nothing to judge by, and a clinician is named for that alone.
    if before.reasons[0].rule != "D4":
        assert urgency(checked(answers={**rest, danger: Status.PRESENT})) <= urgency(before)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(COMPLAINTS, BODIES)
def test_skipping_every_question_never_lowers(complaint: str, organs: frozenset[Organ] | None) -> None:
    """From the complaint to the result with nothing answered, the level stays at least what it was."""
    interview = with_dangers(begin("1", NOW, subject=Subject(organs=organs)), (), (), none=False)
    interview = with_complaints(KNOWLEDGE, interview, [complaint])
    shown = show(KNOWLEDGE, interview, NOW)
    first = urgency(shown.assessment)
    for _ in range(20):
        question = shown.assessment.next_question
        if shown.screen is not Screen.QUESTION or question is None:
            break
        interview = with_answer(interview, question.finding, Status.UNKNOWN)
        shown = show(KNOWLEDGE, interview, NOW)
    assert shown.screen is Screen.RESULT
    assert urgency(shown.assessment) <= first


def shuffled(seed: int) -> Knowledge:
    """The same knowledge, every cause with the weights of another."""
    other = copy.copy(KNOWLEDGE)
    records = list(KNOWLEDGE.weights.values())
    given_away = list(records)
    random.Random(seed).shuffle(given_away)
    other.__dict__["weights"] = {
        one.id: replace(one, weighs=new.weighs, leads=new.leads) for one, new in zip(records, given_away, strict=True)
    }
    return other


SHUFFLED = [shuffled(seed) for seed in (1, 2)]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(COMPLAINTS, ANSWERS)
def test_the_order_of_causes_never_changes_the_level(complaint: str, answers: dict[str, Status]) -> None:
    """With every cause's weights given to another, the level and its reasons are the same."""
    told = {**answers, **dict.fromkeys(KNOWLEDGE.complaints[complaint].gives, Status.PRESENT)}
    asked = Asked(answers=told)
    here = check(KNOWLEDGE, asked, NOW)
    for other in SHUFFLED:
        there = check(other, asked, NOW)
        assert (there.level, there.within, there.reasons) == (here.level, here.within, here.reasons)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(COMPLAINTS, ANSWERS)
def test_a_cause_is_called_dangerous_only_while_its_rule_fires_or_raises_the_level(
    complaint: str, answers: dict[str, Status]
) -> None:
    told = {**answers, **dict.fromkeys(KNOWLEDGE.complaints[complaint].gives, Status.PRESENT)}
    given_back = checked(answers=told)
    up = {flag.rule for flag in given_back.screening.fired} | {rule.rule for rule in given_back.screening.open}
    for cause in given_back.causes:
        if cause.fit is Fit.DANGEROUS:
            assert up & set(KNOWLEDGE.weights[cause.id].dangerous_when)
