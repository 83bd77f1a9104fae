"""Letters, own measures, imports."""

import json
from pathlib import Path

import pytest
from tests.unit.cli.terminal import Terminal

SAMPLES = Path(__file__).parents[2] / "samples" / "daylio"
DAYLIO = SAMPLES / "sample_2021.csv"


class TestLetters:
    """Entries written while the journal was locked."""

    def waiting(self, terminal: Terminal) -> list[dict[str, object]]:
        return [json.loads(line) for line in terminal.open("letters", "--json").out.splitlines()]

    def test_any_command_says_that_letters_wait(self, terminal: Terminal) -> None:
        assert "written while the journal was locked" in terminal.open("timeline").err

    def test_they_are_listed_with_time_and_device(self, terminal: Terminal) -> None:
        (letter,) = self.waiting(terminal)
        answer = terminal.open("letters")
        assert str(letter["id"])[:8] in answer.out
        assert str(letter["letter"]) in answer.out

    def test_one_can_be_looked_at_and_kept(self, terminal: Terminal) -> None:
        (letter,) = self.waiting(terminal)
        number = str(letter["id"])[:8]
        assert terminal.open("letters look", number).code == 0
        assert terminal.open("letters keep", number).out.endswith("Kept: 1\n")
        assert self.waiting(terminal) == []
        assert terminal.open("timeline", number).code == 0

    def test_one_can_be_given_up_and_never_comes_back(self, terminal: Terminal) -> None:
        (letter,) = self.waiting(terminal)
        assert terminal.open("letters discard", str(letter["id"])[:8]).code == 0
        assert self.waiting(terminal) == []
        assert terminal.open("timeline", str(letter["id"])[:8]).code == 2

    def test_all_can_be_kept_at_once(self, terminal: Terminal) -> None:
        assert terminal.open("letters keep", "--all").code == 0
        assert terminal.open("letters").out == "No letters wait.\n"

    def test_an_entry_that_is_no_letter_is_not_kept_twice(self, terminal: Terminal) -> None:
        (letter,) = self.waiting(terminal)
        others = [json.loads(line)["id"] for line in terminal.open("timeline", "--json").out.splitlines()]
        kept = next(each for each in others if each != letter["id"])
        assert terminal.open("letters keep", kept[:8]).code == 2

    def test_the_folder_may_stand_before_the_subcommand(self, terminal: Terminal) -> None:
        place = ("--vault", str(terminal.folder), "--passphrase-file", str(terminal.passphrase_file))
        assert terminal.run("letters", *place, "keep", "--all").code == 0


class TestMeasures:
    """What can be recorded."""

    def test_the_list_needs_no_journal(self, nowhere: Terminal) -> None:
        listed = [json.loads(line) for line in nowhere.run("measures", "--json").out.splitlines()]
        assert len(listed) >= 70
        assert [each["id"] for each in listed[:2]] == ["tears", "tears_kind"]
        assert nowhere.run("measures").out.startswith("Id\tQuestion\tKind\tAnswers\tForm\n")

    def test_an_own_one_is_added_logged_renamed_and_retired(self, terminal: Terminal) -> None:
        answer = terminal.open("measures add", "--kind", "yes_no", typed="Candles lit?\n")
        assert answer.code == 0, answer.err
        own = answer.out.split("(")[1].split(")")[0]
        assert own.startswith("own.")
        assert terminal.open("log", typed=f"tears: none\n{own}: yes\n").code == 0
        assert "Candles burning" in terminal.open("measures rename", own, typed="Candles burning\n").out
        assert terminal.open("measures retire", own).code == 0
        assert own in terminal.open("measures", "--own").out
        assert terminal.open("measures retire", own, "--bring-back").code == 0

    def test_words_and_bounds_are_read_after_the_name(self, terminal: Terminal) -> None:
        steps = terminal.open("measures add", "--kind", "steps", typed="Music?\nnone, soft, loud\n")
        assert steps.code == 0, steps.err
        number = terminal.open("measures add", "--kind", "number", "--form", "check_in", typed="Tea\ncups, 0, 20\n")
        assert number.code == 0, number.err
        assert terminal.open("measures add", "--kind", "number", typed="Tea\ncups, none\n").code == 2

    def test_in_conversation_the_kind_is_picked_by_number(self, terminal: Terminal, in_conversation: None) -> None:
        answer = terminal.open("measures add", typed="Candles?\n3\n")
        assert answer.code == 0, answer.err
        own = answer.out.split("(")[1].split(")")[0]
        assert f"{own}\tCandles?\tscale" in terminal.open("measures", "--own").out

    def test_a_shipped_one_cannot_be_renamed(self, terminal: Terminal) -> None:
        assert terminal.open("measures rename", "tears", typed="Weeping\n").code == 2


