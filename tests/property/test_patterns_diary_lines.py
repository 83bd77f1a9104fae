"""Whatever stands in a diary file: it is read, or refused with one sentence that names the line. Nothing else."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.model.errors import BadFile
from aftercare.usecases.read_diary import claims

PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 12), st.floats(), st.text(max_size=4), st.just("2026-01-05")
)
ANYTHING = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["wine", "calm", "cycle", "pain", "tears", "other"])
KEYS = st.sampled_from(["type", "person", "date", "time", "i", "values", "factors", "outcomes", "main"])
META = {
    "type": "meta",
    "person": "p",
    "factors": [
        {"name": "wine", "kind": "binary", "source": "entry"},
        {"name": "calm", "kind": "ordinal", "source": "daily"},
        {"name": "cycle", "kind": "cycle_day", "source": "entry"},
    ],
    "outcomes": [{"name": "pain", "kind": "ordinal", "min": 0, "max": 10}, {"name": "tears", "kind": "binary"}],
}


@st.composite
def lines(draw):
    kind = draw(st.sampled_from(["meta", "checkin", "encounter"]))
    values = st.dictionaries(NAMES, PLAIN | st.integers(0, 1), max_size=3)
    line = {"type": kind, "date": draw(st.dates()).isoformat(), "values": draw(values)}
    line |= {"factors": draw(values), "outcomes": draw(values)} if kind != "meta" else META
    for key in draw(st.lists(KEYS, max_size=2)):
        line[key] = draw(ANYTHING)
    return json.dumps(line)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(lines() | st.text(max_size=12), max_size=4), st.booleans(), st.booleans())
def test_a_file_is_read_or_refused_in_one_sentence(more, headed, every_entry):
    text = [json.dumps(META), *more] if headed else more
    try:
        for told in claims(text, every_entry=every_entry):
            assert told["claims"] == []
            json.dumps(told, allow_nan=False)
    except BadFile as error:
        assert str(error).endswith(".")
        assert (error.where or "").startswith("line ")
