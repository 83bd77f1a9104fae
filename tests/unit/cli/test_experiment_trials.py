"""Trials from a file in the terminal: one object a line, no journal needed."""

import json
from pathlib import Path

from tests.unit.cli.terminal import Terminal

GOOD = '{"id":"a","outcome_kind":"score","entries":[{"block":0,"arm":"A","value":3},{"block":0,"arm":"B","value":5}]}'


def test_a_file_of_trials_gives_one_object_a_line_and_needs_no_journal(nowhere: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "trials.jsonl"
    file.write_text(f"{GOOD}\n{GOOD}\n", encoding="utf-8")
    given = nowhere.run("experiment", "--trials", str(file))
    assert given.code == 0
    assert [json.loads(line)["effect"] for line in given.out.splitlines()] == [2.0, 2.0]
    assert nowhere.run("experiment", "--trials", "-", typed=f"{GOOD}\n{GOOD}\n").out == given.out


def test_a_broken_line_is_named_and_nothing_is_given_out_of_half_a_file(nowhere: Terminal) -> None:
    given = nowhere.run("experiment", "--trials", "-", typed=f"{GOOD}\n{GOOD[:-9]}\n{GOOD}\n")
    assert given.code == 2
    assert given.out == ""
    assert "line 2" in given.err
    assert "Traceback" not in given.err


def test_an_empty_file_gives_nothing(nowhere: Terminal) -> None:
    given = nowhere.run("experiment", "--trials", "-")
    assert (given.code, given.out, given.err) == (0, "", "")


def test_trials_stand_alone(nowhere: Terminal) -> None:
    assert nowhere.run("experiment", "--trials", "-", "list", typed=GOOD).code == 2
