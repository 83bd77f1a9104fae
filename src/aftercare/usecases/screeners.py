"""Filling in a screener: count it, screen for danger before any score, keep it only if the person says so (SAFETY 4).

A *sheet* is what was filled in and is not kept. Answers to the questions beside it are told facts: they count for this
screening and are forgotten with the sheet, unless keeping them is asked for on its own. Nothing here reminds anyone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from aftercare.check.screeners import WHICH, Point, Score, score_of, screener_of, trend
from aftercare.check.screening import next_questions, screen_entry
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.knowledge.screener import Screener
from aftercare.model.assessment import Action, Fired, Screening
from aftercare.model.entry import Entry, EntryKind, When
from aftercare.model.errors import BadValue, NotThere
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.model.notice import Notice, NoticeKind
from aftercare.usecases.drafts import Draft, check_time
from aftercare.usecases.experiment_safety import follow
from aftercare.usecases.log_entry import log_entry
from aftercare.vault.session import Session

ASKED_AGAIN = "how_is_it_now"
"""The card with the one kind question at the next unlocking."""
ASKED_WITHIN = timedelta(days=14)
URGENT = (Action.EMERGENCY, Action.SAME_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One screener as filled in, not kept."""

    id: str
    """The id its entry will have, made by the edge."""
    screener: str
    at: When
    values: Mapping[str, Value]
    """Answers by measure; an open question is not there."""
    told: tuple[Fact, ...] = ()
    """Answers to the questions beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetResult:
    """What a sheet comes to."""

    score: Score
    screening: Screening
    despair: tuple[Fired, ...]
    """What comes before the score: about ending one's life or hurting oneself, most urgent first."""
    pressing: tuple[Fired, ...]
    """What else can't wait."""
    later: tuple[Fired, ...]
    """What can wait some days."""
    still: tuple[Finding, ...]
    """Direct questions that are still open; empty once an emergency ended the questions."""


def screener_named(knowledge: Knowledge, name: str) -> Screener:
    """One screener; NotThere when there is none of this name."""
    found = knowledge.screeners.get(name)
    if found is None:
        raise NotThere("There is no such questionnaire. There are: " + ", ".join(knowledge.screeners) + ".")
    return found


def questions_beside(knowledge: Knowledge, screener: Screener) -> tuple[Finding, ...]:
    """The direct questions that stand on its page."""
    return tuple(knowledge.findings[name] for name in screener.asks_beside)


def sheet_facts(
    knowledge: Knowledge, screener: Screener, answers: Mapping[str, bool], now: datetime
) -> tuple[Fact, ...]:
    """The answers to the questions beside it as facts. What was skipped is not there, and is not no."""
    return tuple(
        Fact(
            finding=finding.id,
            status=Status.PRESENT if answers[finding.id] else Status.ABSENT,
            origin=Origin.ANSWER,
            at=now.astimezone(UTC),
        )
        for finding in questions_beside(knowledge, screener)
        if finding.id in answers
    )


def with_answers(sheet: Sheet, facts: Iterable[Fact]) -> Sheet:
    """The sheet with more answers; a new answer replaces the one before."""
    new = tuple(facts)
    names = {fact.finding for fact in new}
    return replace(sheet, told=(*(fact for fact in sheet.told if fact.finding not in names), *new))


def see_sheet(journal: Journal, knowledge: Knowledge, sheet: Sheet, now: datetime) -> SheetResult:
    """Count a sheet and screen it with the journal, without keeping anything. Pure."""
    screener = screener_named(knowledge, sheet.screener)
    told = tuple(replace(fact, entry=sheet.id) for fact in sheet.told)
    screening = screen_entry(knowledge, journal, _entry(sheet, now), told, now)
    despair = tuple(flag for flag in screening.fired if flag.action in URGENT and is_despair(knowledge, flag))
    pressing = tuple(flag for flag in screening.fired if flag.action in URGENT and flag not in despair)
    emergency = any(flag.action is Action.EMERGENCY for flag in despair)
    answered = {fact.finding for fact in sheet.told}
    asked = {finding.id for finding in next_questions(knowledge, screening)} | set(screener.asks_beside)
    direct = (knowledge.findings[name] for name in _direct_questions(knowledge) if name in asked)
    return SheetResult(
        score=score_of(screener, sheet.values),
        screening=screening,
        despair=despair,
        pressing=pressing,
        later=tuple(flag for flag in screening.fired if flag.action not in (*URGENT, Action.SELF_CARE)),
        still=() if emergency or not despair else tuple(one for one in direct if one.id not in answered),
    )


