"""The page of all patterns: what changed, the main question first, by tier, what is open, what is ruled out. Pure.

Takes a journal, its review, the chosen outcome and what changed since the last look; returns what the template prints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aftercare.model.first_letter import capital
from aftercare.model.journal import Journal
from aftercare.model.pattern import Pair, Pattern, PatternRole, Standing, Table, Tier
from aftercare.model.review import PlainCount, Review
from aftercare.patterns import beside, phrases, wording
from aftercare.patterns.changes import Change, ChangeKind
from aftercare.patterns.outlook import Outlook, outlook
from aftercare.web.pattern_cards import TAGS, Marks, PatternCard, card_of, leads, meaning_of, most_needed, nearest
from aftercare.web.pattern_days import enough_days, in_days
from aftercare.web.telling import Gettext, said

FIRST_LINES = 5
MOST_LINES = 60
FIRST_OUTCOMES = 2


@dataclass(frozen=True, slots=True)
class Chip:
    """An outcome to look at alone; an empty one is all of them."""

    outcome: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """One pattern that stands otherwise than at the last look."""

    label: str
    title: str
    factor: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TierCards:
    """The patterns of one tier; its meaning is said once on a page."""

    tag: str
    meaning: str
    cards: tuple[PatternCard, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Some patterns under one heading, strongest tier first."""

    title: str
    tiers: tuple[TierCards, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Factors that can't be told apart, as one card."""

    sentence: str
    tag: str
    outcome: str
    parts: tuple[PatternCard, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A name, and what is said of it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What is not told yet: pairs that lack something, and silent ones with a rough range of entries."""

    usual: str
    needs: tuple[str, ...]
    more_needs: tuple[str, ...]
    note: str
    further: tuple[Line, ...]
    more_further: tuple[Line, ...]
    far: int
    """Silent pairs for which it would take more entries than are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsPage:
    """All there is to say about patterns."""

    entries: int
    """Encounters, or days with a check-in."""
    by_day: bool
    """Whether a row is a day."""
    choice: bool
    """Whether there are enough days to choose between times and days."""
    caution: str
    chips: tuple[Chip, ...]
    chosen: str
    """The outcome that is looked at alone; empty: all."""
    changed: tuple[Changed, ...]
    sections: tuple[Section, ...]
    watched: tuple[Line, ...]
    """How it stands with each pair of the watch list, whatever there is to say."""
    apart: tuple[Apart, ...]
    along: tuple[PatternCard, ...]
    """What only comes along with another."""
    weaker: tuple[PatternCard, ...]
    """Shown before, and weaker or faded by now."""
    ruled_out: tuple[Line, ...]
    more_ruled_out: tuple[Line, ...]
    open: Open
    counts: tuple[PlainCount, ...]
    """Plain description, where there is no pattern yet."""


def patterns_page(
    journal: Journal, review: Review, gettext: Gettext, *, only: str = "", changed: Sequence[Change] = ()
) -> PatternsPage:
    """All patterns of encounters, or of days where the review is of days; or those of one outcome."""
    table = review.table
    gettext = in_days(gettext) if table.by_day else gettext
    order = outcome_order(table, journal.settings.main_outcome)
    only = only if only in order else ""
    wanted = {only} if only else set(order)
    marks = {change.pattern.pair.key: change.kind for change in changed}
    current = [pattern for pattern in leads(review.patterns) if pattern.outcome in wanted]
    others = [p for p in review.patterns.patterns if p.outcome in wanted and p not in current]
    there = [p for p in others if p.standing is Standing.CURRENT]
    first, more = _ruled_out(review, order if not only else [only], gettext)
    return PatternsPage(
        entries=len(table.rows) if table.by_day else review.encounters,
        by_day=table.by_day,
        choice=enough_days(journal),
        caution=said(wording.CAUTION, gettext),
        chips=_chips(table, order, only, gettext),
        chosen=only,
        changed=_changed(changed, table, gettext),
        sections=_sections(current, (journal.settings.main_outcome, only), table, (gettext, marks)),
        watched=_watched(review, [pair for pair in journal.settings.watched if pair[1] in wanted], gettext),
        apart=_apart([p for p in there if p.role is PatternRole.ENTANGLED], table, gettext),
        along=tuple(card_of(p, table, gettext, marks) for p in there if p.role is PatternRole.TRAVELS_WITH),
        weaker=tuple(card_of(p, table, gettext, marks) for p in others if p.standing is not Standing.CURRENT),
        ruled_out=first,
        more_ruled_out=more,
        open=_open(review, journal.settings.main_outcome, wanted, gettext),
        counts=() if current or table.by_day else review.counts,
    )


def outcome_order(table: Table, main_outcome: str | None) -> list[str]:
    """The outcomes of the table, the main question first."""
    return sorted((outcome.id for outcome in table.outcomes), key=lambda one: one != main_outcome)


def _chips(table: Table, order: Sequence[str], only: str, gettext: Gettext) -> tuple[Chip, ...]:
    names = {outcome.id: capital(phrases.spoken_outcome(outcome).name) for outcome in table.outcomes}
    if len(order) < 2:
        return ()
    return (Chip("", gettext("All"), not only), *(Chip(one, gettext(names[one]), one == only) for one in order))


def _changed(changed: Sequence[Change], table: Table, gettext: Gettext) -> tuple[Changed, ...]:
    """One line each. What is no pattern of its own is told as that, once for those that can't be told apart."""
    lines: dict[str, Changed] = {}
    for change in changed:
        pattern = change.pattern
        if pattern.role is PatternRole.TRAVELS_WITH and change.kind is ChangeKind.NEW:
            continue
        own = pattern.role is PatternRole.LEAD or pattern.standing is not Standing.CURRENT
        told = beside.changed(change, table)
        key = said(told, gettext) if own else f"{pattern.outcome} {sorted((pattern.factor, *pattern.companions))}"
        label = said(beside.CHANGES[change.kind], gettext)
        lines.setdefault(key, Changed(label, said(told, gettext), pattern.factor, pattern.outcome))
    return tuple(lines.values())


def _sections(
    current: Sequence[Pattern], asked: tuple[str | None, str], table: Table, telling: tuple[Gettext, Marks]
) -> tuple[Section, ...]:
    """The main question by itself, then the rest; one section where one outcome is looked at alone."""
    gettext, marks = telling
    main, only = asked
    mine = [pattern for pattern in current if pattern.outcome == main]
    rest = [pattern for pattern in current if pattern.outcome != main]
    parts = [("", current)] if only or not mine else [(_question(main, table, gettext), mine)]
    if mine and rest and not only:
        parts.append((gettext("Everything else"), rest))
    told: set[tuple[Tier, bool]] = set()
    sections = []
    for title, chosen in parts:
        tiers = []
        for tier in dict.fromkeys(pattern.tier for pattern in chosen):
            of_tier = [pattern for pattern in chosen if pattern.tier is tier]
            cards = tuple(card_of(p, table, gettext, marks) for p in of_tier)
            kinds = dict.fromkeys((tier, pattern.pair.named) for pattern in of_tier)
            meaning = " ".join(meaning_of(*kind, gettext) for kind in kinds if kind not in told)
            told.update(kinds)
            tiers.append(TierCards(cards[0].tag, meaning, cards))
        if tiers:
            sections.append(Section(title, tuple(tiers)))
    return tuple(sections)


def _question(main: str | None, table: Table, gettext: Gettext) -> str:
    outcome = next(outcome for outcome in table.outcomes if outcome.id == main)
    return gettext("Your main question: %s") % phrases.spoken_outcome(outcome).name


def _watched(review: Review, watched: Sequence[tuple[str, str]], gettext: Gettext) -> tuple[Line, ...]:
    """A pattern, what is missing, what is ruled out, or how far it is; nothing for what was never noted."""
    table, pairs = review.table, {pair.key: pair for pair in review.patterns.pairs}
    shown = {p.pair.key: p for p in review.patterns.patterns if p.standing is Standing.CURRENT}
    far = {one.pair.key: one for one in outlook(review.patterns, table)}
    lines = []
    for key in watched:
        pair, pattern = pairs.get(key), shown.get(key)
        if pair is None:
            continue
        if pattern is not None and pattern.role is not PatternRole.LEAD:
            told = said(wording.companions(pattern, table)[0], gettext)
        elif pattern is not None:
            told = f"{gettext(TAGS[pattern.tier])}. {said(wording.headline(pattern, table), gettext)}"
        elif pair.needs:
            told = most_needed(pair, table, gettext)
        elif pair.no_large_link:
            told = said(wording.no_large_link(pair, table), gettext)
        else:
            told = said(beside.nothing_yet(far[key]), gettext)
        lines.append(Line(said(beside.pair_name(pair, table), gettext), told))
    return tuple(lines)


def _apart(entangled: Sequence[Pattern], table: Table, gettext: Gettext) -> tuple[Apart, ...]:
    """One card for all that hang together."""
    left, cards = list(entangled), []
    while left:
        group = [left.pop(0)]
        while found := next((p for p in left if any(_together(p, one) for one in group)), None):
            left.remove(found)
            group.append(found)
        parts = tuple(card_of(pattern, table, gettext) for pattern in group)
        named = said(beside.apart(group, table), gettext) if len(group) > 1 else parts[0].comes_along[0]
        cards.append(Apart(named, parts[0].tag, group[0].outcome, parts))
    return tuple(cards)


def _together(one: Pattern, other: Pattern) -> bool:
    same = one.outcome == other.outcome
    return same and (one.factor in other.companions or other.factor in one.companions)


def _ruled_out(review: Review, order: Sequence[str], gettext: Gettext) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """By outcome, since the size that is ruled out is the outcome's."""
    table, patterns = review.table, review.patterns
    names = {outcome.id: capital(phrases.spoken_outcome(outcome).name) for outcome in table.outcomes}
    lines = []
    for outcome in order:
        told = []
        if large := _of(patterns.no_large_link, outcome):
            told.append(said(beside.ruled_out(large, table), gettext))
        if very_large := _of(patterns.no_very_large_link, outcome):
            told.append(said(beside.ruled_out_early(very_large, table), gettext))
        if told:
            lines.append(Line(gettext(names[outcome]), " ".join(told)))
    return tuple(lines[:FIRST_OUTCOMES]), tuple(lines[FIRST_OUTCOMES:])


def _of(pairs: Iterable[Pair], outcome: str) -> list[Pair]:
    return [pair for pair in pairs if pair.outcome == outcome]


def _open(review: Review, main_outcome: str | None, wanted: set[str], gettext: Gettext) -> Open:
    table = review.table
    lacking = (pair for pair in nearest(review.patterns, main_outcome) if pair.outcome in wanted)
    needs = tuple(dict.fromkeys(most_needed(pair, table, gettext) for pair in lacking))
    shown = {pattern.pair.key for pattern in review.patterns.patterns}
    silent = [one for one in outlook(review.patterns, table) if one.pair.outcome in wanted]
    silent = [one for one in silent if one.pair.key not in shown]
    near = sorted((one for one in silent if one.few is not None), key=lambda one: _nearness(one, main_outcome))
    lines = [_line(one, table, gettext) for one in near[:MOST_LINES]]
    return Open(
        usual=said(wording.USUAL_NEED, gettext),
        needs=needs[:FIRST_LINES],
        more_needs=needs[FIRST_LINES:MOST_LINES],
        note=said(beside.OUTLOOK_NOTE, gettext),
        further=tuple(lines[:FIRST_LINES]),
        more_further=tuple(lines[FIRST_LINES:]),
        far=len(silent) - len(near),
    )


def _nearness(one: Outlook, main_outcome: str | None) -> tuple[bool, int, int, tuple[str, str]]:
    return one.pair.outcome != main_outcome, one.few or 0, one.many or 10**6, one.pair.key


def _line(one: Outlook, table: Table, gettext: Gettext) -> Line:
    return Line(said(beside.pair_name(one.pair, table), gettext), said(beside.further(one), gettext))
