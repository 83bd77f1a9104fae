"""The piece of a note that a search shows: the words found, marked, with what stands around them."""

from hypothesis import given
from hypothesis import strategies as st

from aftercare.usecases.search_notes import AROUND, snippet


def marked(note: str, *typed: str) -> list[str]:
    return [piece.text for piece in snippet(note, typed) if piece.found]


def test_each_word_found_is_marked_by_its_beginning_without_case_and_accents() -> None:
    assert marked("We had a quarrel in the Café, then quarrelled again.", "cafe", "quarrel") == [
        "quarrel",
        "Café",
        "quarrelled",
    ]


def test_a_word_is_found_by_its_beginning_only() -> None:
    assert marked("underneath", "neath") == []


def test_of_a_long_note_only_the_part_around_is_shown() -> None:
    note = "many words " * 100 + "walk in the rain " + "other words " * 100
    shown = "".join(piece.text for piece in snippet(note, ["rain"]))
    assert "walk in the rain" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 6 * AROUND


@given(st.text(max_size=400), st.text(max_size=20))
def test_the_pieces_are_the_note_unchanged_wherever_it_is_short(note: str, typed: str) -> None:
    text = "".join(piece.text for piece in snippet(note, typed.split()))
    inside = text.removeprefix("… ").removesuffix(" …")
    assert inside in note
