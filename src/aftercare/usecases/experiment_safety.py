"""What an experiment stops for (SAFETY 6): a danger that can't wait, severe pain, sex that may not have been wanted.

`follow` is called after whatever is saved: it brings the running experiment up to date with the journal and, where
something must come first, pauses or ends it. It never says what for. An emergency ends it; what is for today pauses it,
and so does pain of 7 or more. Gone on with only when nothing of it stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aftercare.check.facts import facts_of_entry
from aftercare.check.screening import journal_facts, ready, screen_journal
from aftercare.knowledge.experiments import ExperimentTemplate, NotWhile
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.rule import Truth, Window, evaluate
from aftercare.model.assessment import Action, Fired, Screening
from aftercare.model.check import Assessment, Writer
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.experiment import EndReason, Experiment, Pause
from aftercare.model.fact import Fact, FactTime, Status
from aftercare.model.journal import Journal
from aftercare.usecases.discreet_flags import advice_for_two_is_off, wanted_findings
from aftercare.usecases.experiment_course import (
    UNSAFE,
    happened,
    is_out,
    kept_out,
    running,
    said_wanted,
    settled,
    taken_in,
    template_of,
)
from aftercare.usecases.notes import facts_of_notes
from aftercare.vault.session import Session

URGENT = (Action.EMERGENCY, Action.SAME_DAY)
OWN, SAFETY = "own", "safety"
"""Why it is paused."""
CLEAR_SKY = Screening(fired=(), open=())


def must_rest(
    knowledge: Knowledge,
    journal: Journal,
    now: datetime,
    template: ExperimentTemplate | None = None,
    *,
    screened: Screening | None = None,
) -> bool:
    """Whether something must come first now; put away or not, a flag that stands is one.

    With a template also whether this change is not for now. `screened` is the screening of the whole journal, notes
    read, where it is at hand.
    """
    flags = _flags(knowledge, journal, now, (), CLEAR_SKY) if screened is None else screened.fired
    if _is_urgent(flags) or _is_of_two(knowledge, flags, journal) or _severe(knowledge, journal, now):
        return True
    return template is not None and bool(holding(knowledge, journal, (template,), now)[template.id])


def holding(
    knowledge: Knowledge,
    journal: Journal,
    templates: Iterable[ExperimentTemplate],
    now: datetime,
    told: Iterable[Fact] = (),
) -> Mapping[str, tuple[NotWhile, ...]]:
    """By template, what holds at the moment and speaks against it. The journal is looked through once."""
    templates = tuple(templates)
    if not any(template.not_while for template in templates):
        return {template.id: () for template in templates}
    facts = journal_facts(knowledge, journal, (*facts_of_notes(knowledge, journal, now), *told), now)
    known, window = ready(knowledge).known(facts), Window(now)
    return {
        template.id: tuple(one for one in template.not_while if evaluate(one.when, known, window).truth is Truth.FIRES)
        for template in templates
    }


def follow(
    session: Session,
    knowledge: Knowledge,
    now: datetime,
    *,
    before: Entry | None = None,
    after: Entry | None = None,
    told: Iterable[Fact] = (),
    seen: Screening = CLEAR_SKY,
) -> None:
    """Bring what runs up to date after a save, and stop it where it must.

    `before` and `after` are the entry that was saved as it was and is. `told` and `seen` are what is known at this
    moment and kept nowhere: it counts too.
    """
    told = tuple(told)
    raised = _raised(knowledge, session.journal, now, told)
    for over in session.journal.experiments:
        if not over.is_running:
            put(session, kept_out(over, raised))
    one = running(session.journal)
    if one is None:
        return
    journal = session.journal
    changed = kept_out(settled(one, journal, knowledge), raised)
    if changed.is_running:
        flags = _flags(knowledge, journal, now, told, seen)
        severe = after is not None and _is_newly_severe(knowledge, before, after, changed, journal)
        template = template_of(changed, knowledge)
        if any(flag.action is Action.EMERGENCY for flag in flags):
            changed = ended(changed, now, EndReason.SAFETY)
        elif (
            severe
            or _severe(knowledge, journal, now)
            or _is_urgent(flags)
            or _is_of_two(knowledge, flags, journal)
            or (template is not None and holding(knowledge, journal, (template,), now, told)[template.id])
        ):
            # Whatever is drawn: were only one arm to rest, the other's times would be different ones.
            changed = paused(changed, now, SAFETY)
    put(session, changed)


def follow_check(session: Session, knowledge: Knowledge, assessment: Assessment, writer: Writer, now: datetime) -> None:
    """Rest for what a check about oneself came to, kept or not; of somebody else it says nothing."""
    if writer is Writer.SELF and assessment.screening.first_screen:
        follow(session, knowledge, now, seen=assessment.screening)


def follow_leaving_out(session: Session, knowledge: Knowledge, entry_id: str, *, out: bool, now: datetime) -> None:
    """Take the round of an encounter out with it, or in again where nothing raises that it was not wanted."""
    if not out:
        for one in session.journal.experiments:
            put(session, taken_in(one, {entry_id}))
    follow(session, knowledge, now)


def follow_undo(session: Session, before: Journal) -> None:
    """Give an arm back to the draw whose encounter was never logged after all: its save was undone.

    `before` is the journal before the undo. A deleted encounter, by contrast, voids its round.
    """
    journal = session.journal
    there = {entry.id for entry in journal.entries}
    were_out = {entry.id for entry in before.entries if is_out(entry)}
    back = {entry.id for entry in journal.entries if entry.id in were_out and not is_out(entry)}
    for one in journal.experiments:
        put(session, taken_in(one, back))
    journal = session.journal
    for one in journal.experiments:
        last = one.draws[-1] if one.draws else None
        if last is None or last.entry is None or last.entry in there:
            continue
        was_there = any(entry.id == last.entry for entry in before.entries)
        others = any(other.is_running and other.id != one.id for other in journal.experiments)
        finished = one.end_reason is EndReason.FINISHED
        if not was_there or (not one.is_running and (not finished or others)):
            continue
        draws = (*one.draws[:-1], replace(last, entry=None, void="", compliance=None))
        again = replace(one, ended=None, end_reason=None) if finished else one
        put(session, replace(again, draws=draws))


def paused(experiment: Experiment, now: datetime, why: str) -> Experiment:
    """Nothing is drawn from now on. Where it pauses for safety, an arm that stands is taken back."""
    if not experiment.is_running or (experiment.is_paused and why != SAFETY):
        return experiment
    pauses = (*experiment.pauses, Pause(begun=now.astimezone(UTC), why=why))
    if experiment.is_paused:
        pauses = tuple(replace(one, why=SAFETY) if one.ended is None else one for one in experiment.pauses)
    changed = replace(experiment, pauses=pauses)
    return _taken_back(changed) if why == SAFETY else changed


def ended(experiment: Experiment, now: datetime, reason: EndReason) -> Experiment:
    """Over, for whatever reason; a pause that was on ends with it."""
    at = now.astimezone(UTC)
    pauses = tuple(replace(one, ended=at) if one.ended is None else one for one in experiment.pauses)
    changed = replace(experiment, ended=at, end_reason=reason, pauses=pauses)
    return _taken_back(changed) if reason is EndReason.SAFETY else changed


def put(session: Session, changed: Experiment) -> None:
    """Keep an experiment as it is now, where it differs from what is kept."""
    kept = session.journal.experiments
    if changed not in kept:
        session.put_experiments(changed if one.id == changed.id else one for one in kept)


def _taken_back(experiment: Experiment) -> Experiment:
    if experiment.standing is None:
        return experiment
    return replace(experiment, draws=(*experiment.draws[:-1], replace(experiment.draws[-1], void=UNSAFE)))


def _raised(knowledge: Knowledge, journal: Journal, now: datetime, told: Iterable[Fact]) -> frozenset[str]:
    """Entries whose note or answers raise that it was not wanted, and of which nobody has answered that it was."""
    if not journal.experiments:
        return frozenset()
    wanted = wanted_findings(knowledge)
    found = {
        fact.entry
        for fact in (*facts_of_notes(knowledge, journal, now), *journal.answers, *told)
        if fact.finding in wanted and fact.status is Status.PRESENT and fact.time is not FactTime.EVER
    }
    return frozenset(entry.id for entry in journal.entries if entry.id in found and not said_wanted(entry))


def _flags(
    knowledge: Knowledge, journal: Journal, now: datetime, told: Iterable[Fact], seen: Screening
) -> tuple[Fired, ...]:
    facts = (*facts_of_notes(knowledge, journal, now), *told)
    return (*screen_journal(knowledge, journal, facts, now).fired, *seen.fired)


def _is_urgent(flags: Iterable[Fired]) -> bool:
    return any(flag.action in URGENT for flag in flags)


def _is_of_two(knowledge: Knowledge, flags: Iterable[Fired], journal: Journal) -> bool:
    """While unwanted sex or fear of a partner stands all experiments are off, until the person turns them on."""
    return advice_for_two_is_off(knowledge, flags, journal.settings)


def _severe(knowledge: Knowledge, journal: Journal, now: datetime) -> bool:
    """Whether an encounter of late had what pauses: then nothing is gone on with yet."""
    stops = knowledge.experiment_stops
    longest = max((stop.stands_for.delta for stop in stops.values()), default=timedelta())
    for entry in journal.encounters():
        noted = max((entry.recorded, *(addition.recorded for addition in entry.added)))
        if now - noted > longest:
            continue
        if any(now - at <= stops[name].stands_for.delta for name, at in _stops_in(knowledge, entry).items()):
            return True
    return False


def _is_newly_severe(
    knowledge: Knowledge, before: Entry | None, after: Entry, experiment: Experiment, journal: Journal
) -> bool:
    """Whether what pauses was noted just now, of an encounter of its time."""
    at = happened(after, journal.settings.zone) or after.recorded
    if after.kind is not EntryKind.ENCOUNTER or at < experiment.begun.replace(second=0, microsecond=0):
        return False
    known = {} if before is None else _stops_in(knowledge, before)
    return not _stops_in(knowledge, after).keys() <= known.keys()


def _stops_in(knowledge: Knowledge, entry: Entry) -> Mapping[str, datetime]:
    """What the values of an entry give of that which pauses, each with the latest time it is about."""
    found: dict[str, datetime] = {}
    for fact in facts_of_entry(entry, ready(knowledge).gives, knowledge.findings):
        if fact.status is Status.PRESENT and fact.finding in knowledge.experiment_stops:
            at = fact.at or entry.recorded
            found[fact.finding] = max(at, found.get(fact.finding, at))
    return found
