"""The export is readable, complete where asked, and a damaged one is refused with the place that is wrong."""

import json
import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.unit.report.example import sample

from aftercare.exporters.json_export import FORMAT, LARGEST, export_json, read_export
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import EntryKind
from aftercare.model.errors import BadFile, NewerVault, TooLarge
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.journal import Journal
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.report import Item

CATALOGUE = load_knowledge().measures
SECRET = "sobbing-in-the-bath"
FIRST_ENCOUNTER = next(i for i, entry in enumerate(sample().entries) if entry.kind is EntryKind.ENCOUNTER)
FIRST_PLACE = f"entry {FIRST_ENCOUNTER + 1}: "


def _all(journal: Journal) -> bytes:
    return export_json(journal, CATALOGUE, include_private=True, include_left_out=True)


def _with(change: Callable[[dict[str, Any]], object]) -> bytes:
    read = json.loads(_all(sample()))
    change(read)
    return json.dumps(read).encode()


def test_the_sample_journal_comes_back_whole() -> None:
    read = read_export(_all(sample()), CATALOGUE)
    assert read.journal == sample()
    assert read.without == ()


def test_it_is_plain_json_one_entry_a_line_that_says_what_it_is() -> None:
    data = _all(sample())
    read = json.loads(data)
    assert (read["format"], read["version"]) == (FORMAT, 1)
    lines = data.decode().splitlines()
    assert sum(line.startswith('{"') for line in lines) == len(sample().entries)


def test_the_same_journal_gives_the_same_bytes() -> None:
    assert _all(sample()) == _all(sample())


def test_whether_it_was_wanted_goes_in_only_when_asked_for() -> None:
    usual = export_json(sample(), CATALOGUE, include_private=False)
    assert b'"wanted":' in _all(sample())
    assert b'"wanted":' not in usual
    assert json.loads(usual)["without"] == ["private", "left_out"]


def test_notices_of_danger_signs_stay_back_with_what_is_private() -> None:
    shown = Notice(kind=NoticeKind.FLAG_SHOWN, subject="RF03", at=datetime(2026, 11, 1, tzinfo=UTC))
    journal = replace(sample(), notices=(shown,))
    assert b"RF03" in _all(journal)
    assert b"RF03" not in export_json(journal, CATALOGUE, include_private=False)


def test_entries_left_out_go_in_only_when_asked_for_separately() -> None:
    entries = (replace(sample().entries[0], left_out=True), *sample().entries[1:])
    journal = replace(sample(), entries=entries)
    usual = export_json(journal, CATALOGUE, include_private=True)
    assert json.loads(usual)["without"] == ["left_out"]
    assert entries[0].id.encode() not in usual
    assert read_export(_all(journal), CATALOGUE).journal == journal


