"""A pattern as a page shows it: sentence, dots, effect and interval, what to keep in mind, the entries behind it.

Takes a review's patterns and the table they were found in; returns text and pictures. The sentences are those of
`patterns.wording`; here is only what belongs to a page. Never a bare correlation, never "causes".
"""

from dataclasses import dataclass

from markupsafe import Markup

from aftercare.charts.cycle import CycleCurve, CyclePoint, cycle, cycle_table
from aftercare.charts.dots import DotGroup, dots, dots_table
from aftercare.charts.interval import Interval, interval
from aftercare.charts.stacks import StackGroup, stacks, stacks_table
from aftercare.charts.table import DataTable
from aftercare.model.pattern import (
    ColumnKind,
    Outcome,
    Pair,
    Pattern,
    PatternRole,
    Patterns,
    Per,
    Standing,
    Table,
    Tier,
)
from aftercare.patterns import phrases, wording
from aftercare.patterns.scores import USUAL_CYCLE_LENGTH
from aftercare.web.telling import Gettext, drawn, said

TAGS = {Tier.HUNCH: "Hunch", Tier.LIKELY: "Likely", Tier.STRONG: "Strong"}
SCALE_STEPS = 11
NO_YES = ("no", "yes")
MINUTES = "minutes"
LABEL_LIMIT = 31
"""Characters of a side's name that fit above its dots, with the count."""
WORD_LIMIT = 9
"""Characters of a step's word that fit beside the days of the cycle; longer ones are numbered."""
_Picture = tuple[Markup | None, DataTable | None, str]
"""The picture, the same as a table, and what a dot is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCard:
    """One pattern in a list."""

    factor: str
    outcome: str
    tag: str
    headline: str
    standing: str
    faded: bool
    comes_along: tuple[str, ...]
    """That it is no pattern of its own, or can't be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPage:
    """One pattern, whole."""

    card: PatternCard
    title: str
    meaning: str
    picture: Markup | None
    picture_note: str
    table: DataTable | None
    interval: Markup | None
    effect: str
    open_ends: tuple[str, ...]
    """What comes along with it."""
    not_this: tuple[str, ...]
    """What it is probably not."""
    rows_with: tuple[str, ...]
    """Ids of the entries with the factor, oldest first; of the cycle all of them."""
    rows_without: tuple[str, ...]
    label_with: str
    label_without: str
    """Empty for the cycle."""


def leads(patterns: Patterns) -> tuple[Pattern, ...]:
    """What stands for itself, strongest tier first."""
    shown = [p for p in patterns.patterns if p.role is PatternRole.LEAD and p.standing is Standing.CURRENT]
    return tuple(sorted(shown, key=lambda p: -p.tier.rank))


def best(patterns: Patterns, main_outcome: str | None) -> Pattern | None:
    """The one to show on home: the strongest, of the main question if there is one of it."""
    found = leads(patterns)
    mine = [pattern for pattern in found if pattern.outcome == main_outcome]
    return next(iter([*mine, *found]), None)


def card_of(pattern: Pattern, table: Table, gettext: Gettext) -> PatternCard:
    """A pattern for a list."""
    standing = wording.standing(pattern)
    own = pattern.role is not PatternRole.LEAD
    return PatternCard(
        factor=pattern.factor,
        outcome=pattern.outcome,
        tag=gettext(TAGS[pattern.tier]),
        headline=said(wording.headline(pattern, table), gettext),
        standing="" if standing is None else said(standing, gettext),
        faded=pattern.standing is Standing.FADED,
        comes_along=tuple(said(one, gettext) for one in wording.companions(pattern, table)) if own else (),
    )


def page_of(pattern: Pattern, patterns: Patterns, table: Table, gettext: Gettext) -> PatternPage:
    """A pattern with everything that stands beside it."""
    outcome = _outcome(pattern, table)
    effect = wording.effect(pattern, table)
    label_with, label_without = _labels(pattern, table, gettext)
    picture, drawn_table, note = _picture(pattern, table, gettext)
    rows_with, rows_without = _rows(pattern)
    lead = pattern.role is PatternRole.LEAD
    beside = tuple(said(one, gettext) for one in wording.companions(pattern, table))
    ruled_out = tuple(
        said(wording.no_large_link(pair, table), gettext)
        for pair in patterns.no_large_link
        if pair.outcome == pattern.outcome
    )
    return PatternPage(
        card=card_of(pattern, table, gettext),
        title=said(wording.title(pattern, table), gettext),
        meaning=meaning_of(pattern.tier, gettext),
        picture=picture,
        picture_note=note,
        table=drawn_table,
        interval=_interval(pattern, outcome),
        effect="" if effect is None else said(effect, gettext),
        open_ends=() if lead else beside,
        not_this=(*(beside if lead else ()), *ruled_out),
        rows_with=tuple(table.rows[row] for row in rows_with),
        rows_without=tuple(table.rows[row] for row in rows_without),
        label_with=label_with,
        label_without=label_without,
    )


def meaning_of(tier: Tier, gettext: Gettext) -> str:
    """What a tier has meant, without its name, which stands beside it."""
    whole = said(wording.meaning(tier), gettext)
    rest = whole.partition(": ")[2] or whole
    return rest[:1].upper() + rest[1:]


