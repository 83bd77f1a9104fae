"""Entries and sentences as a person reads them. Takes values of the model, returns plain text and pictures.

Shared by the pages of the journal and of the sample. Decides nothing and reads no file.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from aftercare.charts.arc import RowLayout, arc_in_words, arc_rows, arc_table, large_arc, small_arc
from aftercare.charts.encounter import arc_of, arc_scale, arcs_of
from aftercare.charts.table import DataTable
from aftercare.check.screeners import in_short
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.first_letter import capital, inside
from aftercare.model.measure import Form, Kind, Measure, Phase, Value
from aftercare.model.review import Sentence
from aftercare.model.translatable import for_translation
from aftercare.report.answers import in_words
from aftercare.web.times import Times

Gettext = Callable[[str], str]
SHORT = 3
"""Values named in the line of a check-in."""
ANSWERS = for_translation("Answers")
PRIVATE = "For you only"
"""Answers that are folded away until tapped."""
OF_TEN = for_translation("{score} of 10")
NARROWEST, WIDEST = 29.0, 52.0
"""From one arc to the next, where there are few, in CSS pixels."""
PARTS: Mapping[Phase, str] = {
    Phase.BEFORE: for_translation("Before"),
    Phase.DURING: for_translation("During"),
    Phase.AFTER: for_translation("After"),
    Phase.LATER: for_translation("The day after"),
    Phase.DAY: for_translation("That day"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry in a list."""

    id: str
    kind: EntryKind
    day: str
    hour: str
    """Empty where only the day is known."""
    words: str
    arc: Markup | None
    left_out: bool
    noted: bool
    letter: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what was answered."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one phase."""

    title: str
    rows: tuple[Row, ...]

    @property
    def folded(self) -> bool:
        """Whether it shows only on a tap."""
        return self.title == PRIVATE


@dataclass(frozen=True, slots=True)
class Weeks:
    """Some weeks of arcs."""

    picture: Markup
    table: DataTable
    times: int


def said(sentence: Sentence, gettext: Gettext) -> str:
    """A sentence in the person's language, its places filled."""
    fields = {name: said(one, gettext) if isinstance(one, Sentence) else one for name, one in sentence.fields.items()}
    return gettext(sentence.text).format(**fields)


def drawn(svg: str) -> Markup:
    """A picture of ours, ready for a page: `charts` has escaped everything in it."""
    return Markup(svg)  # noqa: S704  see above


def line_of(entry: Entry, measures: Mapping[str, Measure], times: Times) -> Line:
    """One entry for a list."""
    arc = None
    if entry.kind is EntryKind.ENCOUNTER:
        arc = drawn(small_arc(arc_of(entry, times), arc_scale(measures)))
    return Line(
        id=entry.id,
        kind=entry.kind,
        day=times.title(entry.at.day),
        hour=times.hour_of(entry.at),
        words=_short_words(entry, measures, times.gettext),
        arc=arc,
        left_out=entry.left_out,
        noted=entry.note is not None,
        letter=entry.letter,
    )


def parts_of(entry: Entry, measures: Mapping[str, Measure], gettext: Gettext) -> tuple[Part, ...]:
    """All values of an entry, by phase. An answer whose measure is no longer known keeps its own name."""
    values = entry.all_values()
    ordered = sorted(values, key=lambda name: (measures[name].order if name in measures else 10**6, name))
    parts: dict[str, list[Row]] = {title: [] for title in PARTS.values()}
    for name in ordered:
        measure = measures.get(name)
        if measure is None:
            parts.setdefault("Other", []).append(Row(name.replace("_", " "), str(values[name])))
        else:
            title = PRIVATE if measure.private else PARTS.get(measure.phase, "Other")
            title = ANSWERS if measure.form is Form.SCREENER else title
            parts.setdefault(title, []).append(Row(measure.clear_label, _whole_words(measure, values[name], gettext)))
    return tuple(Part(title, tuple(rows)) for title, rows in parts.items() if rows)


def weeks_of(entries: Iterable[Entry], measures: Mapping[str, Measure], times: Times, *, width: int) -> Weeks:
    """The arcs of some encounters, oldest first, with a table that says the same."""
    arcs = arcs_of(entries, times)
    pitch = min(WIDEST, max(NARROWEST, (width - 5) / max(1, len(arcs))))
    return Weeks(
        picture=drawn(arc_rows(arcs, layout=RowLayout(width=width, pitch=pitch))),
        table=arc_table(arcs, arc_scale(measures)),
        times=len(arcs),
    )


def large(entry: Entry, measures: Mapping[str, Measure], times: Times) -> Markup:
    """The arc of one encounter, big."""
    return drawn(large_arc(arc_of(entry, times), arc_scale(measures)))


def arc_words(entry: Entry, measures: Mapping[str, Measure], times: Times) -> str:
    """The arc of an encounter in words."""
    return arc_in_words(arc_of(entry, times), arc_scale(measures))


def _short_words(entry: Entry, measures: Mapping[str, Measure], gettext: Gettext) -> str:
    if entry.kind is EntryKind.DAY:
        shown = [name for name in measures if name in entry.all_values() and measures[name].kind is not Kind.TEXT]
        named = [
            f"{inside(measures[name].label, gettext)} {_value(entry, measures[name], gettext)}"
            for name in shown[:SHORT]
        ]
        return capital(", ".join(named)) or gettext(for_translation("A note"))
    if entry.kind is EntryKind.SCREENER:
        return in_short(entry, load_knowledge().screeners)
    common = [m for m in measures.values() if m.form is Form.COMMON and m.phase is Phase.AFTER and not m.shown_when]
    told = [(m, value) for m in sorted(common, key=lambda m: m.order) if (value := entry.value(m.id)) is not None]
    loud = [_loud(measure, value, gettext) for measure, value in told if not _is_nothing(measure, value)]
    if loud:
        return capital(", ".join(loud))
    return gettext(for_translation("Nothing hurt, no tears") if told else for_translation("Details only"))


def _loud(measure: Measure, value: Value, gettext: Gettext) -> str:
    words = in_words(measure, value, gettext)
    return f"{inside(measure.label, gettext)} {words}" if measure.kind is Kind.SCALE else words


def _is_nothing(measure: Measure, value: Value) -> bool:
    if measure.kind is Kind.SCALE:
        return value == 0
    return measure.kind is Kind.STEPS and isinstance(value, int) and measure.options[value].id == "none"


def _value(entry: Entry, measure: Measure, gettext: Gettext) -> str:
    value = entry.value(measure.id)
    assert value is not None
    return in_words(measure, value, gettext)


def _whole_words(measure: Measure, value: Value, gettext: Gettext) -> str:
    words = in_words(measure, value, gettext)
    words = gettext(OF_TEN).format(score=words) if measure.kind is Kind.SCALE else words
    return words if measure.kind is Kind.TEXT else capital(words)
