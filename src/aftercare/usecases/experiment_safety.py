"""What an experiment stops for (SAFETY 6): a danger that can't wait, severe pain, sex that may not have been wanted.

`follow` is called after whatever is saved: it brings the running experiment up to date with the journal and, where
something must come first, pauses or ends it. It never says what for. An emergency ends it; what is for today pauses it,
and so does pain of 7 or more. Gone on with only when nothing of it stands.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aftercare.check.facts import facts_of_entry
from aftercare.check.screening import ready, screen_journal
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Action, Fired, Screening
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.experiment import EndReason, Experiment, Pause
from aftercare.model.fact import Fact, Status
from aftercare.model.journal import Journal
from aftercare.usecases.discreet_flags import advice_for_two_is_off
from aftercare.usecases.experiment_course import UNSAFE, happened, running, settled
from aftercare.usecases.notes import facts_of_notes
from aftercare.vault.session import Session

URGENT = (Action.EMERGENCY, Action.SAME_DAY)
OWN, SAFETY = "own", "safety"
"""Why it is paused."""
CLEAR_SKY = Screening(fired=(), open=())


def must_rest(
    knowledge: Knowledge, journal: Journal, now: datetime, *, told: Iterable[Fact] = (), seen: Screening = CLEAR_SKY
) -> bool:
    """Whether something must come first now; put away or not, a flag that stands is one."""
    flags = _flags(knowledge, journal, now, told, seen)
    return _is_urgent(flags) or _is_of_two(knowledge, flags, journal) or _severe(knowledge, journal, now)


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
    one = running(session.journal)
    if one is None:
        return
    journal = session.journal
    changed = settled(one, journal, knowledge)
    if changed.is_running:
        flags = _flags(knowledge, journal, now, told, seen)
        severe = after is not None and _is_newly_severe(knowledge, before, after, changed, journal)
        if any(flag.action is Action.EMERGENCY for flag in flags):
            changed = ended(changed, now, EndReason.SAFETY)
        elif severe or _is_urgent(flags) or _is_of_two(knowledge, flags, journal):
            changed = paused(changed, now, SAFETY)
    put(session, changed)


def paused(experiment: Experiment, now: datetime, why: str) -> Experiment:
    """Nothing is drawn from now on. Where it pauses for safety, an arm that stands is taken back."""
    if experiment.is_paused or not experiment.is_running:
        return experiment
    pause = Pause(begun=now.astimezone(UTC), why=why)
    changed = replace(experiment, pauses=(*experiment.pauses, pause))
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
        since = now - (happened(entry, journal.settings.zone) or entry.recorded)
        if since <= longest and any(since <= stops[name].stands_for.delta for name in _stops_in(knowledge, entry)):
            return True
    return False


def _is_newly_severe(
    knowledge: Knowledge, before: Entry | None, after: Entry, experiment: Experiment, journal: Journal
) -> bool:
    """Whether what pauses was noted just now, of an encounter of its time."""
    at = happened(after, journal.settings.zone) or after.recorded
    if after.kind is not EntryKind.ENCOUNTER or at < experiment.begun.replace(second=0, microsecond=0):
        return False
    known = frozenset() if before is None else _stops_in(knowledge, before)
    return not _stops_in(knowledge, after) <= known


def _stops_in(knowledge: Knowledge, entry: Entry) -> frozenset[str]:
    """What the values of an entry give of that which pauses."""
    facts = facts_of_entry(entry, ready(knowledge).gives, knowledge.findings)
    present = {fact.finding for fact in facts if fact.status is Status.PRESENT}
    return frozenset(present & knowledge.experiment_stops.keys())
