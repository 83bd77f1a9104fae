"""What home, timeline and patterns show, for the person's own journal and for the sample alike. Pure.

Takes a journal, its review and table; returns what the templates print.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aftercare.knowledge.catalogue import by_form
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Action, Fired
from aftercare.model.entry import Entry
from aftercare.model.journal import Journal
from aftercare.model.measure import Form, Measure
from aftercare.model.pattern import Table
from aftercare.model.review import Review
from aftercare.model.translatable import for_translation
from aftercare.patterns import wording
from aftercare.usecases.discreet import is_discreet
from aftercare.usecases.look import TimelinePage
from aftercare.web.pattern_cards import PatternCard, best, card_of, most_needed, nearest
from aftercare.web.telling import Gettext, Line, Weeks, line_of, said, weeks_of
from aftercare.web.times import Times

SIX_WEEKS = timedelta(weeks=6)
NEAREST = 5
MOST_OPEN = 60
LATEST = 10
URGENT = (Action.EMERGENCY, Action.SAME_DAY)
WIDTH = 324
"""Of the row of arcs, in CSS pixels: the column of a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yet:
    """How much more is needed, honestly, from the first entry on."""

    usual: str
    entries: int
    nearest: tuple[str, ...]
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What the review flags, as home shows it."""

    urgent: tuple[Fired, ...]
    cards: tuple[Fired, ...]
    neutral_line: bool
    """There is something for this person only (SAFETY 4)."""
    neutral_first: bool = False
    """It is an emergency: its line stands above everything else for today, and says as little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What home shows of a journal."""

    greeting: str
    weeks: Weeks | None
    """None without an encounter in the last six weeks."""
    pattern: PatternCard | None
    yet: Yet
    encounters: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the timeline."""

    title: str
    lines: tuple[Line, ...]


def home_page(
    journal: Journal, measures: Mapping[str, Measure], review: Review, *, now: datetime, times: Times
) -> HomePage:
    """What home shows; `now` is the person's local time, naive."""
    table, gettext = review.table, times.gettext
    since = now - SIX_WEEKS
    lately = [e for e in journal.encounters() if e.at.local >= since and e.id not in journal.waiting]
    found = best(review.patterns, journal.settings.main_outcome)
    return HomePage(
        greeting=greeting(now.hour),
        weeks=weeks_of(lately, measures, times, width=WIDTH) if lately else None,
        pattern=None if found is None else card_of(found, table, gettext),
        yet=yet(journal, review, table, gettext),
        encounters=review.encounters,
    )


def greeting(hour: int) -> str:
    """By the time of day."""
    if 5 <= hour < 12:
        return for_translation("Good morning.")
    return for_translation("Good afternoon.") if 12 <= hour < 18 else for_translation("Good evening.")


def flags_of(review: Review, knowledge: Knowledge) -> Flags:
    """The flags that stand and are not quieted. The discreet ones are one neutral line."""
    standing = [flag for flag in review.screening.fired if not flag.quieted]
    plain = [flag for flag in standing if not is_discreet(knowledge, flag)]
    return Flags(
        urgent=tuple(flag for flag in plain if flag.action in URGENT),
        cards=tuple(flag for flag in plain if flag.action not in (*URGENT, Action.SELF_CARE)),
        neutral_line=len(plain) < len(standing),
        neutral_first=any(flag.action is Action.EMERGENCY for flag in standing if flag not in plain),
    )


def yet(journal: Journal, review: Review, table: Table, gettext: Gettext) -> Yet:
    """What the nearest pairs still need."""
    pairs = nearest(review.patterns, journal.settings.main_outcome)
    unique = tuple(dict.fromkeys(most_needed(pair, table, gettext) for pair in pairs))
    return Yet(
        usual=said(wording.USUAL_NEED, gettext),
        entries=review.encounters,
        nearest=unique[:NEAREST],
        more=unique[NEAREST:MOST_OPEN],
    )


def days_of(page: TimelinePage, times: Times) -> tuple[Day, ...]:
    """The days of a page of the timeline, latest first."""
    return tuple(
        Day(times.title(day.day), tuple(line_of(entry, page.measures, times) for entry in day.entries))
        for day in page.days
    )


def latest(ids: tuple[str, ...], *, whole: bool) -> tuple[str, ...]:
    """The latest few of the entries behind a pattern, or all of them: of ten years they are a thousand."""
    return ids if whole else ids[-LATEST:]


def made_of(knowledge: Knowledge, outcome: str) -> str:
    """What an outcome of several measures is made of, in a sentence; empty for any other."""
    composite = knowledge.composites.get(outcome)
    return "" if composite is None else composite.help


def behind(journal: Journal, ids: tuple[str, ...], measures: Mapping[str, Measure], times: Times) -> tuple[Line, ...]:
    """The entries behind a pattern, latest first."""
    by_id: dict[str, Entry] = {entry.id: entry for entry in journal.entries}
    return tuple(line_of(by_id[name], measures, times) for name in reversed(ids) if name in by_id)


def day_after_measures(measures: Mapping[str, Measure], journal: Journal) -> list[Measure]:
    """What the day after asks, in order."""
    return by_form(measures, Form.DAY_AFTER, organs=journal.person.organs)