def is_despair(knowledge: Knowledge, flag: Fired) -> bool:
    """Whether a flag is about ending one's life or hurting oneself: what stands beside the screeners decided it."""
    about = despair_findings(knowledge)
    return not knowledge.red_flags[flag.rule].discreet and any(fact.finding in about for fact in flag.deciding)


def despair_findings(knowledge: Knowledge) -> frozenset[str]:
    """What the direct questions are about, and what an interrupting item gives."""
    direct = _direct_questions(knowledge)
    items = (name for screener in knowledge.screeners.values() for name in screener.interrupts)
    return frozenset((*direct, *(given.finding for name in items for given in knowledge.measures[name].gives)))


def keep_sheet(
    session: Session, knowledge: Knowledge, sheet: Sheet, now: datetime, *, answers: bool, values: bool = True
) -> None:
    """Keep the score (`values`), the answers to the direct questions (`answers`), or both. BadValue for neither."""
    values = values and bool(sheet.values)
    to_keep = sheet.told if answers else ()
    if not values and not to_keep:
        raise BadValue("There is nothing to keep yet: answer at least one line.", where="entry")
    if values:
        draft = Draft(
            id=sheet.id,
            kind=EntryKind.SCREENER,
            at=sheet.at,
            values={WHICH: sheet.screener, **sheet.values},
        )
        log_entry(session, knowledge, draft, now)
    if to_keep:
        kept = tuple(replace(fact, entry=sheet.id if values else None) for fact in to_keep)
        session.put_answers((*session.journal.answers, *kept))
        follow(session, knowledge, now)


def trends(journal: Journal, knowledge: Knowledge) -> tuple[tuple[Screener, tuple[Point, ...]], ...]:
    """Each screener with every time it was kept, oldest first."""
    kept = [one for one in journal.entries if one.kind is EntryKind.SCREENER and one.id not in journal.waiting]
    return tuple((screener, trend(screener, kept)) for screener in knowledge.screeners.values())


def asks_how_it_is(journal: Journal, knowledge: Knowledge, opened_at: datetime) -> bool:
    """Whether to ask one kind question: despair was kept before this unlocking, lately, and not asked about since."""
    last = max((when for when in _despair_kept(journal, knowledge) if when < opened_at), default=None)
    if last is None or opened_at - last > ASKED_WITHIN:
        return False
    asked = (one.at for one in journal.notices if one.kind is NoticeKind.CARD_DISMISSED and one.subject == ASKED_AGAIN)
    return not any(when >= last for when in asked)


def was_asked_how_it_is(session: Session, now: datetime) -> None:
    """It was answered or put away: it comes only after something new."""
    notice = Notice(kind=NoticeKind.CARD_DISMISSED, subject=ASKED_AGAIN, at=now.astimezone(UTC))
    session.put_notices((*session.journal.notices, notice))


def _despair_kept(journal: Journal, knowledge: Knowledge) -> Iterable[datetime]:
    about = despair_findings(knowledge)
    for fact in journal.answers:
        if fact.finding in about and fact.status is Status.PRESENT and fact.at is not None:
            yield fact.at
    for entry in journal.entries:
        if entry.kind is not EntryKind.SCREENER:
            continue
        screener = screener_of(entry, knowledge.screeners)
        if screener is not None and any(entry.value(name) for name in screener.interrupts):
            yield entry.recorded


def _direct_questions(knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for screener in knowledge.screeners.values() for name in screener.asks_beside))


def _entry(sheet: Sheet, now: datetime) -> Entry:
    check_time(sheet.at, now)
    return Entry(
        id=sheet.id,
        kind=EntryKind.SCREENER,
        at=sheet.at,
        recorded=now.astimezone(UTC),
        values={WHICH: sheet.screener, **sheet.values},
    )
