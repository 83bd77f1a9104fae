"""A check in the terminal: danger first, one question at a time, a way back, a result with its reasons."""

import json
from pathlib import Path

import pytest
from tests.unit.cli.terminal import Terminal

from aftercare.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
TORSION = "sudden pain in one testicle, and I threw up"
TEARS = "I cry after good sex and don't know why"
DEEP = "it hurts deep inside"
ABOUT_OPEN = ("", "", "", "")
"""Whom it is about, age, body, pregnancy: all left open."""
NONE = "0"


def flat(text: str) -> str:
    return " ".join(text.split())


def lines(*typed: str) -> str:
    return "".join(f"{line}\n" for line in typed)


class TestWithoutAPersonToAsk:
    """From a file or another program."""

    def test_words_come_from_standard_input_and_an_argument_alike(self, nowhere: Terminal) -> None:
        piped = nowhere.run("check", typed=TEARS)
        assert piped.code == 0
        assert piped.out == nowhere.run("check", *TEARS.split()).out
        assert piped.err == ""

    def test_the_result_says_how_soon_why_what_and_from_where(self, nowhere: Terminal) -> None:
        shown = nowhere.run("check", typed=DEEP).out
        for part in (
            "What could be behind it.",
            "For: ",
            "What would tell more",
            "Look again if",
            "In your words",
            "Sources",
        ):
            assert part in flat(shown)
        assert shown.rstrip().endswith("Not yet reviewed by a clinician.")
        assert "%" not in shown.split("Sources")[0]

    def test_nobody_saw_the_danger_list_so_it_stands_in_the_result(self, nowhere: Terminal) -> None:
        shown = nowhere.run("check", typed=DEEP).out
        assert "If any of these is so now, don't wait:" in shown
        assert "Chest pain" in shown.split("What could be behind it")[0]

    def test_an_emergency_stands_alone_and_the_exit_code_is_0(self, nowhere: Terminal) -> None:
        shown = nowhere.run("check", typed=TORSION)
        assert shown.code == 0
        assert shown.out.startswith("Now: ")
        assert "What to do:" in shown.out
        assert "What not to do:" in shown.out
        assert "What could be behind it" not in shown.out
        assert "Not yet reviewed by a clinician." in shown.out

    def test_what_cannot_be_read_is_said_and_is_no_self_care(self, nowhere: Terminal) -> None:
        shown = nowhere.run("check", typed="asdf qwer zxcv").out
        assert "could not read enough" in flat(shown)
        assert shown.startswith("See a clinician")

    @pytest.mark.parametrize("typed", ["", " \n"])
    def test_no_words_is_told_in_one_sentence(self, nowhere: Terminal, typed: str) -> None:
        asked = nowhere.run("check", typed=typed)
        assert (asked.code, asked.out) == (2, "")
        assert "There are no words." in asked.err

    def test_whom_it_is_about_can_be_said(self, nowhere: Terminal) -> None:
        told = json.loads(
            nowhere.run("check", "--json", "--age", "62", "--organs", "penis, prostate", typed="blood in my semen").out
        )
        assert {"id": "age_40_or_more", "status": "present", "from": ["answer"]} in told["findings"]

    def test_an_organ_that_is_none_is_told(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", "--organs", "tail", typed=DEEP)
        assert asked.code == 2
        assert "vagina" in asked.err

    def test_json_is_what_a_line_of_a_batch_is(self, nowhere: Terminal, tmp_path: Path) -> None:
        file = tmp_path / "one.jsonl"
        file.write_text(json.dumps({"id": "a", "words": DEEP}), encoding="utf-8")
        one = json.loads(nowhere.run("check", "--json", typed=DEEP).out)
        assert json.loads(nowhere.run("check", "--batch", str(file)).out) == {**one, "id": "a"}

    def test_the_words_are_in_no_error(self, nowhere: Terminal) -> None:
        asked = nowhere.open("check", "--journal", typed="a lighthouse hurts")
        assert asked.code == 2
        assert "lighthouse" not in asked.out + asked.err


class TestBatch:
    """A file of checks."""

    def test_it_takes_nothing_else(self, nowhere: Terminal) -> None:
        for more in (["--keep"], ["--journal"], ["--age", "30"], ["words"]):
            assert nowhere.run("check", "--batch", "-", *more).code == 2

    def test_a_bad_line_ends_it_and_what_came_before_stays(self, nowhere: Terminal) -> None:
        given = nowhere.run("check", "--batch", "-", typed=lines('{"id": 1}', '{"id": 2, "answers": {"purple": true}}'))
        assert given.code == 2
        assert [json.loads(line)["id"] for line in given.out.splitlines()] == [1]
        assert flat(given.err).startswith("line 2, answers, purple: ")

    def test_half_a_sign_comes_back_as_it_came(self, nowhere: Terminal) -> None:
        given = nowhere.run("check", "--batch", "-", typed='{"id": "\\ud800", "words": "\\udfff hurts"}\n')
        assert given.code == 0
        assert json.loads(given.out)["id"] == "\ud800"


@pytest.mark.usefixtures("in_conversation")
class TestAConversation:
    """A person sits there."""

    def test_an_emergency_in_the_words_ends_it_before_any_question(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(TORSION, ""))
        assert asked.code == 0
        assert "Any of these now?" not in asked.err
        assert "Something else too?" in asked.err
        assert "Nobody has been told" in asked.out

    def test_something_else_too_is_heard(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(TORSION, "and I have chest pain", ""))
        assert asked.out.count("Now: ") > 1
        assert asked.err.count("Something else too?") == 2

    def test_the_danger_list_comes_first_and_a_line_of_it_ends_the_questions(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(DEEP, "2", ""))
        assert asked.out.startswith("Now: ")
        assert "Who is it about?" not in asked.err

    def test_whom_it_is_about_comes_after_the_danger_list(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(DEEP, NONE, *ABOUT_OPEN, "r", ""))
        assert asked.code == 0
        assert asked.err.index("Any of these now?") < asked.err.index("Who is it about?")
        assert "What could be behind it" in asked.out

    def test_what_the_options_said_is_not_asked(self, nowhere: Terminal) -> None:
        said = ("--age", "30", "--organs", "penis", "--writer", "partner")
        asked = nowhere.run("check", *said, typed=lines(DEEP, NONE, "r", ""))
        assert asked.code == 0
        assert not any(part in asked.err for part in ("Who is it about?", "How old", "Pregnant?"))

    def test_a_question_says_why_and_can_be_gone_back_from(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(DEEP, NONE, *ABOUT_OPEN, "?", "y", "b", "n", "r", ""))
        assert asked.code == 0
        first = next(part for part in asked.err.split("1. ")[1:])
        question = first.split(" (y yes")[0]
        finding = next(one for one in KNOWLEDGE.findings.values() if one.question == flat(question))
        assert flat(finding.why) in flat(asked.err)
        assert flat(asked.err).count(f"1. {finding.question}") == 3
        assert f"no: {finding.lay}" in flat(asked.out.split("You answered")[1])

    def test_enter_is_not_sure_and_not_no(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(DEEP, "", *ABOUT_OPEN, "", "r", ""))
        assert "not sure: " in asked.out
        assert "no: " not in asked.out.split("You answered")[1].split("In your words")[0]

    def test_the_danger_list_left_open_stands_in_the_result(self, nowhere: Terminal) -> None:
        left_open = nowhere.run("check", typed=lines(DEEP, "", *ABOUT_OPEN, "r", ""))
        answered = nowhere.run("check", typed=lines(DEEP, NONE, *ABOUT_OPEN, "r", ""))
        assert "don't wait:" in left_open.out
        assert "don't wait:" not in answered.out

    def test_the_result_can_be_had_from_the_list_itself(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(DEEP, "r", ""))
        assert asked.code == 0
        assert "What could be behind it" in asked.out

    def test_words_are_not_needed(self, nowhere: Terminal) -> None:
        names = [one.name for one in KNOWLEDGE.complaints.values()]
        number = str(names.index("Pain deep inside") + 1)
        asked = nowhere.run("check", typed=lines("", NONE, *ABOUT_OPEN, number, "r", ""))
        assert "What is it about?" in asked.err
        assert "Pain when something goes deep" in asked.out

    def test_a_slip_of_the_finger_asks_again(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(DEEP, "99", NONE, *ABOUT_OPEN, "maybe", "r", ""))
        assert asked.code == 0
        assert "Type numbers from 0" in asked.err
        assert "Type y, n, Enter" in asked.err

    def test_a_page_can_be_read_by_its_number(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(DEEP, NONE, *ABOUT_OPEN, "r", "1"))
        assert "minutes to read" in asked.out

    def test_all_questions_left_open_end_in_a_result(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(TEARS, NONE, *ABOUT_OPEN, *[""] * 14))
        assert asked.code == 0
        assert asked.out.rstrip().endswith("Not yet reviewed by a clinician.")

    def test_a_question_about_force_is_not_shown_before_it_is_opened(self, nowhere: Terminal) -> None:
        typed = lines("he kept going although I froze and cried", NONE, *ABOUT_OPEN, *[""] * 16)
        asked = nowhere.run("check", typed=typed)
        assert asked.code == 0
        hidden = {
            finding.question
            for rule in KNOWLEDGE.red_flags.values()
            if rule.discreet
            for finding in KNOWLEDGE.findings.values()
            if finding.discreet and finding.question and finding.id in rule.core
        }
        assert not any(f"{question} (y yes" in flat(asked.err) for question in hidden)

    def test_ctrl_c_keeps_nothing(self, nowhere: Terminal) -> None:
        asked = nowhere.run("check", typed=lines(DEEP, NONE))
        assert asked.code == 2
        assert not nowhere.folder.exists()


class TestJournal:
    """With the journal open."""

    def test_about_somebody_else_it_stays_closed(self, terminal: Terminal) -> None:
        asked = terminal.open("check", "--journal", "--writer", "partner", typed=DEEP)
        assert asked.code == 2
        assert "leave out --journal" in flat(asked.err)

    def test_the_result_is_kept_only_where_asked(self, terminal: Terminal) -> None:
        assert terminal.open("check", "--journal", typed=DEEP).code == 0
        assert '"checks": []' in exported(terminal)
        kept = terminal.open("check", "--keep", typed=DEEP)
        assert kept.code == 0
        assert "Kept in your journal." in kept.err
        assert DEEP in exported(terminal)

    @pytest.mark.usefixtures("in_conversation")
    def test_what_the_journal_says_is_looked_through_first(self, terminal: Terminal) -> None:
        asked = terminal.talk("check --journal", DEEP, "", NONE, "", "", "r", "", "n")
        assert "From your journal." in asked.err
        assert asked.err.index("From your journal.") < asked.err.index("Any of these now?")

    @pytest.mark.usefixtures("in_conversation")
    def test_a_check_can_be_stopped_and_gone_on_with(self, terminal: Terminal) -> None:
        stopped = terminal.talk("check --journal", DEEP, "", NONE, "", "", "s")
        assert stopped.code == 0
        assert "It waits in your journal" in stopped.err
        again = terminal.talk("check --journal", "y", "r", "", "n")
        assert again.code == 0
        assert "Go on with it?" in again.err
        assert "What is it?" not in again.err
        assert "What could be behind it" in again.out


def exported(terminal: Terminal) -> str:
    """What the journal holds, as its owner can take it out."""
    return terminal.open("export", "--plain", "--private", "-").out


def test_help_warns_of_the_history(nowhere: Terminal) -> None:
    assert "arguments stay in the shell's history" in flat(nowhere.run("check", "--help").out)


def test_findings_name_of_whom_they_are_asked(nowhere: Terminal) -> None:
    listed = [json.loads(line) for line in nowhere.run("findings", "--json").out.splitlines()]
    assert {one["id"] for one in listed} == set(KNOWLEDGE.findings)
    penis = next(one for one in listed if one["id"] == "pain_at_ejaculation")
    assert "penis" in penis["organs"]
    assert penis["question"].endswith("?")
    assert {one["tells"] for one in listed} == {"body", "feeling", "context"}


def test_the_library_lists_every_cause(nowhere: Terminal) -> None:
    listed = [json.loads(line) for line in nowhere.run("library", "--json").out.splitlines()]
    assert {one["id"] for one in listed if one["kind"] == "cause"} == set(KNOWLEDGE.causes)
