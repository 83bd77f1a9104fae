"""What a person enters becomes values, and what does not fit is told field by field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.parse import parse_text_value, parse_texts, parse_values
from aftercare.model.errors import BadValue, FieldErrors
from aftercare.model.measure import Form, Kind, Measure, Option, Organ, Phase

SHIPPED = catalogue(load_knowledge())
OPTIONS = (Option(id="none", label="None"), Option(id="one", label="Just one"), Option(id="two", label="Two, or so"))


def measure(kind: Kind, **more: object) -> Measure:
    fields: dict[str, object] = {
        "id": "thing",
        "question": "How?",
        "label": "Thing",
        "kind": kind,
        "phase": Phase.AFTER,
        "form": Form.MORE,
    }
    if kind in (Kind.STEPS, Kind.CHOICE, Kind.CHOICES, Kind.SITES):
        fields["options"] = OPTIONS
    if kind is Kind.NUMBER:
        fields |= {"minimum": 1, "maximum": 9.5, "unit": "cups"}
    return Measure(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "good", "stored"),
    [
        (Kind.YES_NO, True, True),
        (Kind.YES_NO, False, False),
        (Kind.STEPS, 0, 0),
        (Kind.STEPS, 2, 2),
        (Kind.SCALE, 0, 0),
        (Kind.SCALE, 10, 10),
        (Kind.CHOICE, "one", "one"),
        (Kind.CHOICES, ["two", "one"], ("one", "two")),
        (Kind.CHOICES, ["none"], ("none",)),
        (Kind.NUMBER, 1, 1),
        (Kind.NUMBER, 9.5, 9.5),
        (Kind.DURATION, 0, 0),
        (Kind.DURATION, 1440, 1440),
        (Kind.DATE, "2024-02-29", "2024-02-29"),
        (Kind.SITES, {"two": 10, "one": 0}, {"one": 0, "two": 10}),
        (Kind.TEXT, "  a word ", "a word"),
        (Kind.TEXT, "x" * 2000, "x" * 2000),
    ],
)
def test_a_value_that_fits_is_kept(kind: Kind, good: object, stored: object) -> None:
    assert parse_values({"thing": measure(kind)}, {"thing": good}) == {"thing": stored}


@pytest.mark.parametrize(
    ("kind", "bad"),
    [
        (Kind.YES_NO, 1),
        (Kind.YES_NO, "yes"),
        (Kind.STEPS, -1),
        (Kind.STEPS, 3),
        (Kind.STEPS, 1.0),
        (Kind.STEPS, True),
        (Kind.SCALE, 11),
        (Kind.SCALE, -1),
        (Kind.SCALE, "7"),
        (Kind.CHOICE, "three"),
        (Kind.CHOICE, 1),
        (Kind.CHOICES, ["one", "three"]),
        (Kind.CHOICES, "one"),
        (Kind.CHOICES, ["none", "one"]),
        (Kind.NUMBER, 0.99),
        (Kind.NUMBER, 9.51),
        (Kind.NUMBER, float("nan")),
        (Kind.NUMBER, float("inf")),
        (Kind.DURATION, -1),
        (Kind.DURATION, 1441),
        (Kind.DURATION, 2.5),
        (Kind.DATE, "2023-02-29"),
        (Kind.DATE, "29.02.2024"),
        (Kind.SITES, {"one": 11}),
        (Kind.SITES, {"elsewhere": 1}),
        (Kind.SITES, ["one"]),
        (Kind.TEXT, "x" * 2001),
        (Kind.TEXT, "a\0b"),
        (Kind.TEXT, 5),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_one_sentence_without_repeating_it(kind: Kind, bad: object) -> None:
    with pytest.raises(FieldErrors) as caught:
        parse_values({"thing": measure(kind)}, {"thing": bad})
    assert set(caught.value.errors) == {"thing"}
    assert caught.value.errors["thing"].endswith(".")
    assert "elsewhere" not in str(caught.value)
    assert "three" not in str(caught.value)


def test_all_wrong_fields_are_told_at_once() -> None:
    with pytest.raises(FieldErrors) as caught:
        parse_values(SHIPPED, {"pain": 11, "tears": 2, "mood_after": "low", "nothing_like_it": 1, "bad id!": 2})
    assert set(caught.value.errors) == {"pain", "mood_after", "nothing_like_it", "?"}
    assert caught.value.status == 422


@pytest.mark.parametrize("empty", [None, "", "  ", [], [""], {}])
def test_an_untouched_row_stays_unknown(empty: object) -> None:
    assert parse_values(SHIPPED, {"pain": empty, "tears": 0}) == {"tears": 0}


def test_the_kind_of_tears_is_refused_only_when_there_were_surely_none() -> None:
    assert parse_values(SHIPPED, {"tears": 1, "tears_kind": "moved"}) == {"tears": 1, "tears_kind": "moved"}
    assert parse_values(SHIPPED, {"tears_kind": "moved"}) == {"tears_kind": "moved"}
    with pytest.raises(FieldErrors) as caught:
        parse_values(SHIPPED, {"tears": 0, "tears_kind": "moved"})
    assert "Tears" in caught.value.errors["tears_kind"]


def test_a_question_about_an_organ_one_does_not_have_is_refused_unless_the_entry_held_it_before() -> None:
    organs = frozenset({Organ.PENIS})
    assert parse_values(SHIPPED, {"dryness": 1}, organs=None) == {"dryness": 1}
    assert parse_values(SHIPPED, {"dryness": 1}, organs=frozenset({Organ.VAGINA})) == {"dryness": 1}
    with pytest.raises(FieldErrors):
        parse_values(SHIPPED, {"dryness": 1}, organs=organs)
    assert parse_values(SHIPPED, {"dryness": 1}, organs=organs, kept=("dryness",)) == {"dryness": 1}


def test_a_retired_measure_takes_no_new_value_but_an_old_entry_keeps_its_own() -> None:
    old = {"thing": measure(Kind.SCALE, retired=True)}
    with pytest.raises(FieldErrors):
        parse_values(old, {"thing": 3})
    assert parse_values(old, {"thing": 3}, kept={"thing"}) == {"thing": 3}


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (Kind.YES_NO, "Yes", True),
        (Kind.YES_NO, "n", False),
        (Kind.STEPS, "2", 2),
        (Kind.STEPS, "just one", 1),
        (Kind.STEPS, "none", 0),
        (Kind.SCALE, "7", 7),
        (Kind.SCALE, "none", 0),
        (Kind.CHOICE, "Just_One", "one"),
        (Kind.CHOICES, "two; just one", ("one", "two")),
        (Kind.CHOICES, "Two, or so", ("two",)),
        (Kind.CHOICES, "one, two", ("one", "two")),
        (Kind.NUMBER, "2", 2),
        (Kind.NUMBER, "2,5 cups", 2.5),
        (Kind.DURATION, "7h30", 450),
        (Kind.DURATION, "7:05", 425),
        (Kind.DURATION, "7 hours", 420),
        (Kind.DURATION, "7.5h", 450),
        (Kind.DURATION, "90 min", 90),
        (Kind.DURATION, "45", 45),
        (Kind.DATE, "2026-03-09", "2026-03-09"),
        (Kind.SITES, "one=4, two 2", {"one": 4, "two": 2}),
        (Kind.TEXT, "as it is", "as it is"),
    ],
)
def test_typed_words_are_understood(kind: Kind, typed: str, stored: object) -> None:
    assert parse_text_value(measure(kind), typed) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.YES_NO, "perhaps"),
        (Kind.STEPS, "3"),
        (Kind.STEPS, "²"),
        (Kind.STEPS, "9" * 5000),
        (Kind.SCALE, "7.5"),
        (Kind.SCALE, "-1"),
        (Kind.SCALE, "9999"),
        (Kind.CHOICE, "three"),
        (Kind.CHOICES, "one; three"),
        (Kind.CHOICES, ";"),
        (Kind.NUMBER, "2 litres"),
        (Kind.NUMBER, "many"),
        (Kind.NUMBER, "99"),
        (Kind.DURATION, "7h75"),
        (Kind.DURATION, "long"),
        (Kind.DURATION, "25h"),
        (Kind.DATE, "yesterday"),
        (Kind.SITES, "one"),
        (Kind.SITES, "elsewhere=3"),
        (Kind.SITES, "one=11"),
    ],
)
def test_typed_words_that_do_not_fit_are_refused(kind: Kind, typed: str) -> None:
    with pytest.raises(BadValue):
        parse_text_value(measure(kind), typed)


def test_a_form_with_several_ticks_is_read() -> None:
    fields = {"feelings": ["sad", "close"], "pain": ["3"], "pain_sites": ["vulva=4", "bladder=2"], "tears": [""]}
    assert parse_texts(SHIPPED, fields) == {
        "feelings": ("sad", "close"),
        "pain": 3,
        "pain_sites": {"vulva": 4, "bladder": 2},
    }
    with pytest.raises(FieldErrors) as caught:
        parse_texts(SHIPPED, {"pain": ["3", "4"], "tears": ["loudly"]})
    assert set(caught.value.errors) == {"pain", "tears"}


def test_every_measure_understands_its_own_words() -> None:
    for shipped in SHIPPED.values():
        if shipped.kind in (Kind.STEPS, Kind.CHOICE):
            for place, option in enumerate(shipped.options):
                stored = place if shipped.kind is Kind.STEPS else option.id
                assert parse_text_value(shipped, option.label) == stored, (shipped.id, option.id)
                assert parse_text_value(shipped, option.id) == stored, (shipped.id, option.id)
        if shipped.kind is Kind.CHOICES:
            for option in shipped.options:
                assert parse_text_value(shipped, option.label) == (option.id,), (shipped.id, option.id)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dictionaries(st.sampled_from(sorted(SHIPPED)) | st.text(max_size=10), _JSON, max_size=5))
def test_anything_at_all_is_either_told_off_or_fits(raw: dict[str, object]) -> None:
    try:
        values = parse_values(SHIPPED, raw)
    except FieldErrors as errors:
        assert errors.errors
        return
    for field, value in values.items():
        assert SHIPPED[field].check(value) == value


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.sampled_from(sorted(SHIPPED)), st.text(max_size=12) | st.from_regex(r"\d{1,4}[hm:.,= ]?\d{0,3}", fullmatch=True)
)
def test_any_typed_words_are_either_refused_or_fit(field: str, text: str) -> None:
    try:
        value = parse_text_value(SHIPPED[field], text)
    except BadValue:
        return
    assert SHIPPED[field].check(value) == value
