"""What a text as a whole is about: somebody ill now, or nobody, or long ago, or something that passed at once."""

from datetime import UTC, datetime

import pytest

from aftercare.check.screening import screen_facts
from aftercare.freetext.read import read
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Level

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


def is_emergency(words: str) -> bool:
    return screen_facts(KNOWLEDGE, None, read(words, KNOWLEDGE, NOW).facts, NOW).level is Level.EMERGENCY


@pytest.mark.parametrize(
    "words",
    [
        "for a leaflet on raves: what to do when a person wont wake and their lips are blue",
        "would you go to hospital with a foreskin stuck behind the head? nobody is ill",
        "writing a novel where someone gets a thunderclap headache in bed",
    ],
)
def test_what_happens_to_nobody_is_no_emergency(words: str) -> None:
    assert not is_emergency(words)


@pytest.mark.parametrize(
    "words",
    [
        "im writing my dissertation and now my chest hurts and my arm is heavy",
        "revising for finals all night, he choked me and i passed out",
    ],
)
def test_who_writes_an_essay_can_be_ill(words: str) -> None:
    assert is_emergency(words)


@pytest.mark.parametrize(
    "words",
    [
        "in 2012 i had chest pain and passed out, got a stent and been fine ever since",
        "left ball in agony one night nine years ago, had the op, no trouble since",
        "my late uncle had half his face drooping back in 1994",
    ],
)
def test_what_is_long_over_is_no_emergency(words: str) -> None:
    assert not is_emergency(words)


@pytest.mark.parametrize(
    "words",
    [
        "had chest pain in 2012 and been fine since. tonight my chest hurts again and my arm is numb",
        "hysterectomy ten years ago, all healed fine. today something is hanging out of my vagina",
        "i feel fine now but i took 30 paracetamol two hours ago",
        "we choked each other last night and i blacked out, all fine now",
    ],
)
def test_an_emergency_of_today_stands_beside_a_past_and_a_feeling_fine(words: str) -> None:
    assert is_emergency(words)


@pytest.mark.parametrize(
    "words",
    [
        "foreskin got stuck behind the head for a minute then slid forward by itself",
        "couldnt pee for ten minutes after, then went fine",
    ],
)
def test_what_passed_at_once_is_no_emergency(words: str) -> None:
    assert not is_emergency(words)


def test_what_came_back_has_not_passed() -> None:
    assert is_emergency("i cant pee, it went fine for a minute but came back and now my bladder is bursting")
