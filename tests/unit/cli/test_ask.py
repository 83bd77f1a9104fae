"""Asking in the terminal: danger first, then the page that answers, or plainly nothing."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.unit.cli.terminal import Answer, Terminal

from aftercare.cli import asking
from aftercare.cli.main import COMMANDS
from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import library_page
from aftercare.model.library import Hit
from aftercare.usecases.ask import CRISIS_PAGE, answer
from aftercare.usecases.ask import Answer as Given

TEARS = "why do i cry after good sex"
DESPAIR = "i just took a lot of pills to end my life"
ELSEWHERE = "how do i change a bicycle tyre"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def flat(text: str) -> str:
    return " ".join(text.split())


def answered_by(*pages: str) -> Given:
    """An answer without a warning that leads to these pages."""
    found = [library_page(load_knowledge(), page) for page in pages]
    hits = tuple(Hit(page=page.id, title=page.title, passage=page.summary, score=0.0) for page in found)
    return Given(level=None, fired=(), open=(), hits=hits)


class TestQuestion:
    """Where the question comes from."""

    def test_an_argument_needs_no_quotes(self, nowhere: Terminal) -> None:
        asked = nowhere.run("ask", *TEARS.split())
        assert asked.code == 0
        assert asked.out == nowhere.run("ask", TEARS).out

    def test_standard_input_is_read_whole(self, nowhere: Terminal) -> None:
        asked = nowhere.run("ask", typed="why do i cry\nafter good sex\n")
        assert asked.out == nowhere.run("ask", TEARS).out
        assert asked.err == ""

    @pytest.mark.usefixtures("in_conversation")
    def test_in_a_terminal_it_is_asked_for_and_a_page_can_be_read_without_naming_it(self, nowhere: Terminal) -> None:
        asked = nowhere.run("ask", typed=f"{TEARS}\n1\n")
        assert asked.code == 0
        assert "What would you like to know?" in asked.err
        assert "minutes to read" in asked.out
        assert "Sources" in asked.out
        assert "minutes to read" not in nowhere.run("ask", typed=f"{TEARS}\n\n").out

    @pytest.mark.usefixtures("in_conversation")
    def test_after_an_emergency_nothing_more_is_asked(self, nowhere: Terminal) -> None:
        assert "Read one?" not in nowhere.run("ask", typed=f"{DESPAIR}\n").err

    @pytest.mark.parametrize("typed", ["", "  \n\n"])
    def test_no_question_is_told_in_one_sentence(self, nowhere: Terminal, typed: str) -> None:
        asked = nowhere.run("ask", typed=typed)
        assert (asked.code, asked.out) == (2, "")
        assert "There is no question." in asked.err

    def test_a_text_too_long_for_a_question_is_refused_not_cut(self, nowhere: Terminal) -> None:
        """What is cut off could be the danger."""
        asked = nowhere.run("ask", typed="lighthouse " * (asking.LONGEST // 11 + 1))
        assert (asked.code, asked.out) == (2, "")
        assert "too long" in asked.err
        assert "lighthouse" not in asked.err

    def test_the_question_is_never_repeated(self, nowhere: Terminal) -> None:
        asked = nowhere.run("ask", f"{TEARS} zebrafish")
        assert "zebrafish" not in asked.out + asked.err
        assert "zebrafish" not in nowhere.run("ask", "--json", f"{TEARS} zebrafish").out

    def test_help_warns_of_the_history(self, nowhere: Terminal) -> None:
        assert "stays in the shell's history" in flat(nowhere.run("ask", "--help").out)
        assert list(COMMANDS).index("now") < list(COMMANDS).index("ask")


class TestAnswer:
    """What a person reads."""

    def test_the_passage_its_page_and_how_to_read_it_come_first(self, nowhere: Terminal) -> None:
        hits = answer(TEARS, load_knowledge(), NOW).hits
        out = flat(nowhere.run("ask", TEARS).out)
        assert out.startswith(f"1 {hits[0].title} {hits[0].passage}")
        assert f"Read the page: aftercare library {hits[0].page}" in out
        for number, hit in enumerate(hits[1:], start=2):
            assert f"{number} {hit.title} (aftercare library {hit.page})" in out

    def test_it_says_that_no_clinician_reviewed_it(self, nowhere: Terminal) -> None:
        assert flat(nowhere.run("ask", TEARS).out).endswith("Not yet reviewed by a clinician.")

    def test_danger_stands_before_the_page_with_numbers_and_what_to_do(self, nowhere: Terminal) -> None:
        given = answer(DESPAIR, load_knowledge(), NOW)
        out = flat(nowhere.run("ask", DESPAIR).out)
        assert out.startswith(given.urgent[0].because)
        places = [out.index(word) for word in ("Emergency number", "What to do:", given.hits[0].title)]
        assert places == sorted(places)
        assert "Nobody has been told." in out

    def test_numbers_are_those_of_the_country_kept_at_set_up(self, nowhere: Terminal) -> None:
        nowhere.open("init", "--birth-year", "1990", "--country", "DE")
        out = nowhere.run("ask", DESPAIR, "--vault", str(nowhere.folder)).out
        assert "call 112" in out
        assert "Numbers of your country" not in out
        assert "Numbers of your country" in nowhere.run("ask", DESPAIR).out

    def test_open_red_flags_are_asked_about_as_reasons_not_to_wait(self, nowhere: Terminal) -> None:
        given = answer("i want to die", load_knowledge(), NOW)
        questions = asking.open_questions(given, load_knowledge())
        out = flat(nowhere.run("ask", "i want to die").out)
        assert questions
        assert out.index("If any of these is so, don't wait:") < out.index(flat(questions[0].question))

    def test_despair_is_never_nothing_on_that_and_says_where_help_is(self, nowhere: Terminal) -> None:
        out = flat(nowhere.run("ask", "i want to die").out)
        assert "Nothing on that here" not in out
        assert "Find a helpline" in out

    def test_where_the_answer_is_help_its_lines_stand_first_without_a_warning(
        self, nowhere: Terminal, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A crisis that is only asked about has no level; the numbers are there all the same."""
        asking.show_answer(answered_by(CRISIS_PAGE), nowhere.folder, load_knowledge())
        assert flat(capsys.readouterr().out).startswith("Where help is Find a helpline")

    def test_where_a_page_may_touch_on_a_crisis_the_lines_stand_below_it(
        self, nowhere: Terminal, capsys: pytest.CaptureFixture[str]
    ) -> None:
        given = answered_by("sex_in_pregnancy", CRISIS_PAGE)
        asking.show_answer(given, nowhere.folder, load_knowledge())
        out = flat(capsys.readouterr().out)
        assert out.index(given.hits[0].passage) < out.index("Where help is Find a helpline")

    def test_a_question_about_something_else_says_so_and_where_to_look(self, nowhere: Terminal) -> None:
        out = flat(nowhere.run("ask", ELSEWHERE).out)
        assert out.index("Is one of these so right now?") < out.index("Chest pain") < out.index("Nothing on that here.")
        assert "aftercare library" in out
        assert "aftercare now" in out

    def test_it_needs_no_journal_and_leaves_nothing_on_the_disk(self, nowhere: Terminal, tmp_path: Path) -> None:
        before = sorted(tmp_path.rglob("*"))
        assert nowhere.run("ask", TEARS, "--vault", str(nowhere.folder)).code == 0
        assert sorted(tmp_path.rglob("*")) == before

    def test_an_information_question_has_no_warning(self, nowhere: Terminal) -> None:
        out = nowhere.run("ask", "what is an ectopic pregnancy").out
        assert "What to do:" not in out
        assert "aftercare library ectopic_pregnancy" in flat(out)


