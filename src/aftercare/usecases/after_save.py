"""What comes after a save, in this order (SAFETY 2, 4; DESIGN 5): flags that cannot wait, those read in its note with
their quote; *was it wanted?* for an encounter with somebody else; *Any of these now?* where the entry calls for it; the
questions that open rules leave; then plain counts.

`told` are answers given since the save that are not kept: they count for this screening and are forgotten with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from aftercare.check.screening import answered_for, any_of_these, questions_after_save, screen_entry
from aftercare.knowledge.catalogue import catalogue, was_partnered
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import DangerLine, Finding
from aftercare.model.assessment import Action, Screening
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.errors import Conflict
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.journal import Journal
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.review import PlainCount
from aftercare.review import count_back
from aftercare.usecases.experiment_safety import follow
from aftercare.usecases.notes import facts_of_notes, has_words, read_note
from aftercare.usecases.quotes import Quote, Said, answers_to, unanswered
from aftercare.vault.session import Session

WANTED, WANTED_YES = "wanted", "yes"
"""The one measure with a page and a keeping of its own (SAFETY 4)."""
QUIET_FOR = timedelta(weeks=4)
"""A quieted flag comes back only with a new fact or after four weeks (SAFETY 2)."""
SEEN_SOMEONE, ALL_RIGHT = "seen_someone", "all_right"
URGENT = (Action.EMERGENCY, Action.SAME_DAY)

Told = tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSave:
    """What the page after a save shows."""

    entry: Entry
    screening: Screening
    ask_wanted: bool
    danger_lines: tuple[DangerLine, ...]
    """*Any of these now?*, at most eight; empty when the entry does not call for it or it was answered."""
    questions: tuple[Finding, ...]
    """What open rules ask, most urgent first."""
    unread_words: bool
    """There is free text that could not be read, or that leaves something urgent open which nobody answered: the page
    shows the danger list (SAFETY 4).
    """
    counts: tuple[PlainCount, ...]
    read: tuple[Fact, ...] = ()
    """What was read in the entry's own words, present and absent, each with its quote."""
    understood: bool = True
    """Its words were read well enough; False for another language."""
    quotes: tuple[Quote, ...] = ()
    """The words that decide what cannot wait, and are still to be answered: is that so now?"""


def after_save(journal: Journal, knowledge: Knowledge, entry: Entry, told: Told, now: datetime) -> AfterSave:
    """Screen an entry with everything, its words read, and say what its page shows. Pure."""
    note = read_note(knowledge, entry, journal.own_measures)
    noted = facts_of_notes(knowledge, journal, now)
    screening = screen_entry(knowledge, journal, entry, (*noted, *told), now)
    answers = (*journal.answers, *told)
    answered = answered_for(entry, answers)
    questions = questions_after_save(knowledge, entry, screening, (*note.facts, *answers), now)
    left = tuple(q for q in questions if q.id not in answered)
    return AfterSave(
        entry=entry,
        screening=screening,
        ask_wanted=_asks_wanted(entry),
        danger_lines=any_of_these(knowledge, journal, entry, screening, (*note.facts, *told)),
        questions=left,
        unread_words=has_words(entry, journal.own_measures, knowledge=knowledge)
        and (not note.understood or is_urgent_open(screening)),
        counts=count_back(journal, entry, catalogue(knowledge, journal.own_measures)),
        read=note.facts,
        understood=note.understood,
        quotes=unanswered(screening.fired, entry.id, answers),
    )


def is_urgent_open(screening: Screening) -> bool:
    """Whether something is open that counts as urgent until it is answered."""
    return any(rule.floor in URGENT for rule in screening.open)


def answer_quote(
    session: Session, knowledge: Knowledge, quote: Quote, said: Said, *, told: Told, keep: bool, now: datetime
) -> tuple[AfterSave, Told]:
    """Take the answer to "is that so now?" about words of an entry; returns the page anew and what was told so far.

    A yes about despair or violence is kept only when `keep` is said. That it is not so, or was earlier, is kept: the
    words it is about stand in the journal, and it says nothing beyond them.
    """
    entry = session.journal.entry(quote.entry)
    facts = answers_to(quote, said, now)
    discreet = any(_is_discreet(knowledge, name) for name in quote.findings)
    if said is not Said.NOW or keep or not discreet:
        put_facts(session, facts)
        facts = ()
    told = (*(fact for fact in told if fact.finding not in quote.findings), *facts)
    return _seen(session, knowledge, entry, told, now), told