class TestImport:
    """Another app's export."""

    def preview(self, terminal: Terminal) -> dict[str, object]:
        found: dict[str, object] = json.loads(terminal.open("import", str(DAYLIO), "--json").out)
        return found

    def answers(self, terminal: Terminal, tmp_path: Path) -> str:
        """Every required word answered with its first choice."""
        questions = self.preview(terminal)["questions"]
        assert isinstance(questions, list)
        given = {
            each["id"]: {word["word"]: each["choices"][0]["id"] for word in each["words"]}
            for each in questions
            if each["required"]
        }
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(given))
        return str(file)

    def test_the_dry_run_writes_nothing(self, terminal: Terminal) -> None:
        before = terminal.open("timeline", "--json").out
        answer = terminal.open("import", str(DAYLIO))
        assert answer.code == 0, answer.err
        assert answer.out.startswith("Daylio")
        assert "Nothing is written yet." in answer.err
        assert terminal.open("timeline", "--json").out == before

    def test_taken_in_twice_adds_nothing_and_is_taken_back_as_one(self, terminal: Terminal, tmp_path: Path) -> None:
        before = terminal.open("timeline", "--json").out
        given = ("--take", "--answers", self.answers(terminal, tmp_path))
        first = json.loads(terminal.open("import", str(DAYLIO), "--json", *given).out)
        assert first["new"] > 0
        second = json.loads(terminal.open("import", str(DAYLIO), "--json", *given).out)
        assert second["new"] == 0
        listed = json.loads(terminal.open("import", "--list", "--json").out)
        assert listed["entries"] == first["new"]
        assert terminal.open("import", "--undo", first["import"][:8]).code == 0
        assert terminal.open("timeline", "--json").out == before

    def test_asked_in_conversation_and_then_decided(self, terminal: Terminal, in_conversation: None) -> None:
        before = terminal.open("timeline", "--json").out
        answer = terminal.open("import", str(SAMPLES / "german_mockdata_700days.csv"), typed="\n" * 60 + "n\n")
        assert answer.code == 0, answer.err
        assert "Take this in?" in answer.err
        assert terminal.open("timeline", "--json").out == before

    @pytest.mark.parametrize("content", ["", "just words", '{"a": 1}'])
    def test_a_file_of_no_known_app_is_told(self, terminal: Terminal, tmp_path: Path, content: str) -> None:
        file = tmp_path / "x.csv"
        file.write_text(content)
        answer = terminal.open("import", str(file), "--take")
        assert answer.code == 2
        assert answer.out == ""

    def test_answers_of_a_wrong_shape_are_told(self, terminal: Terminal, tmp_path: Path) -> None:
        file = tmp_path / "answers.json"
        for content in ("[1]", '{"moods": 3}', "not json"):
            file.write_text(content)
            assert terminal.open("import", str(DAYLIO), "--answers", str(file)).code == 2

    def test_one_thing_at_a_time(self, terminal: Terminal) -> None:
        assert terminal.open("import").code == 2
        assert terminal.open("import", str(DAYLIO), "--list").code == 2

    def test_an_import_that_is_not_there_is_told(self, terminal: Terminal) -> None:
        assert terminal.open("import", "--undo", "ffff").code == 2


class TestTakingBack:
    """One's own export, back in."""

    @pytest.fixture
    def written(self, nowhere: Terminal) -> Terminal:
        """A journal with two entries, one of them kept out of patterns, with an answer that is private."""
        assert nowhere.open("init", "--birth-year", "1990").code == 0
        typed = "at: 2026-01-02 23:40\ntears: cried\n\nat: 2026-01-03 22:10\nwanted: not_sure\nleft_out: yes\n"
        assert nowhere.open("log", typed=typed).code == 0
        return nowhere

    def test_everything_comes_back_into_an_empty_journal_and_a_second_time_adds_nothing(
        self, written: Terminal, tmp_path: Path
    ) -> None:
        file = str(tmp_path / "x.age")
        assert written.open("export", file, "--private", "--left-out").code == 0
        fresh = Terminal(tmp_path / "fresh", written.passphrase_file)
        assert fresh.open("init", "--birth-year", "1990").code == 0
        looked = json.loads(fresh.open("import", file, "--json").out)
        assert (looked["taken"], looked["new"], looked["without"]) == (False, 2, [])
        assert fresh.open("timeline", "--json").out == ""
        answer = fresh.open("import", file, "--take")
        assert answer.code == 0, answer.err
        there, here = written.open("timeline", "--json", "--private"), fresh.open("timeline", "--json", "--private")
        assert here.out == there.out
        assert json.loads(fresh.open("import", file, "--take", "--json").out)["new"] == 0

    def test_a_plain_one_is_known_by_what_it_is_not_by_its_name(self, written: Terminal, tmp_path: Path) -> None:
        file = str(tmp_path / "photo.jpg")
        assert written.open("export", file, "--plain").code == 0
        answer = written.open("import", file)
        assert answer.out.startswith("New: 0 entries; there already: 1\n"), answer.err
        assert "The file goes without: private, left out" in answer.out

    def test_one_sealed_with_other_words_stays_closed(self, written: Terminal, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.write_text("the clinic may open this one\n")
        other.chmod(0o600)
        file = str(tmp_path / "x.age")
        written.open("export", file, "--seal-passphrase-file", str(other))
        assert written.open("import", file).code == 2

    def test_what_is_for_the_person_alone_is_not_among_what_rules_find(self, written: Terminal, tmp_path: Path) -> None:
        file = str(tmp_path / "x.age")
        written.open("export", file, "--private", "--left-out")
        fresh = Terminal(tmp_path / "fresh", written.passphrase_file)
        fresh.open("init", "--birth-year", "1990")
        answer = fresh.open("import", file, "--take")
        assert "wanted" not in answer.out + answer.err
