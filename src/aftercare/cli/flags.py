"""Shows red flags: what cannot wait first, with the number and what to do (SAFETY 2, 4).

Takes a screening; writes to the terminal. Every result says that no clinician has reviewed it yet. A flag that is for
the person alone is never shown unasked: one neutral line stands for it.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from aftercare.charts.encounter import DAY_NAMES
from aftercare.cli import voice
from aftercare.cli.help_lines import lines_for
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import Action, Fired, Screening
from aftercare.model.journal import Journal
from aftercare.usecases.after_save import AfterSave, Told
from aftercare.usecases.device import load
from aftercare.usecases.discreet import discreet_flags, is_discreet, is_discreet_question
from aftercare.usecases.flag_help import offered_until

USUALLY_UNTIL = "Start as soon as you can, best today. It is usually not offered after about"
URGENT = (Action.EMERGENCY, Action.SAME_DAY)


def open_flags(screening: Screening, knowledge: Knowledge) -> tuple[Fired, ...]:
    """What cannot wait and may be shown at once."""
    return tuple(flag for flag in screening.first_screen if not is_discreet(knowledge, flag))


def flags_for_the_person(screening: Screening, knowledge: Knowledge) -> tuple[Fired, ...]:
    """What stands behind the neutral line."""
    return discreet_flags(knowledge, screening.fired)


def questions_for_all(after: AfterSave, told: Told, knowledge: Knowledge) -> tuple[Finding, ...]:
    """What may be asked without giving away what is for the person alone."""
    return tuple(each for each in after.questions if not is_discreet_question(knowledge, each, after, told))


def has_emergency(flags: Iterable[Fired]) -> bool:
    """An open emergency ends the interview."""
    return any(flag.action is Action.EMERGENCY for flag in flags)


def tell_urgent(screening: Screening, folder: Path) -> None:
    """What cannot wait, on standard error: before or beside whatever else a command does."""
    knowledge = load_knowledge()
    for text in flag_texts(open_flags(screening, knowledge), folder, knowledge):
        voice.tell(text)


def show_urgent(flags: tuple[Fired, ...], folder: Path, knowledge: Knowledge, journal: Journal | None = None) -> None:
    """The same as a result."""
    for text in flag_texts(flags, folder, knowledge, journal):
        voice.show(text)


def flag_texts(
    flags: tuple[Fired, ...], folder: Path, knowledge: Knowledge, journal: Journal | None = None
) -> list[str]:
    """One text for each flag, with help lines of the chosen country, time windows, and the review state below."""
    country = load(folder).country
    untils = (None if journal is None else offered_until(knowledge, flag, journal) for flag in flags)
    texts = [_flag_text(flag, country, knowledge, until) for flag, until in zip(flags, untils, strict=True)]
    return [*texts, voice.UNREVIEWED] if texts else []


def flag_object(flag: Fired, knowledge: Knowledge) -> dict[str, Any]:
    """One flag for programs."""
    return {
        "rule": flag.rule,
        "action": flag.action.value,
        "within": flag.within,
        "because": flag.because,
        "do_now": list(flag.do_now),
        "do_not": list(flag.do_not),
        "sources": list(flag.sources),
        "quieted": flag.quieted,
        "reviewed": knowledge.red_flags[flag.rule].reviewed,
    }


def _flag_text(flag: Fired, country: str | None, knowledge: Knowledge, until: datetime | None) -> str:
    place = knowledge.places.get(flag.service)
    parts = [voice.strong(voice.wrapped(flag.because))]
    if place is not None:
        parts += lines_for(place.lines, country, knowledge)
    if until is not None:
        parts.append(
            voice.wrapped(f"{USUALLY_UNTIL} {DAY_NAMES[until.weekday()]} {until:%H:%M}; after that, still go.")
        )
    if flag.do_now:
        parts += ["What to do:", voice.listed(flag.do_now)]
    if flag.do_not:
        parts += ["What not to do:", voice.listed(flag.do_not)]
    return "\n".join(parts) + "\n"
