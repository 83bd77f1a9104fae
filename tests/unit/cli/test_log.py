"""Logging: the four short answers, more, what comes after a save, changing one's mind; and from standard input."""

import json
from datetime import UTC, datetime

import pytest
from tests.unit.cli.terminal import Answer, Terminal

from aftercare.cli import clock
from aftercare.knowledge.catalogue import by_form, by_group, is_asked
from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Form

MONDAY = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past ten in the evening in Berlin."""
    for module in ("logging_in", "changing", "after", "unlocking", "clock"):
        monkeypatch.setattr(f"aftercare.cli.{module}.now", lambda: MONDAY)


def entries(terminal: Terminal) -> list[dict[str, object]]:
    """What the journal holds, latest first, private answers too."""
    answer = terminal.open("timeline", "--json", "--private")
    assert answer.code == 0, answer.err
    return [json.loads(line) for line in answer.out.splitlines()]


def latest(terminal: Terminal) -> dict[str, object]:
    return entries(terminal)[0]


def after_until(measure: str, answer: str) -> list[str]:
    """Enter for each line of the group After up to this one, then the answer and the end of the group."""
    measures = by_group(by_form(load_knowledge().measures, Form.MORE))["After"]
    values: dict[str, object] = {}
    asked = [each.id for each in measures if is_asked(each, values)]
    return [""] * asked.index(measure) + [answer, "."]


def logged(answer: Answer) -> str:
    """The number of the entry that a receipt names."""
    assert answer.code == 0, answer.err
    return answer.out.split("(")[1].split(")")[0]


@pytest.mark.usefixtures("in_conversation")
class TestAsked:
    """In a terminal."""

    def test_four_short_answers_make_an_entry_of_now(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "3", "fine", "0", "", "", "")
        assert answer.out.startswith("Saved: Monday 23 November 2026, 22:30 (")
        entry = latest(terminal)
        assert entry["values"] == {"mood_after": 3, "mood_before": 3, "pain": 0, "tears": 0}
        assert entry["at"] == {"local": "2026-11-23T22:30", "zone": "Europe/Berlin", "precision": "instant"}

    def test_enter_leaves_a_line_unknown_never_zero(self, terminal: Terminal) -> None:
        terminal.talk("log", "", "", "4", "", "", "", "")
        assert latest(terminal)["values"] == {"mood_after": 4}

    def test_after_tears_one_more_row_asks_what_kind(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "cried", "happy or moved", "", "4", "0", "", "", "")
        assert "What kind of tears" in answer.err
        assert latest(terminal)["values"] == {"mood_after": 4, "pain": 0, "tears": 2, "tears_kind": "moved"}

    def test_a_question_mark_explains_and_asks_again(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "?", "none", "", "", "", "", "", "")
        assert "happy ones too" in answer.err
        assert latest(terminal)["values"] == {"tears": 0}

    def test_what_does_not_fit_is_said_without_repeating_it_and_asked_again(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "a bit weepy", "none", "", "", "", "", "", "")
        assert "Pick from the words offered." in answer.err
        assert "weepy" not in answer.err + answer.out
        assert latest(terminal)["values"] == {"tears": 0}

    def test_nothing_answered_saves_nothing(self, terminal: Terminal) -> None:
        before = entries(terminal)
        answer = terminal.talk("log", "", "", "", "", "", "")
        assert "nothing is saved" in answer.err
        assert entries(terminal) == before

    def test_more_opens_the_groups_and_a_dot_ends_one(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "", "1", "a lot", ".", "", "It was a long day.", "")
        assert "More? (1 before, 2 during, 3 after, 4 around it; Enter saves)" in " ".join(answer.err.split())
        entry = latest(terminal)
        assert entry["values"] == {"stress_before": 3, "tears": 0}
        assert entry["note"] == "It was a long day."

    def test_a_note_nobody_could_read_brings_the_danger_list(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "", "", "Es war schön, nur sehr merkwürdig hinterher.", "")
        assert "Not all of the words could be read" in " ".join(answer.err.split())
        assert "Chest pain" in answer.err

    def test_a_danger_in_a_note_is_shown_first_with_its_quote_and_asked_about(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "", "", "I have had crushing chest pain for an hour.", "n", "")
        assert "You wrote:" in answer.err
        assert "Is that so now?" in answer.err

    def test_earlier_asks_when(self, terminal: Terminal) -> None:
        terminal.talk("log --earlier", "yesterday", "2026-11-22 23:50", "none", "", "", "", "", "", "")
        assert latest(terminal)["at"]["local"] == "2026-11-22T23:50"

    def test_a_moment_is_no_encounter(self, terminal: Terminal) -> None:
        terminal.talk("log --moment", "none", "", "fine", "", "", "", "")
        assert latest(terminal)["kind"] == "moment"

    def test_plain_counts_come_back(self, terminal: Terminal) -> None:
        terminal.talk("log", "none", "", "", "", "", "", "")
        answer = terminal.talk("log", "cried", "", "", "", "", "", "", "")
        assert "Tears: " in answer.out

    def test_a_save_can_be_taken_back_whole(self, terminal: Terminal) -> None:
        before = entries(terminal)
        answer = terminal.talk("log", "none", "", "", "", "", "", "u")
        assert answer.out.endswith("Taken back.\n")
        assert entries(terminal) == before


@pytest.mark.usefixtures("in_conversation")
class TestAfterASave:
    """What cannot wait, first; then what only the person can say."""

    def test_an_emergency_shows_the_number_and_what_to_do_and_ends_the_questions(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "", "3", *after_until("body_after", "chest_pain"), *[""] * 20)
        assert answer.code == 0, answer.err
        assert "call 112" in answer.out
        assert "What to do:" in answer.out
        assert "why do you ask" not in answer.err
        assert latest(terminal)["values"]["body_after"] == ["chest_pain"]

    def test_was_it_wanted_is_asked_after_an_encounter_with_somebody(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "", "2", "1", ".", "", "", "1", "y", "")
        assert "Was it wanted?" in answer.err
        assert latest(terminal)["values"]["wanted"] == "yes"

    def test_alone_it_is_not_asked(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "", "2", "3", ".", "", "", "")
        assert "Was it wanted?" not in answer.err

    def test_not_kept_leaves_only_the_general_mark(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "", "2", "1", ".", "", "", "3", "n", *[""] * 14)
        entry = latest(terminal)
        assert "wanted" not in entry["values"]
        assert entry["left_out"] is True
        assert answer.code == 0

    def test_what_is_for_the_person_only_is_one_neutral_line_until_they_open_it(self, terminal: Terminal) -> None:
        start = ("log", "none", "", "", "", "2", "1", ".", "", "", "2", "y")
        answer = terminal.talk(*start, *[""] * 14)
        assert "There is a page for you only." in answer.err
        assert "What to do" not in answer.out
        assert "wanted" not in answer.out

    def test_on_their_word_the_page_opens(self, terminal: Terminal) -> None:
        start = ("log", "none", "", "", "", "2", "1", ".", "", "", "2", "y")
        answer = terminal.talk(*start, "r", *[""] * 14)
        assert "What to do:" in answer.out
        assert "Not yet reviewed by a clinician." in answer.out

    def test_any_of_these_is_asked_after_strong_pain_and_skipping_is_not_no(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "8", "", "", "", *[""] * 14)
        assert "Any of these now?" in answer.err
        assert "0 None of these" in answer.err
        again = terminal.open("timeline", logged(answer), "--json")
        assert again.code == 0

    def test_a_danger_line_that_is_picked_shows_help_at_once(self, terminal: Terminal) -> None:
        asked = terminal.talk("log", "none", "", "", "8", "", "", "", *[""] * 14)
        line = next(line for line in asked.err.splitlines() if "faint" in line.casefold())
        answer = terminal.talk("log", "none", "", "", "8", "", "", line.split()[0], *[""] * 14)
        assert "call 112" in answer.out

    def test_a_severe_pain_offers_what_would_take_it_back(self, terminal: Terminal) -> None:
        """A quiet line after what to do; Enter leaves the warning as it is."""
        answer = terminal.talk("log", "none", "", "", "8", "", "", *[""] * 14)
        assert "Is one of these so?" in answer.err
        assert "over within an hour" in answer.err

    def test_none_of_these_asks_no_more_about_them(self, terminal: Terminal) -> None:
        answer = terminal.talk("log", "none", "", "", "8", "", "", "0", *[""] * 14)
        assert answer.code == 0
        assert answer.err.count("Any of these now?") == 1


class TestFromInput:
    """From another program."""

    def test_plain_lines_make_entries_and_give_receipts(self, terminal: Terminal) -> None:
        typed = "at: 2026-11-22 23:40\ntears: cried\npain: 3\n\nat: 2026-11-23\ntears: none\nnote: Quiet.\n"
        answer = terminal.open("log", typed=typed)
        assert answer.out.count("Saved: ") == 2
        second, first = entries(terminal)[:2]
        assert first["values"] == {"pain": 3, "tears": 2}
        assert second["at"] == {"local": "2026-11-23", "zone": None, "precision": "day"}
        assert second["note"] == "Quiet."

    def test_json_lines_give_json_receipts(self, terminal: Terminal) -> None:
        typed = json.dumps({"values": {"tears": 1}, "at": "22:05"}) + "\n" + json.dumps({"values": {"pain": 0}})
        answer = terminal.open("log", "--json", typed=typed)
        first, second = (json.loads(line) for line in answer.out.splitlines())
        assert first["at"]["local"] == "2026-11-23T22:05"
        assert {"id", "kind", "at", "level", "flags", "ask", "any_of_these", "page_for_you", "counts"} <= second.keys()

    def test_what_cannot_wait_is_said_beside_json_too(self, terminal: Terminal) -> None:
        answer = terminal.open("log", "--json", typed="body_after: chest_pain\n")
        receipt = json.loads(answer.out)
        assert receipt["level"] == "emergency"
        assert receipt["flags"][0]["action"] == "EN"
        assert "call 112" in answer.err

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("tears: cried\npain: 77\n", "line 1"),
            ("tears: cried\n\npain: yes\n", "line 3"),
            ("just some words\n", "line 1"),
            ('{"values": {"tears": "cried a lot"}}\n', "line 1"),
            ('{"values": {"tears": 1}, "mood": 3}\n', "line 1"),
            ("{not json}\n", "line 1"),
            ("tears: cried\ntears: none\n", "line 2"),
            ("at: 2031-01-01 10:00\ntears: none\n", "still to come"),
            ("at: some day\ntears: none\n", "line 1"),
            ("nonsense: 4\n", "line 1"),
            ("kind: day\ntears: none\n", "line 1"),
            ("", "was empty"),
        ],
    )
    def test_bad_input_is_refused_whole_and_no_value_is_repeated(
        self, terminal: Terminal, typed: str, said: str
    ) -> None:
        before = entries(terminal)
        answer = terminal.open("log", typed="tears: none\n\n" + typed if said == "still to come" else typed)
        assert answer.code == 2
        assert said in answer.err
        assert answer.out == ""
        assert not any(value in answer.err for value in ("77", "cried", "just some words", "some day", "2031"))
        assert entries(terminal) == before

    def test_the_same_id_twice_adds_nothing(self, terminal: Terminal) -> None:
        line = json.dumps({"id": "0b4f5c66-6f0e-4b0e-9b38-6f1f3f1a2f10", "values": {"tears": 1}}) + "\n"
        assert terminal.open("log", typed=line).code == 0
        before = entries(terminal)
        assert terminal.open("log", typed=line).code == 2
        assert terminal.open("log", typed=line.replace("1f10", "1f11") * 2).code == 2
        assert entries(terminal) == before

    def test_a_check_in_takes_the_same_lines_and_the_second_of_a_day_joins_the_first(self, terminal: Terminal) -> None:
        assert terminal.open("checkin", typed="mood: low\nsleep_hours: 7h30\n").code == 0
        assert terminal.open("checkin", typed="energy: some\n").code == 0
        day = next(entry for entry in entries(terminal) if entry["kind"] == "day")
        assert day["values"] == {"mood": 1, "sleep_hours": 450}
        assert day["added"][0]["values"] == {"energy": 2}


class TestChanging:
    """Edit, delete, the day after."""

    def test_an_edit_from_input_replaces_what_the_entry_says(self, terminal: Terminal) -> None:
        number = logged(terminal.open("log", typed="at: 2026-11-22 23:40\ntears: cried\npain: 3\n"))
        assert terminal.open("log", "--edit", number, typed="tears: none\n").code == 0
        entry = latest(terminal)
        assert entry["values"] == {"tears": 0}
        assert entry["at"]["local"] == "2026-11-22T23:40"
        assert entry["changed"]

    def test_an_edit_in_a_terminal_shows_what_stands_there(self, terminal: Terminal, in_conversation: None) -> None:
        number = logged(terminal.talk("log", "cried", "", "", "", "3", "", "", ""))
        answer = terminal.talk(f"log --edit {number}", "1", "none", "", "", "-", "", "", "")
        assert "Now: cried; Enter keeps it, - clears it." in " ".join(answer.err.split())
        assert latest(terminal)["values"] == {"tears": 0}

    def test_delete_is_gone_when_the_command_ends(self, terminal: Terminal) -> None:
        before = entries(terminal)
        number = logged(terminal.open("log", typed="tears: cried\n"))
        assert terminal.open("log", "--delete", number).code == 0
        assert entries(terminal) == before

    def test_delete_can_be_taken_back_at_once(self, terminal: Terminal, in_conversation: None) -> None:
        before = entries(terminal)
        number = str(before[0]["id"])[:8]
        assert terminal.talk(f"log --delete {number}", "u").out.endswith("Taken back.\n")
        assert entries(terminal) == before

    def test_the_day_after_belongs_to_its_encounter(self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        terminal.open("log", typed="at: 2026-11-22 22:00\ntears: cried\n")
        answer = terminal.open("log", "--day-after", typed="mood_next_day: low\n")
        assert answer.code == 0, answer.err
        entry = latest(terminal)
        assert entry["added"][0]["values"] == {"mood_next_day": 1}
        codes = [terminal.open("log", "--day-after", typed="mood_next_day: low\n").code for _ in range(6)]
        assert codes[-1] == 2, "nothing is due any more"

    def test_an_unknown_number_is_told(self, terminal: Terminal) -> None:
        answer = terminal.open("log", "--delete", "ffffffff")
        assert answer.code == 2
        assert "no entry with this number" in answer.err

    def test_one_thing_at_a_time(self, terminal: Terminal) -> None:
        assert terminal.open("log", "--delete", "ffffffff", "--day-after").code == 2


def test_the_clock_is_read_at_the_edge() -> None:
    assert clock.now() == MONDAY
