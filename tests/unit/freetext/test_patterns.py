"""The written form of the lexicon's patterns."""

import pytest

from aftercare.knowledge.lexicon import Kind, Pattern, endings
from aftercare.model.errors import BadValue


def test_a_bar_binds_the_words_beside_it() -> None:
    words, verb = Pattern.from_plain("chest|heart hurts", "here").parts
    assert words.words == ("chest", "heart")
    assert verb.words == ("hurts",)


def test_brackets_hold_runs_of_words() -> None:
    (choice,) = Pattern.from_plain("(passed out|fell)", "here").parts
    assert choice.kind is Kind.CHOICE
    assert [len(run) for run in choice.choices] == [2, 1]


def test_numbers_have_bounds() -> None:
    bounds = [(part.least, part.most) for part in Pattern.from_plain("@4 @4+ @7-10 hours", "here").parts[:3]]
    assert bounds == [(4, 4), (4, float("inf")), (7, 10)]


def test_an_ampersand_joins_parts_that_stand_in_any_order() -> None:
    (together,) = Pattern.from_plain("lip|tongue & swollen", "here").parts
    assert together.kind is Kind.TOGETHER
    assert [run[0].words for run in together.choices] == [("lip", "tongue"), ("swollen",)]


@pytest.mark.parametrize(
    "written", ["", "..", "Pain", "(pain", "pain)", "pa-in", 7.5, "pain?", "lip &", "a & b & c & d"]
)
def test_what_can_not_be_read_is_refused_with_its_place(written: object) -> None:
    with pytest.raises(BadValue, match="here"):
        Pattern.from_plain(written, "here")


def test_regular_endings() -> None:
    assert endings("bleed") == ("bleed", "bleeds", "bleeded", "bleeding")
    assert "choking" in endings("choke")
    assert "cries" in endings("cry")
    assert "stopped" in endings("stop")
