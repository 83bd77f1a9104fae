"""From what a browser posts to values: driven by measures, untouched is unknown, a bad one is told at its field."""

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Form, Kind, Measure, Option, Phase
from aftercare.web.forms import Answers, Posted, read_answers

OPTIONS = (Option(id="a", label="A"), Option(id="b", label="B"), Option(id="c", label="C"))


def measure(kind: Kind) -> Measure:
    """A measure of each kind."""
    return Measure(
        id="mm",
        question="?",
        label="M",
        kind=kind,
        phase=Phase.AFTER,
        form=Form.MORE,
        options=OPTIONS,
        minimum=0,
        maximum=600,
    )


def read(kind: Kind, *fields: tuple[str, str]) -> Answers:
    return read_answers(Posted(tuple(fields)), [measure(kind)])


@pytest.mark.parametrize(
    ("kind", "fields", "value"),
    [
        (Kind.YES_NO, [("mm", "yes")], True),
        (Kind.YES_NO, [("mm", "no")], False),
        (Kind.STEPS, [("mm", "2")], 2),
        (Kind.STEPS, [("mm", "0")], 0),
        (Kind.SCALE, [("mm", "10")], 10),
        (Kind.CHOICE, [("mm", "b")], "b"),
        (Kind.CHOICES, [("mm", "c"), ("mm", "a")], ("a", "c")),
        (Kind.NUMBER, [("mm", "6,5")], 6.5),
        (Kind.NUMBER, [("mm", "7")], 7),
        (Kind.DURATION, [("mm.h", "1"), ("mm.m", "5")], 65),
        (Kind.DURATION, [("mm.m", "0")], 0),
        (Kind.DATE, [("mm", "2026-03-09")], "2026-03-09"),
        (Kind.SITES, [("mm.a", "0"), ("mm.b", ""), ("mm.c", "7")], {"a": 0, "c": 7}),
        (Kind.TEXT, [("mm", " words ")], "words"),
    ],
)
def test_each_kind_is_read_as_stored(kind: Kind, fields: list[tuple[str, str]], value: object) -> None:
    """Also with a decimal comma, and with nought, which is not nothing."""
    answers = read(kind, *fields)
    assert answers.errors == ()
    assert answers.values == {"mm": value}


@pytest.mark.parametrize("kind", list(Kind))
def test_an_untouched_field_leaves_no_value(kind: Kind) -> None:
    """Empty or not sent at all: unknown, never zero."""
    assert read(kind) == Answers()
    assert read(kind, ("mm", ""), ("mm.h", ""), ("mm.m", " "), ("mm.a", "")) == Answers()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kind.YES_NO, [("mm", "perhaps")]),
        (Kind.STEPS, [("mm", "3")]),
        (Kind.STEPS, [("mm", "-1")]),
        (Kind.SCALE, [("mm", "11")]),
        (Kind.SCALE, [("mm", "²")]),
        (Kind.SCALE, [("mm", "9" * 50)]),
        (Kind.CHOICE, [("mm", "z")]),
        (Kind.CHOICES, [("mm", "a"), ("mm", "z")]),
        (Kind.NUMBER, [("mm", "nan")]),
        (Kind.NUMBER, [("mm", "601")]),
        (Kind.DURATION, [("mm.h", "x")]),
        (Kind.DURATION, [("mm.h", "99")]),
        (Kind.DATE, [("mm", "2026-13-01")]),
        (Kind.SITES, [("mm.a", "11")]),
        (Kind.TEXT, [("mm", "x" * 601)]),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_not_repeated(kind: Kind, fields: list[tuple[str, str]]) -> None:
    """One sentence; the value typed is not in it."""
    answers = read(kind, *fields)
    assert answers.values == {}
    (error,) = answers.errors
    assert error.field == "mm"
    assert fields[0][1] not in error.sentence or len(fields[0][1]) < 3


def test_every_measure_of_the_catalogue_can_be_asked() -> None:
    """No kind without its reader."""
    assert read_answers(Posted(), load_knowledge().measures.values()) == Answers()
