"""A pattern as a page shows it: sentence, dots, effect and interval, what to keep in mind, the entries behind it.

Takes a review's patterns and the table they were found in; returns text and pictures. The sentences are those of
`patterns.wording` and `patterns.beside`; here is only what belongs to a page. Never a bare correlation, never "causes".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from markupsafe import Markup

from aftercare.charts.table import DataTable
from aftercare.model.first_letter import capital
from aftercare.model.pattern import Pair, Pattern, PatternRole, Patterns, Standing, Table, Tier
from aftercare.model.translatable import for_translation
from aftercare.patterns import beside, phrases, wording
from aftercare.patterns.changes import ChangeKind
from aftercare.patterns.outlook import outlook
from aftercare.web.pattern_days import in_days
from aftercare.web.pattern_pictures import interval_of, picture_of
from aftercare.web.telling import Gettext, said

_ = for_translation
TAGS = {Tier.HUNCH: _("Hunch"), Tier.LIKELY: _("Likely"), Tier.STRONG: _("Strong")}
MOST_NAMES = 8
"""Factors named in one line of what is ruled out, on the page of one pattern."""
LARGEST_EVIDENCE = 6
"""Powers of ten: beyond a million the number says nothing more."""
Marks = Mapping[tuple[str, str], ChangeKind]
"""What changed since the last look, by pair."""
FirstShown = Sequence[tuple[Tier, str]]
"""As what a pattern was first shown, and on what day, in words."""


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
    name: str = ""
    """The factor's side by itself: "Little sleep"."""
    changed: str = ""
    """That it is new, stronger or otherwise since the last look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPage:
    """One pattern, whole."""

    card: PatternCard
    by_day: bool
    """Whether what stands behind it are days, not encounters."""
    title: str
    meaning: str
    picture: Markup | None
    picture_note: str
    table: DataTable | None
    facts: tuple[str, ...]
    """Which day, which phase of the cycle, where the counts are cut."""
    interval: Markup | None
    """None too where it stands in the picture."""
    effect: str
    always: str
    """The range that holds at every look; empty for the cycle."""
    always_note: str
    numbers: DataTable
    """The same for who wants the numbers."""
    open_ends: tuple[str, ...]
    """What comes along with it."""
    not_this: tuple[str, ...]
    """What it is probably not."""
    further: str
    """For a hunch: how many more entries until it is likely, if it goes on like this."""
    apart: bool
    """It can't be told apart from another: an experiment could."""
    shown: tuple[tuple[str, str], ...]
    """As what it was first shown, and on what day."""
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


def card_of(pattern: Pattern, table: Table, gettext: Gettext, marks: Marks | None = None) -> PatternCard:
    """A pattern for a list."""
    standing = wording.standing(pattern)
    own = pattern.role is not PatternRole.LEAD
    changed = (marks or {}).get(pattern.pair.key)
    return PatternCard(
        factor=pattern.factor,
        outcome=pattern.outcome,
        tag=gettext(_tag(pattern)),
        headline=said(wording.headline(pattern, table), gettext),
        standing="" if standing is None else said(standing, gettext),
        faded=pattern.standing is Standing.FADED,
        comes_along=tuple(said(one, gettext) for one in wording.companions(pattern, table)) if own else (),
        name=_name(pattern, table, gettext),
        changed="" if changed is None else said(beside.CHANGES[changed], gettext),
    )


def page_of(
    pattern: Pattern, patterns: Patterns, table: Table, gettext: Gettext, *, shown: FirstShown = ()
) -> PatternPage:
    """A pattern with everything that stands beside it."""
    gettext = in_days(gettext) if table.by_day else gettext
    label_with, label_without = _labels(pattern, table, gettext)
    drawn = picture_of(pattern, table, gettext)
    rows_with, rows_without = _rows(pattern)
    lead = pattern.role is PatternRole.LEAD
    along = tuple(said(one, gettext) for one in wording.companions(pattern, table))
    effect = wording.effect(pattern, table) or beside.swing(pattern, table)
    always = beside.always(pattern, table)
    facts = (beside.phase(pattern, table), beside.lag(pattern), beside.split(pattern, table))
    return PatternPage(
        card=card_of(pattern, table, gettext),
        by_day=table.by_day,
        title=said(wording.title(pattern, table), gettext),
        meaning=_meaning(pattern, table, gettext),
        picture=None if drawn is None else drawn.svg,
        picture_note="" if drawn is None else drawn.note,
        table=None if drawn is None else drawn.table,
        facts=tuple(said(fact, gettext) for fact in facts if fact is not None),
        interval=None if drawn is not None and drawn.has_effect else interval_of(pattern, table),
        effect="" if effect is None else said(effect, gettext),
        always="" if always is None else said(always, gettext),
        always_note=said(beside.ALWAYS_NOTE, gettext),
        numbers=_numbers(pattern, gettext),
        open_ends=along if pattern.role is PatternRole.ENTANGLED else (),
        not_this=(*(along if lead else ()), *_ruled_out(pattern, patterns, table, gettext)),
        further=_further(pattern, patterns, table, gettext),
        apart=pattern.role is PatternRole.ENTANGLED,
        shown=tuple((gettext(TAGS[tier]), day) for tier, day in shown),
        rows_with=tuple(table.rows[row] for row in rows_with),
        rows_without=tuple(table.rows[row] for row in rows_without),
        label_with=label_with,
        label_without=label_without,
    )


