"""The result page of an experiment: answer, picture, how sure, counts, as it was done, what it can't say. Pure.

By what was drawn first, by what was done second. Takes what was reckoned; returns text, pictures and tables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from markupsafe import Markup

from aftercare.charts.dots import DotGroup, dots, dots_table
from aftercare.charts.experiment import ArmValues, Axis, Difference, arms, arms_table, difference, difference_table
from aftercare.charts.table import DataTable
from aftercare.experiments import wording
from aftercare.experiments.wording import Verdict
from aftercare.knowledge.load import Knowledge
from aftercare.model.entry import zone_info
from aftercare.model.experiment import Arm, Compliance, EndReason, TrialResult
from aftercare.model.first_letter import inside
from aftercare.model.journal import Journal
from aftercare.model.measure import SCALE_MAXIMUM, Kind, Measure
from aftercare.model.translatable import for_translation
from aftercare.usecases.experiment_result import ExperimentResult
from aftercare.web.experiment_pages import ENDS, hope, title_of
from aftercare.web.telling import Gettext, Row, drawn, said
from aftercare.web.times import short_day

SIDES = (for_translation("As usual"), for_translation("With the change"))
SHORT: Mapping[Arm, str] = {Arm.USUAL: for_translation("As usual"), Arm.CHANGE: for_translation("The change")}
DONE: Mapping[Compliance, str] = {
    Compliance.AS_DRAWN: for_translation("Yes"),
    Compliance.PARTLY: for_translation("Partly"),
    Compliance.OTHERWISE: for_translation("No"),
}
WORD_ROOM = 292
"""Pixels that the words below the dots share."""
LETTER = 6.2
"""How wide a letter of them is, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture, the same as a table, and what a dot is."""

    picture: Markup | None
    table: DataTable
    note: str


def values_shown(measure: Measure, result: TrialResult, gettext: Gettext) -> Shown:
    """The values themselves by what was drawn."""
    name = measure.clear_label
    labels = [gettext(side) for side in SIDES]
    if measure.kind is Kind.YES_NO:
        groups = [
            DotGroup(label=label, times=len(values), happened=round(sum(values)))
            for label, values in zip(labels, (result.usual, result.change), strict=True)
        ]
        note = gettext("One dot is one round. Filled: {name}.").format(name=name)
        return Shown(picture=drawn(dots(groups, name)), table=dots_table(groups, name), note=note)
    sides = [
        ArmValues(label=labels[0], values=result.usual, filled=False),
        ArmValues(label=labels[1], values=result.change, filled=True),
    ]
    axis, key = _axis(measure, result, gettext)
    note = gettext("One dot is one round. The triangle shows the average.")
    return Shown(picture=drawn(arms(sides, axis)), table=arms_table(sides, axis), note=f"{note} {key}".strip())


def _axis(measure: Measure, result: TrialResult, gettext: Gettext) -> tuple[Axis, str]:
    """The scale, and what its numbers stand for where the words don't fit below the dots."""
    if measure.kind is Kind.SCALE:
        ticks = tuple((float(step), str(step)) for step in range(SCALE_MAXIMUM + 1))
        return Axis(name=measure.clear_label, ticks=ticks, steps=True), ""
    if measure.kind is Kind.STEPS:
        labels = [inside(option.label, gettext) for option in measure.options]
        fit = max(map(len, labels)) * LETTER <= WORD_ROOM / len(labels)
        ticks = tuple((float(step), label if fit else str(step)) for step, label in enumerate(labels))
        key = "" if fit else "; ".join(f"{step}: {label}" for step, label in enumerate(labels)) + "."
        return Axis(name=measure.clear_label, ticks=ticks, steps=True), key
    values = (*result.usual, *result.change) or (0.0,)
    low, high = min(0.0, *values), max(values)
    high = high if high > low else low + 1
    return Axis(name=measure.clear_label, ticks=((low, f"{low:g}"), (high, f"{high:g}")), steps=False), key_of(measure)


def key_of(measure: Measure) -> str:
    """The unit, where a scale has one."""
    return f"({wording.unit(measure)})" if measure.unit or measure.kind is Kind.DURATION else ""