def most_needed(pair: Pair, table: Table, gettext: Gettext) -> str:
    """The one sentence of a pair's needs that takes longest to meet."""
    told = wording.needs(pair, table)
    place = max(range(len(pair.needs)), key=lambda i: pair.needs[i].more)
    return said(told[place], gettext)


def nearest(patterns: Patterns, main_outcome: str | None) -> tuple[Pair, ...]:
    """The pairs that need least to be told, those of the main question first."""
    return tuple(
        sorted(
            patterns.not_yet,
            key=lambda pair: (pair.outcome != main_outcome, max(need.more for need in pair.needs), pair.key),
        )
    )


def _outcome(pattern: Pattern, table: Table) -> Outcome:
    return next(outcome for outcome in table.outcomes if outcome.id == pattern.outcome)


def _rows(pattern: Pattern) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rows of both sides; of the cycle, which has no sides, all of them and none."""
    if pattern.counts is None:
        return tuple(sorted((*pattern.rows_with, *pattern.rows_without))), ()
    return pattern.rows_with, pattern.rows_without


def _labels(pattern: Pattern, table: Table, gettext: Gettext) -> tuple[str, str]:
    """What stands above the entries of both sides."""
    if pattern.counts is None:
        return gettext("Every time with a day of the cycle"), ""
    factor, _ = phrases.sides(pattern.pair, table)
    having = phrases.capital(said(phrases.counted_side(pattern, factor), gettext))
    return having, said(wording.group_labels(pattern, table)[1], gettext)


def _short_labels(pattern: Pattern, table: Table, gettext: Gettext) -> tuple[str, str]:
    """The sides as they fit into a picture, beside their counts."""
    having, other = (said(label, gettext) for label in wording.group_labels(pattern, table))
    if max(len(having), len(other)) > LABEL_LIMIT:
        return gettext("With it"), gettext("Without it")
    return having, other


def _picture(pattern: Pattern, table: Table, gettext: Gettext) -> _Picture:
    """One dot is one time; for a scale the dots are stacked over its steps, for the cycle they stand on its days."""
    outcome = _outcome(pattern, table)
    if pattern.counts is None:
        return _cycle_picture(pattern, table, gettext)
    spoken, labels = phrases.spoken_outcome(outcome), _short_labels(pattern, table, gettext)
    name = phrases.capital(spoken.name)
    sides = (pattern.counts.with_factor, pattern.counts.without_factor)
    events = [side.events for side in sides]
    if events[0] is not None and events[1] is not None:
        groups = [
            DotGroup(label=label, times=side.entries, happened=side.events or 0)
            for label, side in zip(labels, sides, strict=True)
        ]
        note = f"One dot is one time. Filled: {spoken.name}."
        return drawn(dots(groups, name)), dots_table(groups, name), note
    scale = _scale(outcome)
    if scale is None:
        return None, None, ""
    piles = [
        StackGroup(label=label, values=tuple(int(outcome.values[row]) for row in of))
        for label, of in zip(labels, _rows(pattern), strict=True)
    ]
    note = "One dot is one time. The mark below is the average."
    return drawn(stacks(piles, scale, name)), stacks_table(piles, scale, name), note


def _cycle_picture(pattern: Pattern, table: Table, gettext: Gettext) -> _Picture:
    factor, outcome = phrases.sides(pattern.pair, table)
    effect, scale = pattern.pair.effect, _scale(outcome)
    if effect is None or effect.peak_day is None or scale is None:
        return None, None, ""
    name = phrases.capital(phrases.spoken_outcome(outcome).name)
    points = [CyclePoint(factor.columns[0][row], outcome.values[row]) for row in _rows(pattern)[0]]
    length = table.cycle_length or USUAL_CYCLE_LENGTH
    curve = CycleCurve(length=length, peak_day=effect.peak_day, swing=abs(effect.estimate))
    note = gettext("One dot is one time. The line is the swing that fits them best.")
    if max(len(word) for word in scale) > WORD_LIMIT:
        note = f"{note} 0: {scale[0]}. {len(scale) - 1}: {scale[-1]}."
        scale = tuple(str(step) for step in range(len(scale)))
    return drawn(cycle(points, curve, scale, name)), cycle_table(points, curve, name), note


def _scale(outcome: Outcome) -> tuple[str, ...] | None:
    if outcome.steps:
        return tuple(step.lower() for step in outcome.steps)
    if outcome.kind is ColumnKind.BINARY:
        return NO_YES
    if outcome.kind is ColumnKind.ORDINAL:
        return tuple(str(step) for step in range(SCALE_STEPS))
    return None


def _interval(pattern: Pattern, outcome: Outcome) -> Markup | None:
    if pattern.pair.effect is None or pattern.pair.effect.per is Per.CYCLE_SWING:
        return None
    effect, spoken = phrases.oriented(pattern, pattern.pair.effect), phrases.spoken_outcome(outcome)
    often = outcome.kind is ColumnKind.BINARY
    factor = 100 if often else 1
    unit = "times in 100" if often else MINUTES if outcome.unit == MINUTES else "steps" if outcome.steps else "points"
    return drawn(
        interval(
            Interval(
                estimate=effect.estimate * factor,
                low=effect.low * factor,
                high=effect.high * factor,
                unit=unit,
                less="less often" if often else spoken.lower,
                more="more often" if often else spoken.higher,
                decimals=0 if often or outcome.unit == MINUTES else 1,
            )
        )
    )
