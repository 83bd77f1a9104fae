"""The body map as a picture: what each region says and leads to, and how a score shows without colour."""

from tests.unit.charts.reading import SVG, description, of_class, read, texts

from aftercare.charts.body_map import Asked, Hurt, Sides, asking_map, hurt_picture, mark_radius
from aftercare.knowledge.body_map import drawings, main_places
from aftercare.knowledge.load import Knowledge

KNOWLEDGE = Knowledge()


def front(score: int | None = None) -> str:
    [drawn] = [one for one in drawings(KNOWLEDGE, {"chest"}, None) if one.view.id == "front"]
    svg = asking_map(drawn, {"chest": Asked(label="Chest", address="#s1", score=score)}, say=str.upper)
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)  # as within a page


def test_a_region_is_a_link_to_its_field_that_says_its_name() -> None:
    [link] = of_class(front(), "region")
    assert (link.tag, link.get("href"), link.get("aria-label")) == (f"{SVG}a", "#s1", "Chest")
    assert link.get("data-score") is None
    assert read(front()).get("aria-label") == "FRONT"


def test_a_stronger_score_has_a_larger_mark_and_its_number_and_from_seven_a_second_ring() -> None:
    weak, strong = front(3), front(7)
    assert mark_radius(0) < mark_radius(3) < mark_radius(10)
    assert "3" in texts(weak)
    assert [ring.get("stroke") == "none" for ring in of_class(weak, "ring") + of_class(strong, "ring")] == [True, False]
    assert [float(dot.get("r", "0")) for dot in of_class(weak, "dot") + of_class(strong, "dot")] == [11.4, 14.6]


def test_a_zero_is_hollow_so_that_it_is_no_pain_and_not_no_answer() -> None:
    [dot] = of_class(front(0), "dot")
    assert dot.get("fill") == "var(--card)"
    assert "0" in texts(front(0))


def test_from_behind_the_persons_left_is_on_the_left_of_the_drawing() -> None:
    front_view, back_view = main_places(KNOWLEDGE, {"chest", "lower_back"}, None)
    hurt = Hurt(title="Where", description="chest 2, lower back 5", scores={"chest": 2, "lower_back": 5})
    for drawn, first in ((front_view, "your right"), (back_view, "your left")):
        words = [one.text for one in of_class(hurt_picture([drawn], hurt), "side")]
        assert words[0] == first


def test_the_small_picture_says_in_words_what_it_shows() -> None:
    scores = {"chest": 2, "anus": 10, "lower_back": 5}
    hurt = Hurt(
        title="Where it hurt", description="chest 2, lower back 5, anus 10", scores=scores, sides=Sides("r", "l")
    )
    drawn = hurt_picture(main_places(KNOWLEDGE, scores, None), hurt)
    assert description(drawn) == hurt.description
    assert [one for one in texts(drawn) if one.isdigit()] == ["2", "5", "10"]
    root = read(drawn)
    assert float(root.get("width", "0")) < 324, "fits a phone, however many drawings there are"
