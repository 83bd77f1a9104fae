"""The picture of a pattern: the entries themselves as dots, on the outcome's own scale, with and without.

Takes a pattern and its table; returns SVG, the same as a table, and what a dot is. Which picture fits: yes or no is
filled or a ring, ordered words are rows, numbers are stacked over their value, the cycle is drawn over its days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from markupsafe import Markup

from aftercare.charts import scale as scales
from aftercare.charts.cycle import WIDEST_WORDS, CycleCurve, CyclePoint, cycle, cycle_table
from aftercare.charts.dots import DotGroup, dots, dots_table
from aftercare.charts.interval import Interval, interval
from aftercare.charts.scale import Scale
from aftercare.charts.stacks import WIDTH as STACKS_WIDTH
from aftercare.charts.stacks import Shift, StackGroup, margin_of, stacks, stacks_table
from aftercare.charts.step_rows import LONGEST_WORD, RowGroup, step_rows
from aftercare.charts.table import DataTable
from aftercare.model.first_letter import capital, lowered
from aftercare.model.pattern import ColumnKind, Counts, Outcome, Pattern, Per, Table
from aftercare.patterns import phrases, wording
from aftercare.patterns.numbers import MINUTES, amount
from aftercare.patterns.scores import USUAL_CYCLE_LENGTH
from aftercare.web.telling import Gettext, drawn, said

NO_YES = ("no", "yes")
SCORE_TOP = 10
LABEL_LIMIT = 26
"""Characters of a side's name that fit above its dots, with the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture with what belongs to it."""

    svg: Markup
    table: DataTable
    note: str
    has_effect: bool = False
    """The adjusted difference and its interval stand in it."""


def picture_of(pattern: Pattern, table: Table, gettext: Gettext) -> Drawn | None:
    """The entries behind a pattern as dots; None when there is nothing to draw."""
    outcome = phrases.sides(pattern.pair, table)[1]
    if pattern.counts is None:
        return _of_cycle(pattern, table, gettext)
    labels = _short_labels(pattern, table, gettext)
    shown = Shown(pattern, outcome, row_of(table))
    if outcome.kind is ColumnKind.BINARY:
        return _of_yes_no(shown, labels, gettext)
    if outcome.steps and (outcome.is_counted or not _fits(scale_of(outcome))):
        return _of_steps(shown, labels, gettext)
    return _of_numbers(shown, labels, gettext)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn, and what one dot of it is."""

    pattern: Pattern
    outcome: Outcome
    row: str

    @property
    def counts(self) -> Counts:
        """The plain counts, which all but the cycle have."""
        assert self.pattern.counts is not None, "only for patterns with plain counts"
        return self.pattern.counts


def row_of(table: Table) -> str:
    """What one dot is."""
    return "day" if table.by_day else "time"


def interval_of(pattern: Pattern, table: Table) -> Markup | None:
    """The adjusted difference and its interval on a line; None for a cycle, whose curve tells it."""
    found = pattern.pair.effect
    if found is None or found.per is Per.CYCLE_SWING or pattern.counts is None:
        return None
    outcome = phrases.sides(pattern.pair, table)[1]
    effect, spoken = phrases.oriented(pattern, found), phrases.spoken_outcome(outcome)
    often = outcome.kind is ColumnKind.BINARY
    factor = 100 if often else 1
    return drawn(
        interval(
            Interval(
                estimate=effect.estimate * factor,
                low=effect.low * factor,
                high=effect.high * factor,
                unit=f"{row_of(table)}s in 100" if often else _unit(outcome),
                less="less often" if often else spoken.lower,
                more="more often" if often else spoken.higher,
                decimals=0 if often or outcome.unit == MINUTES else 1,
            )
        )
    )


def _unit(outcome: Outcome) -> str:
    if outcome.unit:
        return outcome.unit
    return "steps" if outcome.steps else "points"


def scale_of(outcome: Outcome) -> Scale:
    """The outcome's own scale: its words, 0 to 10, or round numbers around what was recorded."""
    values = [value for value in outcome.values if not isnan(value)]
    if outcome.steps:
        return scales.of_words([lowered(step) for step in outcome.steps])
    if outcome.kind is ColumnKind.BINARY:
        return scales.of_words(NO_YES)
    if outcome.kind is ColumnKind.ORDINAL and all(0 <= value <= SCORE_TOP for value in values):
        return scales.whole(0, SCORE_TOP)
    if all(value == round(value) and abs(value) <= SCORE_TOP for value in values):
        reach = int(max((abs(value) for value in values), default=1)) or 1
        return scales.whole(-reach, reach) if min(values) < 0 else scales.whole(0, reach)
    return scales.of_values(values, minutes=outcome.unit == MINUTES)


def _fits(scale: Scale) -> bool:
    """Whether the words of a scale can stand side by side under the dots."""
    return scale.fits(STACKS_WIDTH - 2 * margin_of(scale))


def _short_labels(pattern: Pattern, table: Table, gettext: Gettext) -> tuple[str, str]:
    """The sides as they fit into a picture, beside their counts."""
    having, other = (said(label, gettext) for label in wording.group_labels(pattern, table))
    if max(len(having), len(other)) > LABEL_LIMIT:
        return gettext("With it"), gettext("Without it")
    return having, other