class TestJson:
    """What a program reads."""

    def test_one_object_with_level_reasons_pages_and_what_to_ask(self, nowhere: Terminal) -> None:
        asked = nowhere.run("ask", "--json", "i want to die")
        assert asked.out.count("\n") == 1
        told = json.loads(asked.out)
        assert told["level"] in ("emergency", "same_day")
        assert {"rule", "because"} <= set(told["reasons"][0])
        assert [flag["rule"] for flag in told["flags"]] == [reason["rule"] for reason in told["reasons"]]
        assert told["ask"][0]["text"].endswith("?")
        assert {"page", "title", "passage", "score"} == set(told["hits"][0])

    def test_what_cannot_wait_is_said_beside_it(self, nowhere: Terminal) -> None:
        asked = nowhere.run("ask", "--json", DESPAIR)
        assert "What to do:" in asked.err
        assert nowhere.run("ask", "--json", TEARS).err == ""

    def test_nothing_on_it_is_an_empty_list(self, nowhere: Terminal) -> None:
        told = json.loads(nowhere.run("ask", "--json", ELSEWHERE).out)
        assert (told["level"], told["hits"], told["flags"], told["ask"]) == (None, [], [], [])


class TestBatch:
    """A file of questions."""

    def ask(self, terminal: Terminal, *lines: str) -> Answer:
        return terminal.run("ask", "--batch", "-", typed="".join(f"{line}\n" for line in lines))

    def test_one_object_a_line_in_the_order_of_the_file(self, nowhere: Terminal) -> None:
        lines = [json.dumps({"id": name, "q": q}) for name, q in (("z", ELSEWHERE), ("a", TEARS), (3, DESPAIR))]
        done = self.ask(nowhere, lines[0], "", *lines[1:])
        assert (done.code, done.err) == (0, "")
        told = [json.loads(line) for line in done.out.splitlines()]
        assert [one["id"] for one in told] == ["z", "a", 3]
        assert [one["level"] for one in told] == [None, None, "emergency"]
        assert [bool(one["hits"]) for one in told] == [False, True, True]

    def test_a_file_that_begins_with_a_byte_order_mark_is_read(self, nowhere: Terminal, tmp_path: Path) -> None:
        file = tmp_path / "q.jsonl"
        file.write_text(json.dumps({"id": 1, "q": TEARS}), encoding="utf-8-sig")
        assert json.loads(nowhere.run("ask", "--batch", str(file)).out)["id"] == 1

    @pytest.mark.parametrize(
        ("line", "where"),
        [
            ("lighthouse", "line 2:"),
            ("[1, 2]", "line 2:"),
            ('{"q": "lighthouse"}', "line 2:"),
            ('{"id": 1}', "line 2, q:"),
            ('{"id": 1, "q": ["lighthouse"]}', "line 2, q:"),
            ("[" * 100_000, "line 2:"),
        ],
    )
    def test_a_bad_line_stops_it_with_one_sentence_and_what_was_done_stays(
        self, nowhere: Terminal, line: str, where: str
    ) -> None:
        done = self.ask(nowhere, json.dumps({"id": 1, "q": TEARS}), line)
        assert done.code == 2
        assert done.out.count("\n") == 1
        assert done.err.startswith(where)
        assert "lighthouse" not in done.err

    def test_half_a_sign_goes_out_as_it_came(self, nowhere: Terminal) -> None:
        done = self.ask(nowhere, '{"id": "\\ud800", "q": "cramps \\ud800 after sex"}')
        assert done.code == 0, done.err
        assert json.loads(done.out)["id"] == "\ud800"

    def test_an_empty_question_has_no_answer(self, nowhere: Terminal) -> None:
        told = json.loads(self.ask(nowhere, '{"id": 1, "q": ""}').out)
        assert (told["level"], told["hits"]) == (None, [])

    def test_a_file_and_a_question_together_are_refused(self, nowhere: Terminal) -> None:
        done = nowhere.run("ask", TEARS, "--batch", "-", typed="")
        assert (done.code, done.out) == (2, "")

    def test_a_missing_file_is_told(self, nowhere: Terminal) -> None:
        assert nowhere.run("ask", "--batch", "nowhere.jsonl").code == 2
