"""The drawings and the list of the body map say the same, whatever was scored and whatever organs were told of."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Organ
from aftercare.web.body_maps import asked_maps, scores_of, site_field
from aftercare.web.forms import Posted, read_answers
from aftercare.web.routes import url_for
from aftercare.web.templating import environment

MEASURE = load_knowledge().measures["pain_sites"]
SCORES = st.dictionaries(st.sampled_from(MEASURE.option_ids), st.integers(0, 10), min_size=1)
BODIES = st.none() | st.frozensets(st.sampled_from(Organ))
FIELD = re.compile(r'<select [^>]*name="([^"]+)">(.*?)</select>')
REGION = re.compile(r'<a class="region" href="#(\w+)" data-site="(\w+)"(?: data-score="(\d+)")?')
COMPONENT = environment("en", url_for).get_template("components/body_map.html").module


@settings(max_examples=60, deadline=None)
@given(SCORES, BODIES)
def test_list_and_drawings_show_one_value_and_posting_gives_it_back(
    scores: dict[str, int], organs: frozenset[Organ] | None
) -> None:
    html = str(COMPONENT.body_map(MEASURE, scores, organs))  # type: ignore[attr-defined]
    listed = {name: re.search(r"<option selected>(\d+)", options) for name, options in FIELD.findall(html)}
    posted = Posted(tuple((name, chosen[1] if chosen else "") for name, chosen in listed.items()))
    assert read_answers(posted, [MEASURE]).values == {MEASURE.id: MEASURE.check(scores)}
    regions = REGION.findall(html)
    assert {site: int(score) for _, site, score in regions if score} == scores
    assert {address for address, _, _ in regions} == {site_field(MEASURE.id, one) for one in MEASURE.option_ids}


@settings(max_examples=60, deadline=None)
@given(SCORES, BODIES)
def test_the_first_open_drawing_holds_a_score(scores: dict[str, int], organs: frozenset[Organ] | None) -> None:
    opened = [one for one in asked_maps(MEASURE, scores, organs, "en") if one.open]
    assert len(opened) == 1
    assert opened[0].marked > 0


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=3) | st.none()) | st.text(max_size=9))
def test_what_is_no_score_is_drawn_as_none(typed: object) -> None:
    assert all(0 <= score <= 10 for score in scores_of(typed).values())
