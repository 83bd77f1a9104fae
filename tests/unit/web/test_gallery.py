"""Components: each says what it takes and is shown with values; the gallery is for who builds the program alone."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.conftest import bench as bench
from tests.unit.web.conftest import inside as inside

from aftercare.model.errors import BadFile
from aftercare.web.gallery.__main__ import PATH, gallery_app
from aftercare.web.gallery.described import all_components, macros_of, read_component
from aftercare.web.gallery.made import real
from aftercare.web.gallery.page import draw
from aftercare.web.gallery.tokens import contrast, pairs
from aftercare.web.templating import COMPONENTS

TEMPLATE = '{% macro bar(sentence, back="") %}{{ sentence }}{{ back }}{% endmacro %}'
OPTIONS = "[{name: sentence, type: text, required: true, what: Said.}, {name: back, type: path, what: Where to.}]"
GOOD = f"- {{id: bar, what: A bar., options: {OPTIONS}, fixtures: [{{name: one, values: {{sentence: Kept.}}}}]}}"
COMPONENT_NAMES = sorted(path.stem for path in COMPONENTS.glob("*.html"))


def described(folder: Path, text: str) -> Path:
    (folder / "bar.html").write_text(TEMPLATE)
    (folder / "bar.yaml").write_text(text)
    return folder / "bar.html"


@pytest.mark.parametrize("name", COMPONENT_NAMES)
def test_every_part_says_what_it_takes_and_can_be_shown_with_each_of_its_fixtures(name: str) -> None:
    """`read_component` holds every macro of the template to its description; drawing fails on any value it lacks."""
    parts = read_component(COMPONENTS / f"{name}.html")
    assert parts
    for part in parts:
        assert part.fixtures, part.id
        assert part.what.endswith("."), part.id
        drawn = [str(draw(name, part.id, fixture)) for fixture in part.fixtures]
        assert any(text.strip() for text in drawn), part.id


def test_there_are_fixtures_for_long_text_for_nothing_and_for_what_to_mend() -> None:
    names = {f.name for parts in all_components().values() for part in parts for f in part.fixtures}
    assert {"long", "to mend", "none", "empty"} <= names


def test_the_macros_of_a_template_are_found_with_what_they_take() -> None:
    taken = macros_of(TEMPLATE + "{% macro box() %}{{ caller() }}{% endmacro %}")
    assert taken["bar"].options == {"sentence": True, "back": False}
    assert taken["box"].body
    assert not taken["bar"].body


def test_a_description_that_fits_is_read(tmp_path: Path) -> None:
    (part,) = read_component(described(tmp_path, GOOD))
    assert [option.name for option in part.options] == ["sentence", "back"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "These"),
        (GOOD.replace("id: bar", "id: bat"), "these parts: bar"),
        (GOOD.replace("required: true, ", ""), r"sentence \(required\)"),
        (GOOD.replace(", {name: back, type: path, what: Where to.}", ""), "these options: sentence"),
        (GOOD.replace("type: path", "type: colour"), "not one of"),
        (GOOD.replace("{sentence: Kept.}", "{}"), "lacks sentence"),
        (GOOD.replace("{sentence: Kept.}", "{sentence: Kept., colour: red}"), "takes no colour"),
        (GOOD.replace("{sentence: Kept.}", "{sentence: 3}"), "sentence is a text"),
        (GOOD.replace("[{name: one, values: {sentence: Kept.}}]", "[]"), "one fixture"),
        (GOOD.replace("[{name: one, values: {sentence: Kept.}}]", "[{name: one}]"), "name and values"),
    ],
)
def test_a_description_that_does_not_fit_is_refused_and_says_what_is_wrong(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(BadFile, match=sentence.replace("These", "these parts")):
        read_component(described(tmp_path, text))


def test_a_component_without_a_description_is_refused(tmp_path: Path) -> None:
    path = described(tmp_path, GOOD)
    path.with_suffix(".yaml").unlink()
    with pytest.raises(BadFile, match="Every component is described"):
        read_component(path)


def test_what_cannot_be_made_is_refused() -> None:
    with pytest.raises(BadFile, match="What can be made"):
        real({"made": "elephant/grey"})


def test_the_gallery_is_no_page_of_the_program(inside: Bench) -> None:
    """It is started by itself; the program answers as to any address it does not know."""
    unknown = inside.client.get("/p/nothing", headers=OWN)
    answer = inside.client.get(PATH, headers=OWN)
    assert answer.status_code == unknown.status_code == 404
    assert answer.text == unknown.text


def test_the_gallery_shows_every_fixture_once_with_its_own_ids() -> None:
    client = TestClient(gallery_app())
    page = client.get(PATH).text
    shown = [f for parts in all_components().values() for part in parts for f in part.fixtures]
    assert page.count('class="fixture"') == len(shown) > 100
    ids = [piece.split('"')[0] for piece in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert client.get(PATH + ".css").status_code == 200


def test_contrast_is_as_the_guidelines_define_it() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_pair_of_colours_that_is_used_can_be_read_in_both_schemes() -> None:
    """WCAG 2.2: text 4.5, edges and focus 3."""
    found = pairs()
    assert {pair.scheme for pair in found} == {"light", "dark"}
    assert [pair for pair in found if not pair.enough] == []