def difference_shown(measure: Measure, result: TrialResult, gettext: Gettext) -> Shown | None:
    """The difference with its interval; None where there is nothing to compare."""
    if result.effect is None:
        return None
    words = wording.spoken(measure)
    yes_no = measure.kind is Kind.YES_NO
    effect = Difference(
        estimate=wording.shown(measure, result.effect),
        low=None if result.low is None else wording.shown(measure, result.low),
        high=None if result.high is None else wording.shown(measure, result.high),
        unit=gettext(wording.unit(measure)),
        less=gettext("less often" if yes_no else words.lower),
        more=gettext("more often" if yes_no else words.higher),
        decimals=wording.decimals(measure),
    )
    sentence = said(wording.interval_sentence(measure, result), gettext)
    return Shown(picture=drawn(difference(effect, sentence)), table=difference_table(effect), note=sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """One experiment that has ended, whole."""

    title: str
    change: str
    hope: str
    headline: str
    good: bool | None
    """For the better, for the worse, or neither."""
    lead: str
    values: Shown
    difference: Shown | None
    ruled_out: str
    """Empty where the answer is clear."""
    sure: str
    facts: tuple[Row, ...]
    notes: tuple[str, ...]
    as_done: tuple[Row, ...]
    """Empty where nothing was said of how it went."""
    compliance: str
    limits: tuple[str, ...]
    in_order: DataTable
    again: bool
    """Another one would be a natural next step."""


def result_page(found: ExperimentResult, journal: Journal, knowledge: Knowledge, gettext: Gettext) -> ResultPage:
    """The page of an experiment that has ended."""
    assert found.verdict is not None, "only of one that has ended"
    measure, trial, experiment = found.measure, found.trial, found.experiment
    main = wording.main_sentence(measure, trial)
    unclear = found.verdict in (Verdict.COULD_NOT_TELL, Verdict.NOTHING)
    # Its interval may lie on one side, and would say what the evidence can't yet.
    cut_short = unclear and experiment.end_reason is not EndReason.FINISHED
    return ResultPage(
        title=title_of(experiment, knowledge),
        change=experiment.change,
        hope=gettext(hope(measure, experiment.better)),
        headline=gettext(wording.HEADLINES[found.verdict]),
        good=None if unclear else found.verdict is Verdict.BETTER,
        lead="" if main is None or unclear else said(main, gettext),
        values=values_shown(measure, trial, gettext),
        difference=None if cut_short else difference_shown(measure, trial, gettext),
        ruled_out=said(wording.ruled_out(measure, trial), gettext) if unclear else "",
        sure="" if trial.effect is None else said(wording.chance_sentence(experiment, trial), gettext),
        facts=tuple(_facts(found, gettext)),
        notes=tuple(_notes(found, gettext)),
        as_done=tuple(_as_done(found, gettext)),
        compliance=_compliance(found, gettext),
        limits=tuple(said(line, gettext) for line in wording.limits(experiment)),
        in_order=_in_order(found, zone_info(journal.settings.zone), gettext),
        again=unclear,
    )


def _facts(found: ExperimentResult, gettext: Gettext) -> Iterator[Row]:
    counts, trial, experiment = found.counts, found.trial, found.experiment
    yield Row(gettext("Rounds planned"), str(experiment.rounds))
    yield Row(gettext("With the change"), str(len(trial.change)))
    yield Row(gettext("As usual"), str(len(trial.usual)))
    if counts.missing:
        yield Row(gettext("“{name}” was not noted").format(name=found.measure.clear_label), str(counts.missing))
    back = sum(counts.given_back.values())
    if back or counts.void:
        yield Row(gettext("Given back or left out"), str(back + counts.void))
    if counts.outside:
        yield Row(gettext("Logged without the draw"), str(counts.outside))
    if experiment.end_reason is not None:
        yield Row(gettext("How it ended"), gettext(ENDS[experiment.end_reason]))
    if experiment.chance is not None:
        chance = said(wording.chance_words(experiment.chance), gettext)
        yield Row(gettext("Chance of a clear answer, told at the start"), chance)


def _notes(found: ExperimentResult, gettext: Gettext) -> Iterator[str]:
    back = found.counts.given_back
    if back[Arm.CHANGE] != back[Arm.USUAL]:
        yield gettext(
            "Given back: {change} with the change, {usual} as usual. The more these differ, the less sure the answer."
        ).format(change=back[Arm.CHANGE], usual=back[Arm.USUAL])


def _as_done(found: ExperimentResult, gettext: Gettext) -> Iterator[Row]:
    done = found.as_done
    sides = ((done.change, done.change_rounds, SIDES[1]), (done.usual, done.usual_rounds, SIDES[0]))
    for mean, rounds, label in sides:
        if mean is not None:
            value = f"{wording.shown(found.measure, mean):.{wording.decimals(found.measure)}f}"
            text = gettext("average {value}, {rounds} rounds").format(value=value, rounds=rounds)
            yield Row(gettext(label), text)


def _compliance(found: ExperimentResult, gettext: Gettext) -> str:
    if not found.compliance:
        return ""
    open_ = len(found.points) - sum(found.compliance.values())
    counts = {one.value: found.compliance.get(one, 0) for one in Compliance}
    told = gettext("Of the rounds, {as_drawn} went as drawn, {partly} partly, {otherwise} not.").format(**counts)
    return told if not open_ else f"{told} {gettext('Of {open} nothing was said.').format(open=open_)}"


def _in_order(found: ExperimentResult, zone: tzinfo, gettext: Gettext) -> DataTable:
    rows = tuple(
        (
            str(point.place + 1),
            gettext(SHORT[point.arm]),
            _value_words(found.measure, point.value, gettext),
            gettext(DONE[point.compliance]) if point.compliance is not None else "–",
            short_day(point.at.astimezone(zone).date(), gettext),
        )
        for point in found.points
    )
    head = (
        gettext("Round"),
        gettext("Drawn"),
        found.measure.clear_label,
        gettext("As drawn"),
        gettext("Day"),
    )
    return DataTable(caption=gettext("Round by round"), head=head, rows=rows)


def _value_words(measure: Measure, value: float, gettext: Gettext) -> str:
    if measure.kind is Kind.STEPS:
        return gettext(measure.options[int(value)].label)
    if measure.kind is Kind.YES_NO:
        return gettext("Yes") if value else gettext("No")
    return f"{value:g} {measure.unit}".rstrip()