def _sides(pattern: Pattern, outcome: Outcome) -> tuple[tuple[float, ...], tuple[float, ...]]:
    with_it, without = (
        tuple(outcome.values[row] for row in rows) for rows in (pattern.rows_with, pattern.rows_without)
    )
    return with_it, without


def _of_yes_no(shown: Shown, labels: tuple[str, str], gettext: Gettext) -> Drawn:
    counts, spoken = shown.counts, phrases.spoken_outcome(shown.outcome)
    name = capital(spoken.name)
    groups = [
        DotGroup(label=label, times=side.entries, happened=side.events or 0, row=shown.row)
        for label, side in zip(labels, (counts.with_factor, counts.without_factor), strict=True)
    ]
    note = gettext("One dot is one time. Filled: %s.") % spoken.name
    return Drawn(svg=drawn(dots(groups, name)), table=dots_table(groups, name), note=note)


def _of_steps(shown: Shown, labels: tuple[str, str], gettext: Gettext) -> Drawn:
    """Ordered words: a row of dots for each."""
    counts, outcome = shown.counts, shown.outcome
    spoken = phrases.spoken_outcome(outcome)
    scale, name = scale_of(outcome), capital(spoken.name)
    words, note = _row_words([word for _, word in scale.ticks], LONGEST_WORD, gettext)
    above = outcome.happened_above
    sides = _sides(shown.pattern, outcome)
    groups = [
        RowGroup(
            label=label,
            values=tuple(int(value) for value in values),
            counted=_counted(side.events, len(values), gettext),
            row=shown.row,
        )
        for label, values, side in zip(labels, sides, (counts.with_factor, counts.without_factor), strict=True)
    ]
    happened = [above is None or step > above for step in range(len(words))]
    piles = [StackGroup(label=group.label, values=tuple(map(float, group.values))) for group in groups]
    said_dots = (
        gettext("One dot is one time. Filled: %s.") % spoken.name
        if above is not None
        else gettext("One dot is one time.")
    )
    return Drawn(
        svg=drawn(step_rows(groups, words, happened, name)),
        table=stacks_table(piles, scale, name),
        note=f"{said_dots} {note}".strip(),
    )


def _counted(events: int | None, times: int, gettext: Gettext) -> str:
    if events is None:
        return gettext("1 time") if times == 1 else gettext("%s times") % times
    return gettext("%(so)s of %(all)s") % {"so": events, "all": times}


def _row_words(words: Sequence[str], room: float, gettext: Gettext) -> tuple[tuple[str, ...], str]:
    """The words beside the rows; numbers where one is too long, with a key."""
    if max(len(word) for word in words) * scales.CHARACTER <= room:
        return tuple(words), ""
    key = "; ".join(f"{place}: {word}" for place, word in enumerate(words))
    return tuple(str(place) for place in range(len(words))), gettext("The steps are %s.") % key


def _of_numbers(shown: Shown, labels: tuple[str, str], gettext: Gettext) -> Drawn:
    """Numbers: stacked over their value, with the average of each side, and the difference where it is theirs."""
    counts, outcome = shown.counts, shown.outcome
    spoken = phrases.spoken_outcome(outcome)
    scale, name = scale_of(outcome), capital(spoken.name)
    means = (counts.with_factor.mean, counts.without_factor.mean)
    groups = [
        StackGroup(label=label, values=values, average=amount(mean, outcome), row=shown.row)
        for label, values, mean in zip(labels, _sides(shown.pattern, outcome), means, strict=True)
    ]
    found = shown.pattern.pair.effect
    shift = None
    note = gettext("One dot is one time.")
    if found is not None and found.per is Per.PRESENCE:
        shift = Shift(
            estimate=found.estimate,
            low=found.low,
            high=found.high,
            written=amount(found.estimate, outcome, signed=True),
        )
        note = gettext(
            "One dot is one time. Below: from the average without it (dashed), how far entries around the same time "
            "differ with it, and how sure that is."
        )
    return Drawn(
        svg=drawn(stacks(groups, scale, name, shift=shift)),
        table=stacks_table(groups, scale, name),
        note=note,
        has_effect=shift is not None,
    )


def _of_cycle(pattern: Pattern, table: Table, gettext: Gettext) -> Drawn | None:
    factor, outcome = phrases.sides(pattern.pair, table)
    effect = pattern.pair.effect
    if effect is None or effect.peak_day is None:
        return None
    name, scale = capital(phrases.spoken_outcome(outcome).name), scale_of(outcome)
    rows = sorted((*pattern.rows_with, *pattern.rows_without))
    points = [CyclePoint(factor.columns[0][row], outcome.values[row]) for row in rows]
    curve = CycleCurve(
        length=table.cycle_length or USUAL_CYCLE_LENGTH,
        peak_day=effect.peak_day,
        swing=abs(effect.estimate),
        row=row_of(table),
    )
    words, key = _row_words([word for _, word in scale.ticks], WIDEST_WORDS, gettext)
    marked = Scale(
        low=scale.low,
        high=scale.high,
        ticks=tuple((value, word) for (value, _), word in zip(scale.ticks, words, strict=True)),
    )
    note = gettext("One dot is one time. The line is the swing that fits them best; the shade is where it is highest.")
    return Drawn(
        svg=drawn(cycle(points, curve, marked, name)),
        table=cycle_table(points, curve, name),
        note=f"{note} {key}".strip(),
        has_effect=True,
    )
