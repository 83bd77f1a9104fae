"""What the pages of experiments show: the list, where one stands, what one came to. Pure.

Takes experiments as the journal has them; returns what the templates print. While one runs, nothing here tells which
arm was drawn how often or how the arms differ: that would give the next draw away, or sway what is noted. Why a round
stayed out is told nowhere (SAFETY 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from aftercare.experiments import wording
from aftercare.experiments.wording import Verdict
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.entry import zone_info
from aftercare.model.experiment import EndReason, Experiment
from aftercare.model.first_letter import capital
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.model.translatable import for_translation
from aftercare.usecases.experiment_course import template_of
from aftercare.usecases.experiments import HomeCard, experiment_of, instruction
from aftercare.web.telling import Gettext, Row, said
from aftercare.web.times import short_day

TAGS: Mapping[Verdict, str] = {
    Verdict.BETTER: for_translation("Made a difference, for the better"),
    Verdict.WORSE: for_translation("Made a difference, for the worse"),
    Verdict.COULD_NOT_TELL: for_translation("Could not tell"),
    Verdict.NOTHING: for_translation("Too few rounds to compare"),
}
ENDS: Mapping[EndReason, str] = {
    EndReason.FINISHED: for_translation("All rounds done"),
    EndReason.CLEAR_EARLY: for_translation("Stopped, because it was clear"),
    EndReason.STOPPED: for_translation("Ended early"),
    EndReason.SAFETY: for_translation("Ended early"),
}
"""The last two are told alike: that something came up shows to nobody who looks on (SAFETY 4)."""
PAUSED = for_translation("It rests for now: nothing is drawn, and times that you log are not part of it.")
"""Said of every pause, the person's own and one for safety alike: which of the two it is shows to nobody (SAFETY 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One experiment in the list."""

    id: str
    when: str
    title: str
    hope: str
    state: str
    ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """All there are."""

    running: tuple[ListLine, ...]
    past: tuple[ListLine, ...]
    may_begin: bool
    planning: bool
    """A plan lies half made on the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsPage:
    """Where one stands."""

    title: str
    change: str
    done: int
    """Places of the draw that are used."""
    rounds: int
    facts: tuple[Row, ...]
    notes: tuple[str, ...]
    paused: str
    """What a pause means; empty where none is."""
    ended: bool
    clear: bool


@dataclass(frozen=True, slots=True)
class Look:
    """From where the draw is looked at, and whether it was just revealed."""

    page: str
    opened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawCard:
    """The draw, on home and beside. What it says stands behind a tap, but right after it was revealed."""

    state: str
    done: int
    rounds: int
    drawn: str
    """What the arm that stands asks, or what the last one asked."""
    care: tuple[str, ...]
    about: str
    """The encounter of which it is asked whether it went as drawn; empty: of none."""
    page: str
    """To which page its buttons lead back."""
    opened: bool


def list_page(
    journal: Journal, knowledge: Knowledge, answers: Mapping[str, Verdict], *, planning: bool, gettext: Gettext
) -> ListPage:
    """The list, newest first; `answers` holds what each ended one came to."""
    zone = zone_info(journal.settings.zone)
    measures = catalogue(knowledge, journal.own_measures)
    lines = [
        ListLine(
            id=one.id,
            when=_days(one.begun, one.ended, zone, gettext),
            title=title_of(one, knowledge),
            hope=gettext(hope(measures[one.outcome], one.better)) if one.outcome in measures else one.outcome,
            state=_state(one, answers.get(one.id), gettext),
            ended=not one.is_running,
        )
        for one in reversed(journal.experiments)
    ]
    return ListPage(
        running=tuple(line for line in lines if not line.ended),
        past=tuple(line for line in lines if line.ended),
        may_begin=all(line.ended for line in lines),
        planning=planning,
    )


def _state(experiment: Experiment, answer: Verdict | None, gettext: Gettext) -> str:
    if experiment.is_running:
        return gettext("Paused") if experiment.is_paused else gettext("Under way")
    return gettext(TAGS[answer]) if answer is not None else gettext("Ended")


def stands_page(
    experiment: Experiment, measure: Measure, journal: Journal, knowledge: Knowledge, *, clear: bool, gettext: Gettext
) -> StandsPage:
    """Where one stands: counts only, nothing of the arms."""
    zone = zone_info(journal.settings.zone)
    out = sum(bool(draw.void) for draw in experiment.draws)
    used = sum(draw.entry is not None or bool(draw.void) for draw in experiment.draws)
    facts = [
        Row(gettext("You hope for"), gettext(hope(measure, experiment.better))),
        Row(gettext("Since"), short_day(experiment.begun.astimezone(zone).date(), gettext)),
        Row(gettext("Rounds that count"), str(used - out)),
    ]
    if out:
        facts.append(Row(gettext("Given back or left out"), str(out)))
    if experiment.outside:
        facts.append(Row(gettext("Logged without the draw, not part of it"), str(len(experiment.outside))))
    if experiment.end_reason is not None:
        facts.append(Row(gettext("How it ended"), gettext(ENDS[experiment.end_reason])))
    return StandsPage(
        title=title_of(experiment, knowledge),
        change=experiment.change,
        done=used,
        rounds=experiment.rounds,
        facts=tuple(facts),
        notes=tuple(_pauses(experiment, zone, gettext)),
        paused=gettext(PAUSED) if experiment.is_running and experiment.is_paused else "",
        ended=not experiment.is_running,
        clear=clear and experiment.is_running,
    )


def draw_card(
    card: HomeCard | None, journal: Journal, knowledge: Knowledge, look: Look, gettext: Gettext
) -> DrawCard | None:
    """The card as a page shows it; None where there is none."""
    if card is None:
        return None
    experiment = experiment_of(journal, card.experiment)
    asked = next((draw for draw in experiment.draws if draw.entry == card.ask_about), None) if card.ask_about else None
    arm = card.arm or (None if asked is None else asked.arm)
    told = None if arm is None else instruction(experiment, knowledge, arm)
    return DrawCard(
        state=card.state.value,
        done=card.done,
        rounds=card.rounds,
        drawn="" if told is None else said(told.text, gettext),
        care=() if told is None or card.arm is None else tuple(said(line, gettext) for line in told.care),
        about=card.ask_about or "",
        page=look.page,
        opened=look.opened,
    )


def title_of(experiment: Experiment, knowledge: Knowledge) -> str:
    """What it is called: the template's name, or the person's own sentence."""
    template = template_of(experiment, knowledge)
    return experiment.change if template is None else template.name


def hope(measure: Measure, better: int) -> str:
    """What the person hopes for: "less pain"."""
    words = wording.spoken(measure)
    text = words.more if better > 0 else words.less
    return capital(text)


def _pauses(experiment: Experiment, zone: tzinfo, gettext: Gettext) -> Iterable[str]:
    for pause in experiment.pauses:
        if pause.ended is not None:
            days = _days(pause.begun, pause.ended, zone, gettext)
            yield gettext("Paused: {days}.").format(days=days)


def _days(first: datetime, last: datetime | None, zone: tzinfo, gettext: Gettext) -> str:
    begun = short_day(first.astimezone(zone).date(), gettext)
    if last is None:
        return begun
    ended = short_day(last.astimezone(zone).date(), gettext)
    return begun if begun == ended else f"{begun} – {ended}"
