"""A picture never becomes markup, script or style by what a person wrote."""

import re
from pathlib import Path

import pytest
from tests.unit.charts.reading import SVG, read, texts

import aftercare
from aftercare.charts.svg import PRINT, SCREEN, Frame, number, picture, tag, words

ROLES = ("ink", "soft", "line", "quiet", "plum", "ember", "card")
HOSTILE = "<script>alert(\"1\")</script> & 'quoted' ]]> \x00\x1b \ud800"


def test_words_of_a_person_stay_words_in_text_and_attributes() -> None:
    frame = Frame(width=10, height=10, title=HOSTILE, description=HOSTILE, name="x")
    drawn = picture(frame, words(HOSTILE, 1, 2), tag("g", id_=HOSTILE))
    root = read(drawn)
    assert "<script" not in drawn
    assert texts(drawn)[0].startswith('<script>alert("1")</script> & ')
    assert root.findtext(f"{SVG}title") == texts(drawn)[0]
    assert root.find(f"{SVG}g").get("id") == texts(drawn)[0]


@pytest.mark.parametrize("attribute", ["style", "onclick", "onload"])
def test_an_inline_style_or_event_attribute_cannot_be_built(attribute: str) -> None:
    with pytest.raises(AssertionError):
        tag("g", **{attribute: "x"})


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1"), (1.0, "1"), (0.126, "0.13"), (-0.001, "0"), (10, "10"), (-2.5, "-2.5"), (100.0, "100")],
)
def test_coordinates_are_short_and_the_same_everywhere(value: float, text: str) -> None:
    assert number(value) == text


def test_a_picture_names_itself_to_a_screen_reader() -> None:
    root = read(picture(Frame(width=4, height=3, title="A", description="B", name="x")))
    assert root.get("role") == "img"
    assert root.get("aria-label") == root.findtext(f"{SVG}title") == "A"
    assert root.findtext(f"{SVG}desc") == "B"
    assert root.get("viewBox") == "0 0 4 3"


def test_on_screen_colours_are_the_pages_own_and_on_paper_they_are_fixed() -> None:
    assert all(getattr(SCREEN, role).startswith("var(--") for role in ROLES)
    assert all(getattr(PRINT, role).startswith("#") for role in ROLES)


def test_in_forced_colours_every_role_gets_one_of_the_persons_own_colours() -> None:
    styles = (Path(aftercare.__file__).parent / "web" / "static" / "tokens.css").read_text(encoding="utf-8")
    forced = styles.partition("@media (forced-colors: active)")[2].partition("@media")[0]
    given = dict(re.findall(r"--([\w-]+): (\w+);", forced))
    needed = {getattr(SCREEN, role).removeprefix("var(--").removesuffix(")") for role in ROLES}
    assert needed <= set(given)
    assert {given[role] for role in needed} <= {"CanvasText", "Canvas", "GrayText", "Highlight"}
