"""What a check goes by: answers, words and journal, kept apart, each with its own standing (SAFETY 2)."""

from datetime import timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, journal

from aftercare.model.assessment import Action, Level
from aftercare.model.check import Assessment, Pregnant, Subject, Writer
from aftercare.model.fact import Origin, Status
from aftercare.model.journal import Journal
from aftercare.usecases.check import Asked, LastReading, check

SAID = {True: Status.PRESENT, False: Status.ABSENT, None: Status.UNKNOWN}
SOAKED = journal(entry({"bleeding_after": 4}), organs=("vagina", "uterus", "ovaries"))
GIVEN_BY_SOAKED = ("soaks_pad_in_hour", "heavy_bleeding", "more_than_spotting", "genital_bleeding")


def checked(
    words: str = "", *, held: Journal | None = None, subject: Subject | None = None, **answers: bool | None
) -> Assessment:
    said = {name: SAID[answer] for name, answer in answers.items()}
    return check(KNOWLEDGE, Asked(words=words, subject=subject or Subject(), answers=said), NOW, journal=held)


def fired(assessment: Assessment) -> set[str]:
    return {reason.rule for reason in assessment.reasons if reason.fired}


def status(assessment: Assessment, finding: str) -> Status:
    return next((line.status for line in assessment.findings if line.id == finding), Status.UNKNOWN)


class TestWhatStands:
    """A danger stands, whoever said it, until that very question is answered."""

    def test_a_danger_in_words_stands_until_its_own_question_is_answered_no(self) -> None:
        words = "it burns when I pee and I have a fever of 39"
        assert "RF18" in fired(checked(words))
        assert "RF18" in fired(checked(words, burning_urine=True))
        assert "RF18" not in fired(checked(words, fever=False))

    def test_not_sure_takes_no_danger_back(self) -> None:
        assert "RF18" in fired(checked("it burns when I pee and I have a fever of 39", fever=None))

    def test_a_danger_in_the_journal_is_not_taken_back_by_words(self) -> None:
        assert checked(held=SOAKED).level is Level.EMERGENCY
        assert checked("no bleeding", held=SOAKED).level is Level.EMERGENCY

    def test_it_is_taken_back_by_an_answer_to_what_it_says(self) -> None:
        answered = checked(held=SOAKED, **dict.fromkeys(GIVEN_BY_SOAKED, False))
        assert answered.level is not Level.EMERGENCY

    def test_an_answer_to_another_question_takes_nothing_back(self) -> None:
        assert checked(held=SOAKED, fever=False, deep_pain=False).level is Level.EMERGENCY


class TestANoInWords:
    """It takes back its own mention only, and is asked for a red flag."""

    def test_it_leaves_a_yes_given_as_an_answer(self) -> None:
        assert "RF18" in fired(checked("it burns when I pee, no fever", fever=True))

    def test_it_does_not_reach_another_finding(self) -> None:
        assert checked("no fever, sudden pain in one testicle and I threw up").level is Level.EMERGENCY

    def test_it_is_offered_to_be_confirmed(self) -> None:
        given = checked("deep inside it hurts, no fever")
        line = next(line for line in given.findings if line.id == "fever")
        assert line.status is Status.ABSENT
        assert line.confirm

    def test_it_lowers_no_rule(self) -> None:
        """For a red flag it counts as unknown: what is open stays open."""
        without = checked("severe pain low in my belly")
        with_no = checked("severe pain low in my belly, not sudden, I have not fainted")
        order = list(Level)
        assert order.index(with_no.level) <= order.index(without.level)


class TestPrecedence:
    """Within the same time answers go before words, and words before the journal."""

    def test_an_answer_goes_before_words(self) -> None:
        assert status(checked("it burns when I pee"), "burning_urine") is Status.PRESENT
        assert status(checked("it burns when I pee", burning_urine=False), "burning_urine") is Status.ABSENT
        assert status(checked("it doesn't burn when I pee", burning_urine=True), "burning_urine") is Status.PRESENT

    def test_each_source_is_shown(self) -> None:
        given = checked("it burns when I pee", held=SOAKED, dryness=True)
        origins = {line.id: line.origins for line in given.findings}
        assert origins["burning_urine"] == (Origin.WORDS,)
        assert origins["dryness"] == (Origin.ANSWER,)
        assert Origin.JOURNAL in origins["genital_bleeding"]

    def test_words_bring_their_quote(self) -> None:
        given = checked("since monday it burns when I pee")
        line = next(line for line in given.findings if line.id == "burning_urine")
        assert any("burns" in (fact.quote or "") for fact in line.facts)

    def test_a_pain_of_three_weeks_ago_is_no_emergency_now(self) -> None:
        old = journal(entry({"bleeding_after": 4}, timedelta(days=21)))
        assert checked(held=old).level is not Level.EMERGENCY