def meaning_of(tier: Tier, named: bool, gettext: Gettext) -> str:
    """What a tier has meant, without its name, which stands beside it; `named`: for what the person named before."""
    return (
        said(wording.meaning_of_named(tier), gettext) if named else _without_name(said(wording.meaning(tier), gettext))
    )


def _tag(pattern: Pattern) -> str:
    """The tier of what stands for itself; of the others, what they are instead."""
    if pattern.standing is Standing.FADED:
        return _("Faded")
    return {PatternRole.TRAVELS_WITH: _("Comes along"), PatternRole.ENTANGLED: _("Not told apart")}.get(
        pattern.role, TAGS[pattern.tier]
    )


def _meaning(pattern: Pattern, table: Table, gettext: Gettext) -> str:
    if pattern.role is PatternRole.LEAD and pattern.standing is not Standing.FADED:
        return meaning_of(pattern.tier, pattern.pair.named, gettext)
    return said(beside.meaning(pattern, table), gettext)


def _without_name(whole: str) -> str:
    """A sentence without the word before its colon."""
    rest = whole.partition(": ")[2] or whole
    return capital(rest)


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


def _ruled_out(pattern: Pattern, patterns: Patterns, table: Table, gettext: Gettext) -> tuple[str, ...]:
    """What the same outcome has no large link with."""
    others = [pair for pair in patterns.pairs if pair.outcome == pattern.outcome and pair.key != pattern.pair.key]
    large = [pair for pair in others if pair.no_large_link]
    very_large = [pair for pair in others if pair.no_very_large_link and not pair.no_large_link]
    lines = []
    if large:
        lines.append(beside.ruled_out(large, table, most=MOST_NAMES))
    if very_large:
        lines.append(beside.ruled_out_early(very_large, table, most=MOST_NAMES))
    return tuple(said(line, gettext) for line in lines)


def _further(pattern: Pattern, patterns: Patterns, table: Table, gettext: Gettext) -> str:
    if pattern.tier is not Tier.HUNCH or pattern.standing is not Standing.CURRENT:
        return ""
    found = next((one for one in outlook(patterns, table) if one.pair.key == pattern.pair.key), None)
    return "" if found is None else said(beside.until_likely(found), gettext)


def _numbers(pattern: Pattern, gettext: Gettext) -> DataTable:
    """Evidence, what was asked of it, and the odds ratio, for who wants them."""
    rows = [
        (gettext("Entries with both recorded"), str(pattern.pair.entries)),
        (gettext("Evidence (an e-value, given the other factors)"), _evidence(pattern.pair.log_evidence_given_others)),
        (gettext("Evidence it needed to be shown"), f"{pattern.threshold:.0f}"),
    ]
    ratio = None if pattern.counts is None else pattern.counts.odds_ratio
    if ratio is not None:
        rows.append((gettext("Odds ratio, within runs of 12 entries"), f"{ratio:.1f}"))
    return DataTable(caption=gettext("In numbers"), head=("", gettext("Value")), rows=tuple(rows))


def _evidence(log_evidence: float) -> str:
    if log_evidence > LARGEST_EVIDENCE * 2.302585:
        return "> 1 000 000"
    evidence = exp(log_evidence)
    return f"{evidence:.1f}" if evidence < 10 else f"{evidence:.0f}"


def _name(pattern: Pattern, table: Table, gettext: Gettext) -> str:
    if pattern.counts is None:
        return capital(phrases.spoken_factor(phrases.sides(pattern.pair, table)[0]).name)
    return said(wording.group_labels(pattern, table)[0], gettext)


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
    having = capital(said(phrases.counted_side(pattern, factor), gettext))
    return having, said(wording.group_labels(pattern, table)[1], gettext)
