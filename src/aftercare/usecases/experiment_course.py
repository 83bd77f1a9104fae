"""Which encounter each revealed arm belongs to, worked out anew from the journal: nothing else decides it. Pure.

An arm stands until an encounter that can count and happened after the reveal is logged; by when it happened, not by
when it was written down. Until the next arm is revealed the earliest such encounter has it, so that the order in which
things are logged steers nothing. From then on an arm keeps its encounter: deleted, left out or no longer one that can
count, it is void, and its place is not drawn again.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from datetime import datetime

from aftercare.knowledge.catalogue import was_partnered
from aftercare.knowledge.experiments import OWN, Company, CountsWhen, ExperimentTemplate
from aftercare.knowledge.load import Knowledge
from aftercare.model.entry import Entry, EntryKind, Precision
from aftercare.model.errors import NotThere
from aftercare.model.experiment import Draw, EndReason, Experiment
from aftercare.model.journal import Journal
from aftercare.model.measure import Value

DELETED, LEFT_OUT, INELIGIBLE, UNSAFE, GIVEN_BACK = "deleted", "left_out", "ineligible", "unsafe", "given_back"
WANTED, WANTED_YES = "wanted", "yes"


def running(journal: Journal) -> Experiment | None:
    """The experiment that has begun and not ended, if any."""
    return next((one for one in reversed(journal.experiments) if one.is_running), None)


def experiment_of(journal: Journal, experiment_id: str) -> Experiment:
    """One experiment, or NotThere."""
    for one in journal.experiments:
        if one.id == experiment_id:
            return one
    raise NotThere("That experiment is not here any more.")


def settled(experiment: Experiment, journal: Journal, knowledge: Knowledge) -> Experiment:
    """The experiment as the journal has it now: which encounter has which arm, what is void, what was outside."""
    encounters = list(_encounters(experiment, journal, knowledge))
    there = {entry.id: entry for entry in journal.entries if entry.id not in journal.waiting}
    draws = list(experiment.draws)
    if draws:
        draws[-1] = _last(draws, encounters, there)
    template = template_of(experiment, knowledge)
    draws = [_judged(draw, there, template, journal.settings.zone) for draw in draws]
    taken = {draw.entry for draw in draws if draw.entry is not None}
    outside = tuple(entry.id for entry, _ in encounters if entry.id not in taken and not is_out(entry))
    changed = replace(experiment, draws=tuple(draws), outside=outside)
    return _finished(changed, there)


def counts(entry: Entry, template: ExperimentTemplate | None) -> bool:
    """Whether an encounter is of the kind a template is about. What nobody asked excludes nothing."""
    if entry.kind is not EntryKind.ENCOUNTER or entry.source is not None:
        return False
    if template is None:
        return True
    values = entry.all_values()
    partnered = was_partnered(values)
    asked = template.company is not Company.ANYONE and partnered is not None
    if asked and partnered is not (template.company is Company.PARTNERED):
        return False
    return all(_meets(values, one) for one in template.counts_when)


def is_out(entry: Entry) -> bool:
    """Whether it stays out whole: left out, or not clearly wanted. Which of the two is never told (SAFETY 4)."""
    return entry.left_out or entry.all_values().get(WANTED, WANTED_YES) != WANTED_YES


def said_wanted(entry: Entry) -> bool:
    """Whether the person answered that it was wanted; what was never asked is no answer."""
    return entry.all_values().get(WANTED) == WANTED_YES


def kept_out(experiment: Experiment, entries: Set[str]) -> Experiment:
    """The rounds of these encounters stay out from now on, until the person answers that they were wanted.

    The word is the one for whatever is left out, so that what was raised is not written a second time.
    """
    draws = tuple(replace(draw, void=LEFT_OUT) if draw.entry in entries else draw for draw in experiment.draws)
    return replace(experiment, draws=draws)


def taken_in(experiment: Experiment, entries: Set[str]) -> Experiment:
    """The rounds of these encounters are judged anew: what was left out is taken in again."""
    return replace(
        experiment,
        draws=tuple(
            replace(draw, void="") if draw.entry in entries and draw.void == LEFT_OUT else draw
            for draw in experiment.draws
        ),
    )


def template_of(experiment: Experiment, knowledge: Knowledge) -> ExperimentTemplate | None:
    """Its template; None for the person's own, or one that is not there any more."""
    return None if experiment.template == OWN else knowledge.experiments.get(experiment.template)


