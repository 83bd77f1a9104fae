"""What a person who types a question gets read out of it."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest

from aftercare.freetext.read import Reading, read
from aftercare.knowledge.load import load_knowledge
from aftercare.model.check import Writer
from aftercare.model.fact import FactTime, Origin, Status

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


def reading_of(words: str, writer: Writer = Writer.SELF) -> Reading:
    return read(words, KNOWLEDGE, NOW, writer=writer)


def test_a_fact_carries_the_persons_own_words_and_where_it_came_from() -> None:
    (fact,) = [one for one in reading_of("Since then My Chest HURTS.").facts if one.finding == "chest_pain"]
    assert (fact.quote, fact.origin, fact.status, fact.at) == ("Chest HURTS", Origin.WORDS, Status.PRESENT, NOW)


@pytest.mark.parametrize("words", ["no fever", "I don't have any fever", "no rash, pain or fever", "fever: no"])
def test_what_is_denied_is_absent(words: str) -> None:
    statuses = {fact.finding: fact.status for fact in reading_of(words).facts}
    assert statuses["fever"] is Status.ABSENT


@pytest.mark.parametrize(
    "words",
    [
        "no idea why, but fever",
        "not ok, I have a fever",
        "I'm not dizzy but I have fever",
        "fever that does not go down",
    ],
)
def test_a_no_reaches_no_further_than_it_is_meant(words: str) -> None:
    assert "fever" in {fact.finding for fact in reading_of(words).present}


def test_an_earlier_time_dates_the_fact_and_rounds_towards_now() -> None:
    (fact,) = [one for one in reading_of("3 weeks ago he choked me").facts if one.finding == "neck_squeezed"]
    assert fact.at == NOW - timedelta(days=21) * 0.9


def test_what_began_earlier_and_goes_on_is_now() -> None:
    (fact,) = [one for one in reading_of("headache since 3 weeks ago").facts if one.finding == "headache"]
    assert fact.at == NOW


def test_what_comes_every_time_is_usual() -> None:
    (fact,) = [one for one in reading_of("I get a headache every time").facts if one.finding == "headache"]
    assert fact.time is FactTime.USUALLY


def test_only_anothers_past_is_dropped() -> None:
    assert not reading_of("my friend once fainted during sex").present
    assert reading_of("my friend fainted and does not wake up").present
    assert reading_of("my friend once fainted during sex", Writer.FRIEND).present


@pytest.mark.parametrize(
    "words", ["what is an ectopic pregnancy", "can stroke happen during sex?", "symptoms of torsion"]
)
def test_an_information_question_says_nothing_of_anybody(words: str) -> None:
    reading = reading_of(words)
    assert reading.information
    assert not reading.present


def test_asking_how_to_die_is_no_information_question() -> None:
    reading = reading_of("how many paracetamol would it take to die")
    assert reading.crisis
    assert not reading.information


def test_a_question_about_violence_touches_a_crisis_even_where_it_only_asks() -> None:
    assert reading_of("what to do after rape?").crisis


@pytest.mark.parametrize("words", ["", "   ", "хочу спать", "qwrt zxcv plkj mnbv", "12345 !!!"])
def test_what_nobody_can_read_counts_as_not_read(words: str) -> None:
    assert not reading_of(words).read


@pytest.mark.parametrize(
    "words",
    [
        "Fieber und Unterleib tut weh, Tampon noch drin",
        "Penis hat geknackt beim Sex, blau und dick",
        "cramp, aber ich bin in der 7. Woche schwanger und blute",
        "Nach dem Sex plötzlich Panik und sad",
        "Er hat mich gewürgt, jetzt ist meine Stimme heiser, Sex war in der Nacht",
        "Sex, Orgasmus, dann starke Kopfschmerzen",
        "sangro mucho despues del sexo no para",
        "mi pene hizo un crac y se puso azul",
        "j'ai une douleur a la poitrine",
    ],
)
def test_another_language_that_holds_english_words_counts_as_not_read(words: str) -> None:
    assert not reading_of(words).read


@pytest.mark.parametrize(
    "words", ["cramp", "headache for 3 hours", "pain 8/10", "thrush again", "a bit sore, otherwise nice", "good sex"]
)
def test_plain_english_counts_as_read_however_short(words: str) -> None:
    assert reading_of(words).read


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("bleedign wont stpo", "bleeding_wont_stop"),
        ("she is uncounscious", "blackout"),
        ("HELPPPP cant breeeathe", "breathless"),
    ],
)
def test_misspelt_words_are_read(words: str, finding: str) -> None:
    assert finding in {fact.finding for fact in reading_of(words).present}


def test_a_therapist_is_no_rapist() -> None:
    assert not reading_of("how do i find a sex therapist").facts


def test_a_very_long_text_takes_time_in_proportion() -> None:
    """Ten thousand words without a full stop end within seconds."""
    started = process_time()
    reading = reading_of("i had a long day and my head was full " * 1_000 + "and then he stopped breathing")
    assert process_time() - started < 5
    assert {"unrousable", "abnormal_breathing"} & {fact.finding for fact in reading.present}


@pytest.mark.parametrize(
    "words", ["where can i find a suicide helpline", "what are the warning signs that someone is suicidal"]
)
def test_who_asks_about_suicide_for_information_has_no_level_and_still_gets_the_help_page(words: str) -> None:
    reading = reading_of(words)
    assert not reading.present
    assert reading.crisis


@pytest.mark.parametrize(
    "words", ["boss wants me to work bank holiday is that legal", "is it safe to have sex while pregnant"]
)
def test_with_whom_somebody_has_sex_is_no_crisis_by_itself(words: str) -> None:
    assert not reading_of(words).crisis


def test_what_an_ex_did_to_the_writer_is_not_dropped_as_anothers_past() -> None:
    (fact,) = [
        one for one in reading_of("2 years ago my ex forced me to have sex").facts if one.finding == "unwanted_sex"
    ]
    assert fact.at is not None
    assert fact.at < NOW - timedelta(days=365)
