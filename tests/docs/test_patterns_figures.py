"""docs/patterns-figures.md and its pictures say what the kept figures say, and can be read without colours."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks.patterns import plots
from benchmarks.patterns.pages import made

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_and_its_pictures_are_what_the_kept_figures_make():
    for name, text in made("first").items():
        kept = DOCS / name
        assert kept.exists(), f"run: python -m benchmarks.patterns pages ({name} is missing)"
        assert kept.read_text(encoding="utf-8") == text, f"run: python -m benchmarks.patterns pages ({name} is old)"


def test_every_picture_on_the_page_is_there():
    page = made("first")["patterns-figures.md"]
    named = {part.split(")")[0] for part in page.split("](images/")[1:]}
    assert named == {str(file.relative_to(DOCS / "images")) for file in (DOCS / "images" / "patterns").glob("*.svg")}


LINES = [plots.Line("likely", [(0, 0.0), (400, 0.7)]), plots.Line("hunch", [(0, 0.0), (400, 0.7)], "ember", "dashed")]
PICTURES = {
    "curves": plots.curves("Found", "Found by entry", [plots.Panel("odds ratio 6", LINES, 400, (0, 400))]),
    "bars": plots.bars("False", "False share", [plots.Bar("ours", 0.03, True, 0.1), plots.Bar("Pearson", 0.88, False)]),
    "dots": plots.dots("Hold up", "Of 100", {"likely": [("standard", 0.96, 0.01)]}),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_names_itself_and_each_part_and_changes_with_a_dark_screen(name):
    drawn = ElementTree.fromstring(PICTURES[name])
    inside = "".join(drawn.itertext())
    assert drawn.find("{*}title") is not None
    assert drawn.find("{*}desc") is not None
    assert "prefers-color-scheme: dark" in inside
    for word in {"curves": ("likely", "hunch"), "bars": ("ours", "Pearson", "88.0 %"), "dots": ("standard", "96")}[
        name
    ]:
        assert word in inside


def test_two_lines_that_end_at_one_place_keep_their_names_apart():
    drawn = ElementTree.fromstring(PICTURES["curves"])
    places = [float(text.get("y")) for text in drawn.findall(".//{*}text") if text.text in ("likely", "hunch")]
    assert abs(places[0] - places[1]) >= 14
