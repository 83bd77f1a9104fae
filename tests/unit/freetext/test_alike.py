"""What is read by likeness: dangers that no pattern foresaw, and not the questions that only sound like them."""

from datetime import UTC, datetime
from time import process_time

import pytest
from tools.learn_told import fingerprint, learn

from aftercare.freetext import alike
from aftercare.freetext.alike import Likeness
from aftercare.freetext.traits import traits
from aftercare.freetext.understand import understand
from aftercare.knowledge.learned import learned_as_text, read_learned
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.model.fact import FactTime, Origin, Status

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
MUCH, LITTLE = 0.34, 0.33


def read_alike(words: str, knowledge: Knowledge, now: datetime) -> Likeness:
    return alike.read_alike(understand(words, knowledge), knowledge, now)


def share(words: str) -> float:
    emergency = read_alike(words, KNOWLEDGE, NOW).emergency
    return 0.0 if emergency is None else emergency.share


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("counted the tablets out beside me, tonight is when i do it", "RF01"),
        ("woke on a strangers sofa with my knickers gone, no memory, still woozy", "RF03"),
        ("my nuts twisted in my sleep and one has swollen up, being sick", "RF22"),
    ],
)
def test_a_danger_in_other_words_brings_up_its_rule(words: str, rule: str) -> None:
    emergency = read_alike(words, KNOWLEDGE, NOW).emergency
    assert emergency is not None
    assert emergency.rule == rule
    assert emergency.share >= MUCH


@pytest.mark.parametrize(
    "words",
    [
        "things magazines get wrong about the after sex blues",
        "he wants it every day i want it never",
        "can sperm set off contractions",
        "i mostly say yes to keep the peace, then stare at the ceiling feeling hollow",
        "i go blank and floaty after, like watching myself",
        "how long do i boil an egg",
        "",
        "хочу спать",
    ],
)
def test_a_question_that_only_sounds_like_one_is_no_danger(words: str) -> None:
    assert share(words) <= LITTLE


@pytest.mark.parametrize(
    "words",
    [
        "ten years ago i counted the tablets out beside me. been well ever since",
        "writing a story: she counted the tablets out beside her. nobody is ill",
    ],
)
def test_what_is_long_past_or_about_nobody_is_like_nothing(words: str) -> None:
    assert read_alike(words, KNOWLEDGE, NOW) == Likeness()


def test_a_danger_that_the_text_denies_is_not_brought_up() -> None:
    said = read_alike("i have no chest pain", KNOWLEDGE, NOW).emergency
    assert said is None or "chest_pain" not in {fact.finding for fact in said.facts}


def test_each_fact_is_present_now_and_quotes_the_whole_text() -> None:
    words = "counted the tablets out beside me, tonight is when i do it"
    told = read_alike(words, KNOWLEDGE, NOW).emergency
    assert told is not None
    assert told.facts
    for fact in told.facts:
        assert (fact.status, fact.time, fact.origin) == (Status.PRESENT, FactTime.NOW, Origin.WORDS)
        assert (fact.at, fact.quote) == (NOW, words)


def test_it_says_which_words_spoke_for_it() -> None:
    told = read_alike("counted the tablets out beside me, tonight is when i do it", KNOWLEDGE, NOW).emergency
    assert told is not None
    assert any("tablet" in trait or "tonight" in trait for trait in told.because)


def test_reading_the_same_words_again_gives_the_same() -> None:
    words = "chest feels like someone stands on it and my arm is dead"
    assert read_alike(words, KNOWLEDGE, NOW) == read_alike(words, KNOWLEDGE, NOW)


def test_a_story_of_ten_thousand_words_is_read_within_a_second() -> None:
    alike.ready(KNOWLEDGE)
    read_alike("i had a long day", KNOWLEDGE, NOW)
    started = process_time()
    read_alike("i had a long day and my head was full " * 1_000, KNOWLEDGE, NOW)
    assert process_time() - started < 1


def test_what_was_learnt_fits_the_told_texts() -> None:
    """Whoever changes a told text, a question or a lay word learns anew: `make learn`."""
    assert read_learned().fingerprint == fingerprint(KNOWLEDGE)


def test_learning_from_the_same_texts_gives_the_same_file() -> None:
    texts = ["my chest hurts", "my chest hurts and i sweat", "i cry after sex", "why do i cry after sex"]
    groups = ["rf07_chest_pain", "rf07_chest_pain", "", ""]
    once, again = (learned_as_text(learn(texts, groups, KNOWLEDGE)) for _ in range(2))
    assert once == again
    assert '"+chest_pain"' in once


def test_a_denied_word_a_past_word_and_a_figure_of_speech_are_other_traits() -> None:
    def of(words: str) -> list[str]:
        return traits(understand(words, KNOWLEDGE), KNOWLEDGE)

    assert "+fever" in of("i have a fever")
    assert "-fever" in of("i have no fever")
    assert not [trait for trait in of("she had a fit of the giggles") if "fit" in trait]
    assert "<+blackout" in of("three years ago i passed out")
