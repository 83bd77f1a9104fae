"""Experiments on the report: what was tried, the answer, its size, how many rounds. Pure.

Only those that have ended and lie in the period. One that looked at a private measure stays off unless private answers
were asked for separately. Why a round stayed out is never told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from aftercare.experiments import wording as words
from aftercare.experiments.wording import HEADLINES, Verdict
from aftercare.model.entry import zone_info
from aftercare.model.experiment import Experiment, TrialResult
from aftercare.model.measure import Measure
from aftercare.model.report import Item, ReportChoice, ReportExperiment
from aftercare.report import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An experiment that has ended, what it looked at and what it came to."""

    experiment: Experiment
    measure: Measure
    result: TrialResult


def experiment_lines(tried: Iterable[Tried], choice: ReportChoice, zone: str) -> tuple[ReportExperiment, ...]:
    """One for each, the latest first; none where they were not chosen."""
    if Item.EXPERIMENTS not in choice.items:
        return ()
    shown = [one for one in tried if choice.private or not one.measure.private]
    within = [one for one in shown if _overlaps(_days(one.experiment, zone), choice)]
    return tuple(_line(one, zone) for one in sorted(within, key=lambda one: one.experiment.begun, reverse=True))


def _line(one: Tried, zone: str) -> ReportExperiment:
    answer = words.verdict(one.experiment, one.result)
    first, last = _days(one.experiment, zone)
    main = words.main_sentence(one.measure, one.result)
    size = [] if main is None else [str(main), str(words.interval_sentence(one.measure, one.result))]
    if answer is Verdict.COULD_NOT_TELL:
        size = [str(words.ruled_out(one.measure, one.result))]
    usual, change = len(one.result.usual), len(one.result.change)
    return ReportExperiment(
        change=one.experiment.change,
        answer=f"{one.measure.clear_label}: {HEADLINES[answer]}",
        size=" ".join(size),
        counts=f"{wording.short_day(first)} to {wording.short_day(last)}; {_rounds(change)} with the change, {usual} "
        f"as usual, of {one.experiment.rounds} planned.",
    )


def _rounds(count: int) -> str:
    return "1 round" if count == 1 else f"{count} rounds"


def _days(experiment: Experiment, zone: str) -> tuple[date, date]:
    known = zone_info(zone)
    last = experiment.ended or experiment.begun
    return experiment.begun.astimezone(known).date(), last.astimezone(known).date()


def _overlaps(days: tuple[date, date], choice: ReportChoice) -> bool:
    first, last = days
    return (choice.last is None or first <= choice.last) and (choice.first is None or last >= choice.first)