def put_facts(session: Session, facts: tuple[Fact, ...]) -> None:
    """Keep answers; each takes the place of an earlier one about the same entry."""
    replaced = {(fact.finding, fact.entry) for fact in facts}
    others = (fact for fact in session.journal.answers if (fact.finding, fact.entry) not in replaced)
    session.put_answers((*others, *facts))


def answer_questions(
    session: Session,
    knowledge: Knowledge,
    entry_id: str,
    answers: Mapping[str, Status],
    *,
    told: Told,
    keep: bool,
    now: datetime,
) -> tuple[AfterSave, Told]:
    """Take answers to safety questions about an entry; returns the page anew and what was told so far.

    An answer about despair or violence is kept only when `keep` is said; any other stands in the journal with its time,
    because rules look back at it.
    """
    entry = session.journal.entry(entry_id)
    facts = tuple(answered_fact(finding, status, entry, now) for finding, status in answers.items())
    to_keep = tuple(fact for fact in facts if keep or not _is_discreet(knowledge, fact.finding))
    if to_keep:
        put_facts(session, to_keep)
    new = {fact.finding for fact in facts}
    told = (*(fact for fact in told if fact.finding not in new), *(fact for fact in facts if fact not in to_keep))
    return _seen(session, knowledge, entry, told, now), told


def answered_fact(finding: str, status: Status, entry: Entry, now: datetime) -> Fact:
    """An answer given now about an entry; "not sure" is an answer too, and unknown."""
    return Fact(finding=finding, status=status, origin=Origin.ANSWER, at=now.astimezone(UTC), entry=entry.id)


def answer_wanted(
    session: Session, knowledge: Knowledge, entry_id: str, answer: str, *, keep: bool, now: datetime
) -> tuple[AfterSave, Told]:
    """Take the answer to *was it wanted?*: kept with the entry, or only as the general mark *left out*.

    After "not sure" or "no" the entry stays out of patterns, experiments, polls and studies whole, kept or not.
    """
    measure = knowledge.measures[WANTED]
    value = measure.check(answer)
    entry = session.journal.entry(entry_id)
    told: Told = ()
    changed = replace(entry, left_out=entry.left_out or value != WANTED_YES)
    if keep:
        changed = replace(changed, values={**entry.values, WANTED: value})
    else:
        told = tuple(
            answered_fact(gives.finding, Status.PRESENT, entry, now)
            for gives in measure.gives
            if gives.present is not None and gives.present.holds(value)
        )
    if changed != entry:
        session.change(replace(changed, changed=now.astimezone(UTC)))
    return _seen(session, knowledge, session.journal.entry(entry_id), told, now), told


def _seen(session: Session, knowledge: Knowledge, entry: Entry, told: Told, now: datetime) -> AfterSave:
    """The page anew; an experiment rests for what was told, kept or not."""
    saved = after_save(session.journal, knowledge, entry, told, now)
    follow(session, knowledge, now, told=told, seen=saved.screening)
    return saved


def quiet_flag(session: Session, screening: Screening, rule: str, reason: str, now: datetime) -> None:
    """Quiet a flag: "I have seen someone" or "this is all right for me". Never an emergency."""
    assert reason in (SEEN_SOMEONE, ALL_RIGHT)
    fired = next((flag for flag in screening.fired if flag.rule == rule), None)
    if fired is None:
        return
    if fired.action is Action.EMERGENCY:
        raise Conflict("An emergency can't be put away; it goes when what it stands for is over.")
    moment = now.astimezone(UTC)
    notice = Notice(kind=NoticeKind.FLAG_QUIETED, subject=rule, at=moment, until=moment + QUIET_FOR, detail=reason)
    session.put_notices((*session.journal.notices, notice))


def _is_discreet(knowledge: Knowledge, name: str) -> bool:
    finding = knowledge.findings.get(name)
    return finding is not None and finding.discreet


def _asks_wanted(entry: Entry) -> bool:
    values = entry.all_values()
    return (
        entry.kind is EntryKind.ENCOUNTER
        and entry.source is None
        and WANTED not in values
        and was_partnered(values) is True
    )