def happened(entry: Entry, zone: str) -> datetime | None:
    """When an encounter was, in UTC, at the latest when it was written down.

    None where only the day is known: nobody can say on which side of a reveal it was.
    """
    if entry.at.precision is Precision.DAY:
        return None
    written = entry.recorded if entry.changed is None else max(entry.recorded, entry.changed)
    return min(entry.at.instant(zone), written)


def _meets(values: Mapping[str, Value], one: CountsWhen) -> bool:
    value = values.get(one.measure)
    return value is None or one.when.holds(value)


def _encounters(experiment: Experiment, journal: Journal, knowledge: Knowledge) -> Iterator[tuple[Entry, datetime]]:
    """Encounters of its time that can count, in the order they happened."""
    template = template_of(experiment, knowledge)
    found = []
    for entry in journal.entries:
        written_before = entry.recorded < experiment.begun
        if written_before or entry.id in journal.waiting or not counts(entry, template):
            continue
        at = happened(entry, journal.settings.zone)
        if at is None:
            continue
        ended = experiment.ended is not None and at > experiment.ended
        if _is_since(entry, at, experiment.begun) and not ended and not _is_in_a_pause(experiment, entry, at):
            found.append((entry, at))
    return iter(sorted(found, key=lambda pair: (pair[1], pair[0].recorded, pair[0].id)))


def _is_in_a_pause(experiment: Experiment, entry: Entry, at: datetime) -> bool:
    """Whether it happened in a pause. What brought the pause about was written down before it."""
    return any(
        _is_since(entry, at, pause.begun) and entry.recorded > pause.begun and (pause.ended is None or at < pause.ended)
        for pause in experiment.pauses
    )


def _is_since(entry: Entry, at: datetime, moment: datetime) -> bool:
    """Whether an encounter came after a moment. Entries are good to the minute: one of the very minute came after it,
    unless it was written down before.
    """
    return at >= moment.replace(second=0, microsecond=0) and entry.recorded >= moment


def _last(draws: list[Draw], encounters: list[tuple[Entry, datetime]], there: dict[str, Entry]) -> Draw:
    """The last arm with the encounter it belongs to: the earliest after the reveal that nothing else has."""
    last = draws[-1]
    if last.void in (GIVEN_BACK, UNSAFE) or (last.entry is not None and last.entry not in there):
        return last
    others = {draw.entry for draw in draws[:-1]}
    known = None if last.entry is None else there[last.entry]
    after = [pair for pair in encounters if pair[0].id not in others and _is_since(*pair, last.revealed)]
    # Once an encounter had it, it stood no longer: what happened after that one was logged can't take it over.
    stood = [entry for entry, at in after if known is None or entry.id == known.id or at <= known.recorded]
    if stood:
        return _given_to(last, stood[0].id)
    return last if after or known is None else _given_to(last, None)


def _given_to(draw: Draw, entry: str | None) -> Draw:
    """The draw with its encounter; what was said about another one is not said about this."""
    return draw if draw.entry == entry else replace(draw, entry=entry, compliance=None, void="")


def _judged(draw: Draw, there: dict[str, Entry], template: ExperimentTemplate | None, zone: str) -> Draw:
    if draw.entry is None:
        return draw
    entry = there.get(draw.entry)
    if entry is None:
        void = DELETED
    elif is_out(entry) or (draw.void == LEFT_OUT and not said_wanted(entry)):
        void = LEFT_OUT
    else:
        at = happened(entry, zone)
        fits = counts(entry, template) and at is not None and _is_since(entry, at, draw.revealed)
        void = "" if fits else INELIGIBLE
    return draw if draw.void == void else replace(draw, void=void)


def _finished(experiment: Experiment, there: dict[str, Entry]) -> Experiment:
    """Ended once every place was used: when the last of them was logged."""
    if not experiment.is_running or len(experiment.draws) < experiment.rounds or experiment.standing is not None:
        return experiment
    last = experiment.draws[-1]
    entry = None if last.entry is None else there.get(last.entry)
    ended = last.revealed if entry is None else max(entry.recorded, last.revealed)
    return replace(experiment, ended=ended, end_reason=EndReason.FINISHED)