class TestWhoItIsAbout:
    """The journal is its writer's own."""

    @pytest.mark.parametrize("writer", [Writer.PARTNER, Writer.FRIEND])
    def test_a_check_about_another_never_reads_the_journal(self, writer: Writer) -> None:
        given = checked(held=SOAKED, subject=Subject(writer=writer))
        assert given == checked(subject=Subject(writer=writer))
        assert not any(Origin.JOURNAL in line.origins for line in given.findings)

    def test_the_journal_is_left_out_where_it_is_not_wanted(self) -> None:
        asked = Asked(words="it burns when I pee", use_journal=False)
        assert check(KNOWLEDGE, asked, NOW, journal=SOAKED) == check(KNOWLEDGE, asked, NOW)

    def test_the_other_who_is_ill_now_has_the_level(self) -> None:
        given = checked("my wife can't be woken and breathes with gurgles", subject=Subject(writer=Writer.PARTNER))
        assert given.level is Level.EMERGENCY

    def test_age_and_organs_of_the_journal_fill_in_what_was_not_said(self) -> None:
        held = journal(organs=("vagina", "uterus", "ovaries"))
        given = checked("pain in the penis", held=held)
        assert status(given, "age_35_or_more") is Status.PRESENT
        assert all("penis" not in KNOWLEDGE.causes[cause.id].organs for cause in given.causes)
        assert any("penis" in KNOWLEDGE.causes[cause.id].organs for cause in checked("pain in the penis").causes)

    def test_a_stated_no_does_not_hide_a_pregnancy_with_a_late_period(self) -> None:
        told = "severe belly pain and I fainted, my period is two weeks late"
        organs = frozenset(SOAKED.person.organs or ())
        assert "RF15" in fired(checked(told, subject=Subject(pregnant=Pregnant.NO, organs=organs)))


class TestNothingToJudgeBy:
    """What cannot be read is never called self care."""

    @pytest.mark.parametrize("words", ["", "asdf qwer zxcv", "me duele mucho el vientre después"])
    def test_not_even_beside_a_journal_or_noes(self, words: str) -> None:
        held = journal(organs=("vagina", "uterus", "ovaries"))
        for given in (checked(words), checked(words, held=held), checked(words, fever=False, chest_pain=False)):
            assert given.level is Level.CLINICIAN
            assert given.reasons[0].rule == "D4"

    @pytest.mark.parametrize(
        "words",
        [
            "Fieber und Unterleib tut weh, Tampon noch drin",
            "Penis hat geknackt beim Sex, blau und dick",
            "cramp, aber ich bin in der 7. Woche schwanger und blute",
        ],
    )
    def test_not_by_the_english_words_that_another_language_holds_nor_by_an_answer(self, words: str) -> None:
        for given in (checked(words), checked(words, fever=False), checked(words, dryness=True)):
            assert given.level is not Level.SELF_CARE
            assert given.action is not Action.THERAPIST

    def test_who_tells_it_below_pages_that_are_not_read_is_never_called_self_care(self) -> None:
        """Even where the words look English; an emergency that is found in them is shown all the same."""
        reading = LastReading(language_read=False)
        sore = check(KNOWLEDGE, Asked(words="a bit sore after sex"), NOW, reading=reading)
        assert (sore.level, sore.reasons[0].rule) == (Level.CLINICIAN, "D4")
        chest = check(KNOWLEDGE, Asked(words="chest pain now"), NOW, reading=reading)
        assert chest.level is Level.EMERGENCY

    def test_an_entry_is_enough_without_words(self) -> None:
        assert "D4" not in fired(checked(held=journal(entry({"tears": 2, "pain": 0}))))


def test_words_are_read_once_for_all_screens_and_anew_when_they_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was told does not change from screen to screen; other words, or another writer, are read for themselves."""
    seen: list[str] = []
    monkeypatch.setattr("aftercare.usecases.check.read_words", lambda words, *_rest, **_more: seen.append(words))
    reading = LastReading()
    for words, writer in (
        ("a", Writer.SELF),
        ("a", Writer.SELF),
        ("b", Writer.SELF),
        ("b", Writer.PARTNER),
        ("", Writer.SELF),
    ):
        reading.of(Asked(words=words, subject=Subject(writer=writer)), KNOWLEDGE, NOW)
    assert seen == ["a", "b", "b"]