def test_entries_in_another_order_are_put_in_time_order() -> None:
    data = _with(lambda read: read["entries"].reverse())
    assert read_export(data, CATALOGUE).journal == sample()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda read: read.pop("settings"), "settings"),
        (lambda read: read.update(extra=1), "extra"),
        (lambda read: read.update(entries={}), "entries"),
        (lambda read: read["entries"][4].pop("at"), "entry 5: at"),
        (lambda read: read["entries"][FIRST_ENCOUNTER]["at"].update(zone="Nowhere/Else"), FIRST_PLACE),
        (lambda read: read["entries"][4]["values"].update(tears=SECRET), "entry 5: tears"),
        (lambda read: read["entries"][4]["values"].update(tears=7), "entry 5: tears"),
        (lambda read: read["entries"][4]["values"].update(tears=True), "entry 5: tears"),
        (lambda read: read["entries"][4]["values"].update(unheard_of=SECRET), "entry 5"),
        (lambda read: read["entries"][4].update(note=""), "entry 5: note"),
        (lambda read: read["entries"].append(read["entries"][0]), "entries"),
        (lambda read: read["person"].update(birth_year=SECRET), "person.birth_year"),
        (lambda read: read["person"]["answers"]["organs"].update(value=[SECRET]), "person: organs"),
        (lambda read: read["person"]["answers"]["organs"].update(value=["uterus", "vagina"]), "person, organs"),
        (lambda read: read["own_measures"][0].update(id="tears"), "own_measures"),
        (lambda read: read["own_measures"].append(read["own_measures"][0]), "own_measures"),
        (lambda read: read["settings"].update(day_turns_at=99), "day turns at"),
        (lambda read: read["settings"].update(zone="Nowhere/Else"), "zone"),
        (
            lambda read: read["entries"][FIRST_ENCOUNTER]["at"].update(local="0001-01-01T00:00", zone="+10:00"),
            FIRST_PLACE,
        ),
        (lambda read: read["notices"].append({"kind": SECRET}), "notices[1]"),
        (lambda read: read.update(waiting=["x"]), "waiting"),
        (lambda read: read.update(waiting=[1]), "waiting"),
        (lambda read: read.update(without=["everything"]), "without"),
        (lambda read: read.update(version="1"), "version"),
        (lambda read: read.update(format="other"), "export of a journal"),
    ],
)
def test_a_damaged_export_names_the_place_and_repeats_nothing_of_it(
    change: Callable[[dict[str, Any]], object], where: str
) -> None:
    with pytest.raises(BadFile) as refused:
        read_export(_with(change), CATALOGUE, name="my.json")
    said = str(refused.value)
    assert said.startswith("my.json: ")
    assert where in said
    assert SECRET not in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe\x00",
        b'{"format": "aftercare-journal", "version": 1, "version": 1}',
        b'{"format": "aftercare-journal", "version": NaN}',
        b'{"format": "aftercare-journal", "version": 1, "x": "\\ud800"}',
        b"[" * 100_000,
        b'{"format": ' + b"9" * 5_000 + b"}",
    ],
)
def test_what_is_not_an_export_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_export(data, CATALOGUE)


def test_a_cut_off_file_says_from_which_line_on() -> None:
    data = _all(sample())[:20_000]
    with pytest.raises(BadFile, match=r"from line \d+ on"):
        read_export(data, CATALOGUE)


def test_an_export_of_a_newer_program_asks_for_an_update() -> None:
    with pytest.raises(NewerVault, match="update it"):
        read_export(_with(lambda read: read.update(version=2)), CATALOGUE)
    with pytest.raises(NewerVault):
        read_export(_with(lambda read: read["entries"][0].update(v=2)), CATALOGUE)


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge):
        read_export(b" " * (LARGEST + 1), CATALOGUE)


def test_every_part_of_a_journal_is_exported() -> None:
    assert {field.name for field in fields(Journal)} - {"version"} <= set(json.loads(_all(sample())))


def test_an_answer_that_tells_what_is_private_stays_back_with_it() -> None:
    told = Fact(finding="unwanted_sex", status=Status.PRESENT, origin=Origin.ANSWER)
    journal = replace(sample(), answers=(told,))
    assert read_export(_all(journal), CATALOGUE).journal == journal
    assert b"unwanted_sex" not in export_json(journal, CATALOGUE, include_private=False)


def test_the_documented_parts_are_the_parts_there_are() -> None:
    documented = (Path(__file__).parents[3] / "docs" / "report.md").read_text(encoding="utf-8")
    parts = re.findall(r"^\| `(\w+)` \|", documented.partition("## The export")[2], flags=re.MULTILINE)
    assert set(parts) == set(json.loads(_all(sample())))


def test_the_documented_entry_can_be_read() -> None:
    documented = (Path(__file__).parents[3] / "docs" / "report.md").read_text(encoding="utf-8")
    entry = json.loads(documented.partition("```json")[2].partition("```")[0])
    read = read_export(_with(lambda whole: whole.update(entries=[entry])), CATALOGUE)
    assert read.journal.entries[0].value("mood_next_day") == 2


def test_every_item_of_the_report_is_documented() -> None:
    documented = (Path(__file__).parents[3] / "docs" / "report.md").read_text(encoding="utf-8")
    assert [item for item in Item if f"`{item.value}`" not in documented] == []
