"""Looking: timeline, patterns, right now, findings."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.journey.made_patterns import patterned
from tests.unit.cli.terminal import Terminal

from aftercare.cli import voice
from aftercare.cli.commands import patterns as patterns_command
from aftercare.knowledge.load import load_knowledge
from aftercare.model.review import Review
from aftercare.patterns.changes import Change
from aftercare.review import review_journal
from aftercare.usecases import read_diary
from aftercare.usecases.sample_journal import sample_journal
from aftercare.usecases.seen import changed_since, last_seen

DIARY = [
    {
        "type": "meta",
        "person": "p1",
        "factors": [{"name": "late", "kind": "binary", "source": "entry"}],
        "outcomes": [{"name": "tears", "kind": "binary", "min": 0, "max": 1}],
    },
    *(
        {
            "type": "encounter",
            "i": i,
            "date": f"2026-01-{i:02}",
            "time": "22:00",
            "factors": {"late": i % 2},
            "outcomes": {"tears": int(i % 3 == 0)},
        }
        for i in range(1, 13)
    ),
]


class TestTimeline:
    """What is in the journal."""

    def test_days_stand_latest_first_with_the_arc_and_a_number(self, terminal: Terminal) -> None:
        terminal.open("log", typed="at: 2026-11-20 23:40\nmood_before: good\nmood_after: awful\ntears: cried\n")
        answer = terminal.open("timeline", "--before", "2026-11-21")
        line = next(line for line in answer.out.splitlines() if "23:40" in line)
        assert "█·▁·" in line
        assert "tears: cried" in " ".join(answer.out.split())

    def test_private_answers_stay_out_of_the_list_and_of_json_unless_asked(self, terminal: Terminal) -> None:
        terminal.open("log", typed="tears: none\nwanted: not_sure\n")
        assert "not sure" not in terminal.open("timeline").out
        assert '"wanted"' not in terminal.open("timeline", "--json").out
        assert '"wanted": "not_sure"' in terminal.open("timeline", "--json", "--private").out

    def test_one_entry_shows_all_it_says(self, terminal: Terminal) -> None:
        receipt = json.loads(terminal.open("log", "--json", typed="tears: cried\npain: 3\nnote: Slowly.\n").out)
        answer = terminal.open("timeline", receipt["id"][:8])
        assert "Pain: 3" in answer.out
        assert "Slowly." in answer.out

    def test_a_line_of_json_can_be_logged_elsewhere_as_it_is(self, terminal: Terminal, nowhere: Terminal) -> None:
        receipt = json.loads(terminal.open("log", "--json", typed="at: 2026-11-20 23:40\ntears: cried\n").out)
        line = json.loads(terminal.open("timeline", receipt["id"][:8], "--json").out)
        kept = {key: line[key] for key in ("v", "id", "kind", "at", "values", "note")}
        nowhere.open("init", "--birth-year", "1990")
        assert nowhere.open("log", typed=json.dumps(kept)).code == 0
        again = json.loads(nowhere.open("timeline", "--json").out)
        assert {key: again[key] for key in kept} == kept

    def test_what_is_for_the_person_only_waits_for_their_word(self, terminal: Terminal) -> None:
        receipt = json.loads(terminal.open("log", "--json", typed="tears: none\nwanted: not_sure\n").out)
        assert receipt["page_for_you"] is True
        assert receipt["flags"] == []
        closed = terminal.open("timeline", receipt["id"][:8])
        assert "What to do:" not in closed.out
        assert "--for-me" in closed.err
        assert "not sure" not in closed.out
        opened = terminal.open("timeline", receipt["id"][:8], "--for-me").out
        assert "What to do:" in opened
        assert "Wanted: not sure" in opened

    def test_an_empty_journal_says_how_to_begin(self, nowhere: Terminal) -> None:
        nowhere.open("init", "--birth-year", "1990")
        assert "The first entry: aftercare log" in nowhere.open("timeline").out

    def test_words_of_notes_are_asked_for_not_given_as_arguments(self, terminal: Terminal) -> None:
        terminal.open("log", typed="tears: none\nnote: Lighthouse and rain.\n")
        assert "Encounter" in terminal.open("timeline", "--search", typed="lighthouse\n").out
        assert "No note has" in terminal.open("timeline", "--search", typed="harbour\n").out

    def test_without_a_terminal_there_is_no_colour(self, terminal: Terminal) -> None:
        assert "\x1b" not in terminal.open("timeline").out


class TestPatterns:
    """What goes with what."""

    def test_with_few_entries_it_says_how_many_are_needed(self, terminal: Terminal) -> None:
        answer = terminal.open("patterns")
        assert answer.code == 0, answer.err
        words = " ".join(answer.out.split())
        assert "Most people need 100 to 250 entries" in words
        assert "It cannot say why." in words

    def test_json_has_claims_and_names(self, terminal: Terminal) -> None:
        found = json.loads(terminal.open("patterns", "--json").out)
        assert {"n", "claims", "no_link", "labels"} <= found.keys()

    def test_a_diary_needs_no_journal_and_gives_the_claims_as_they_are(self, nowhere: Terminal, tmp_path: Path) -> None:
        file = tmp_path / "d.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in DIARY))
        answer = nowhere.run("patterns", "--diary", str(file), "--every-entry")
        assert answer.code == 0, answer.err
        given = [json.loads(line) for line in answer.out.splitlines()]
        assert [each["n"] for each in given] == list(range(1, 13))
        expected = [*read_diary.claims(file.read_text().splitlines(), every_entry=True)]
        assert [list(each) for each in given] == [list(each) for each in expected]
        for each in (*given, *expected):
            each.pop("seconds")
        assert given == expected

    def test_a_diary_comes_from_standard_input_too(self, nowhere: Terminal) -> None:
        typed = "".join(json.dumps(line) + "\n" for line in DIARY)
        assert json.loads(nowhere.run("patterns", "--diary", "-", typed=typed).out)["n"] == 12

    def test_a_damaged_diary_names_line_and_field_and_no_value(self, nowhere: Terminal) -> None:
        answer = nowhere.run("patterns", "--diary", "-", typed='{"type": "meta", "person": 17}\n')
        assert answer.code == 2
        assert "line 1" in answer.err
        assert "17" not in answer.err

    def test_days_are_asked_about_on_their_own(self, terminal: Terminal) -> None:
        words = " ".join(terminal.open("patterns", "--days").out.split())
        assert "These are days with a check-in" in words
        assert "It cannot say why." in words
        assert {"n", "claims", "no_link", "labels"} <= json.loads(
            terminal.open("patterns", "--days", "--json").out
        ).keys()

    def test_the_days_of_a_diary_give_claims_too(self, nowhere: Terminal) -> None:
        day = {"type": "checkin", "date": "2026-01-01", "values": {"calm": 3, "felt": 4}}
        factors = [{"name": name, "kind": "ordinal", "source": "daily"} for name in ("calm", "felt")]
        meta = {"type": "meta", "person": "p", "factors": factors, "outcomes": [], "days": {"outcomes": ["felt"]}}
        typed = "".join(json.dumps(line) + "\n" for line in (meta, day))
        assert json.loads(nowhere.run("patterns", "--diary", "-", "--days", typed=typed).out)["n"] == 1

    def test_every_entry_goes_with_a_diary(self, terminal: Terminal) -> None:
        assert terminal.open("patterns", "--every-entry").code == 2

    def test_an_outcome_that_is_none_is_refused_with_those_there_are(self, terminal: Terminal) -> None:
        answer = terminal.open("patterns", "--outcome", "weather")
        assert answer.code == 2
        assert "There is no such outcome" in answer.err

    def test_a_second_look_at_the_same_journal_says_nothing_changed(self, terminal: Terminal) -> None:
        terminal.open("patterns")
        assert "Since you last looked" not in terminal.open("patterns").out
        assert json.loads(terminal.open("patterns", "--json").out)["changed"] == []

    def test_a_pattern_that_is_not_there_is_told(self, terminal: Terminal) -> None:
        assert terminal.open("patterns", "--entries", "7").code == 2


class TestNow:
    """Needs nothing, keeps nothing."""

    def test_danger_signs_and_the_number_come_first(self, nowhere: Terminal) -> None:
        answer = nowhere.run("now", "--country", "DE")
        assert answer.code == 0
        assert answer.out.index("call 112") < answer.out.index("Chest pain") < 600
        assert not nowhere.folder.exists()

    def test_the_country_is_never_guessed(self, nowhere: Terminal) -> None:
        answer = nowhere.run("now")
        assert "--country CODE" in answer.out
        assert "Everywhere else" in answer.out

    def test_an_unknown_country_names_those_there_are(self, nowhere: Terminal) -> None:
        answer = nowhere.run("now", "--country", "XX")
        assert answer.code == 2
        assert "DE" in answer.err

    def test_the_country_of_the_set_up_is_used(self, nowhere: Terminal) -> None:
        nowhere.open("init", "--birth-year", "1990", "--country", "GB")
        assert "call 999" in nowhere.run("now", "--vault", str(nowhere.folder)).out

    def test_for_a_partner_it_ends_with_what_not_to_say(self, nowhere: Terminal) -> None:
        answer = nowhere.run("now", "--for", "partner", "--what", "tears")
        assert "Better not to say:" in answer.out

    def test_in_a_terminal_one_step_comes_after_another(self, nowhere: Terminal, in_conversation: None) -> None:
        answer = nowhere.run("now", "--country", "DE", typed="\n1\n1\n\nq\n")
        assert answer.code == 0, answer.err
        first, second = "Breathe out, slowly", "Stop touching for now"
        assert answer.out.index("Chest pain") < answer.out.index(first) < answer.out.index(second)
        assert answer.err.count("Enter: next") == 2

    def test_a_danger_sign_leads_at_once_to_what_to_do(self, nowhere: Terminal, in_conversation: None) -> None:
        listed = nowhere.run("now", "--country", "DE", typed="\n\n").out
        number = next(line for line in listed.splitlines() if line.endswith("Chest pain")).split()[0]
        answer = nowhere.run("now", "--country", "DE", typed=f"{number}\n")
        assert answer.code == 0, answer.err
        assert answer.out.index("Chest pain") < answer.out.index("What to do:")
        assert "For whom" not in answer.err

    def test_they_did_not_want_it_asks_first_if_one_could_hurt_someone(
        self, nowhere: Terminal, in_conversation: None
    ) -> None:
        """A guide with a danger of its own shows its list, wherever one comes from."""
        words = ("now", "--country", "DE", "--for", "partner", "--what", "tears")
        answer = nowhere.run(*words, typed="\n\n\n\n2\n1\n\nq\n")
        assert answer.code == 0, answer.err
        once = "Afraid you could hurt someone"
        assert answer.out.count(once) == 1
        assert answer.out.index(once) < answer.out.index("Thank you for telling me")

    def test_doubtful_numbers_say_so(self, nowhere: Terminal) -> None:
        assert "(not checked)" in nowhere.run("now", "--country", "DE").out

    def test_beside_the_numbers_it_says_that_calls_are_listed(self, nowhere: Terminal) -> None:
        assert "call list" in nowhere.run("now", "--country", "DE").out

    def test_json_has_dangers_guides_and_services(self, nowhere: Terminal) -> None:
        lines = [json.loads(line) for line in nowhere.run("now", "--json", "--country", "DE").out.splitlines()]
        assert {line["type"] for line in lines} == {"danger", "guide", "service"}
        assert {line["country"] for line in lines if line["type"] == "service"} == {"DE"}


def test_the_days_of_a_long_journal_read_as_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    knowledge = load_knowledge()
    journal = sample_journal(knowledge.measures, date(2026, 11, 22))
    review = review_journal(journal, (), knowledge, datetime(2026, 11, 22, 19, tzinfo=UTC))
    patterns_command.show_review(review.of_days())
    words = " ".join(capsys.readouterr().out.split())
    assert re.search(
        r"A long sleep goes with a better mood, for you\. Mood that day was .* days with a long sleep", words
    )
    assert "aftercare patterns --days --entries 1" in words
    assert "For days it has not been measured how many such patterns hold up." in words
    assert not re.search(
        r"\d+ hold up|\bentries\b", words.replace("The entries behind it", "").replace("--entries", "")
    )


def _patterned() -> tuple[Review, Sequence[Change]]:
    journal = patterned(date(2026, 11, 22))
    review = review_journal(journal, (), load_knowledge(), datetime(2026, 11, 22, 19, tzinfo=UTC))
    return review, changed_since(last_seen(journal), review.patterns)


def test_every_kind_of_pattern_reads_in_the_terminal_the_main_question_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    review, changed = _patterned()
    patterns_command.show_review(review, changed=changed)
    words = " ".join(capsys.readouterr().out.split())
    assert words.startswith("Since you last looked: - New: ")
    assert "- Faded: Alcohol and pain the next day" in words
    assert "1 A quarrel goes with tears again by the next day, for you." in words
    assert "Highest from about day " in words
    assert "It was likely once." in words
    assert "your entries cannot tell them apart yet. An experiment could." in words
    assert "A guess, not a promise" in words or "Any difference is probably smaller than" in words


def test_one_outcome_alone_keeps_the_numbers_of_its_patterns(capsys: pytest.CaptureFixture[str]) -> None:
    review, changed = _patterned()
    patterns_command.show_review(review, only="pain", changed=changed)
    words = " ".join(capsys.readouterr().out.split())
    assert "More depth goes with more pain, for you." in words
    assert "--entries 1" not in words
    assert "closeness" not in words.lower()


def test_findings_are_listed_for_programs_and_for_people(nowhere: Terminal) -> None:
    found = [json.loads(line) for line in nowhere.run("findings", "--json").out.splitlines()]
    assert len(found) > 100
    assert all(each["id"] and each["name"] and each["lay"] for each in found)
    assert nowhere.run("findings").out.startswith("Id\tName\tIn plain words\n")


def test_prose_is_broken_to_a_readable_width() -> None:
    assert max(len(line) for line in voice.wrapped("word " * 100).splitlines()) <= voice.WIDEST


def test_a_long_journal_reads_as_sentences_with_title_counts_and_difference(capsys: pytest.CaptureFixture[str]) -> None:
    knowledge = load_knowledge()
    journal = sample_journal(knowledge.measures, date(2026, 11, 22))
    patterns_command.show_review(review_journal(journal, (), knowledge, datetime(2026, 11, 22, 19, tzinfo=UTC)))
    words = " ".join(capsys.readouterr().out.split())
    assert re.search(
        r"\d Little sleep goes with tears, for you\. Tears came after \d+ of \d+ times with little sleep \(6 h \d+ min "
        r"or less\), and after \d+ of \d+ others\. Compared with entries around the same time, tears were about",
        words,
    )
    assert "“" not in words
