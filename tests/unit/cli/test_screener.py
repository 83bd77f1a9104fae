"""Questionnaires in the terminal: danger as soon as it is typed, a score with its meaning, nothing kept unasked."""

import json
from datetime import UTC, datetime

import pytest
from tests.unit.cli.terminal import Terminal

from aftercare.cli import clock

MONDAY = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
PHQ4, PHQ9, GAD7 = "1", "2", "3"


@pytest.fixture(autouse=True)
def _monday_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("filling_in", "logging_in", "unlocking", "clock"):
        monkeypatch.setattr(f"aftercare.cli.{module}.now", lambda: MONDAY)


def kept(terminal: Terminal) -> list[dict[str, object]]:
    answer = terminal.open("screener", "--json")
    assert answer.code == 0, answer.err
    return [json.loads(line) for line in answer.out.splitlines()]


def exported(terminal: Terminal) -> str:
    """Everything that was kept, private answers too."""
    answer = terminal.open("export", "-", "--plain", "--private", typed="y\n")
    assert answer.code == 0, answer.err
    return answer.out


@pytest.mark.usefixtures("in_conversation")
class TestFilledIn:
    def test_four_numbers_give_a_score_with_its_meaning(self, terminal: Terminal) -> None:
        answer = terminal.talk("screener", PHQ4, "1", "1", "1", "1", "", "", "", "n")
        assert answer.code == 0, answer.err
        assert "PHQ-4: 4 of 12, mild" in answer.out
        assert "not a diagnosis" in answer.out
        assert "Spitzer" in answer.out

    def test_nothing_is_kept_unless_said(self, terminal: Terminal) -> None:
        terminal.talk("screener", PHQ4, "1", "1", "1", "1", "", "", "", "n")
        assert kept(terminal) == []

    def test_kept_it_comes_back_as_one_object(self, terminal: Terminal) -> None:
        terminal.talk("screener", PHQ4, "0", "1", "1", "0", "", "", "", "y")
        (score,) = kept(terminal)
        assert (score["screener"], score["day"], score["total"], score["of"], score["band"], score["change"]) == (
            *("phq4", "2026-11-23", 2, 12, "None to minimal"),
            None,
        )
        assert score["halves"] == {"anxiety": 1, "depression": 1}

    def test_an_open_line_leaves_no_total(self, terminal: Terminal) -> None:
        answer = terminal.talk("screener", GAD7, "1", "", "1", "1", "1", "1", "1", "y")
        assert "6 of 7 answered" in answer.out
        assert kept(terminal)[0]["total"] is None

    def test_what_is_no_answer_is_asked_again(self, terminal: Terminal) -> None:
        answer = terminal.talk("screener", GAD7, "4", "0", "0", "0", "0", "0", "0", "0", "n")
        assert "from 0 to 3" in answer.err
        assert "GAD-7: 0 of 21" in answer.out

    def test_the_last_question_of_the_phq9_is_met_before_the_score(self, terminal: Terminal) -> None:
        answer = terminal.talk("screener", PHQ9, *["0"] * 8, "1", "", "", "", "n")
        assert answer.out.index("It is good that you said that.") < answer.out.index("PHQ-9: 1 of 27")
        assert "this program can't call anyone" in answer.out

    def test_a_yes_to_acting_tonight_ends_the_questions(self, terminal: Terminal) -> None:
        answer = terminal.talk("screener", PHQ4, "0", "0", "0", "0", "n", "y", "y", "n", "n")
        assert answer.code == 0, answer.err
        assert answer.out.count("Now: you could act") == 1

    def test_a_yes_is_kept_only_when_said(self, terminal: Terminal) -> None:
        terminal.talk("screener", PHQ4, "", "", "", "", "", "y", "", "n")
        assert "suicidal_thoughts" not in exported(terminal)
        terminal.talk("screener", PHQ4, "", "", "", "", "", "y", "", "y")
        assert "suicidal_thoughts" in exported(terminal)

    def test_a_half_of_three_offers_the_longer_one(self, terminal: Terminal) -> None:
        answer = terminal.talk("screener", PHQ4, "3", "0", "0", "0", "", "", "", "n", "y", *["1"] * 7, "n")
        assert "Fill in the GAD-7 too?" in answer.err
        assert "GAD-7: 7 of 21, mild" in answer.out

    def test_a_filled_in_one_is_not_edited_but_can_be_deleted(self, terminal: Terminal) -> None:
        terminal.talk("screener", GAD7, *["1"] * 7, "y")
        number = str(kept(terminal)[0]["entry"])
        refused = terminal.open("log", "--edit", number)
        assert refused.code == 2
        assert "Delete it and fill it in again" in refused.err

    def test_the_timeline_names_it_with_its_score(self, terminal: Terminal) -> None:
        terminal.talk("screener", GAD7, *["1"] * 7, "y")
        assert "Questionnaire; GAD-7: 7 of 21, mild" in terminal.open("timeline").out


def test_without_a_terminal_it_shows_the_course_and_asks_nothing(terminal: Terminal) -> None:
    answer = terminal.open("screener")
    assert (answer.code, answer.out) == (0, "")


def test_the_clock_is_read_at_the_edge() -> None:
    assert clock.now() == MONDAY
