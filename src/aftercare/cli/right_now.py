"""Right now in the terminal: the danger list and the numbers at once, then the steps, one at a time.

Reads data only. Stores nothing, opens no journal; the country comes from the settings outside it, or is said and not
kept.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aftercare.cli import voice
from aftercare.cli.clock import now
from aftercare.cli.help_lines import CALL_LIST, lines_for, service_text
from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import NotThere
from aftercare.model.records import to_object
from aftercare.right_now.steps import DANGER, GUIDE, Choice, Guide, Step, What, Who
from aftercare.usecases.device import load
from aftercare.usecases.right_now import (
    EVERYWHERE,
    Danger,
    begins_with_its_list,
    danger_list,
    dangers_of,
    every_danger,
    guides,
    help_by_country,
)

FIRST = ("ambulance",)
WHO_WORDS = {Who.ME: "for me", Who.PARTNER: "for the one beside me"}
WHAT_WORDS = {
    What.TEARS: "tears",
    What.PAIN: "pain",
    What.PANIC: "panic",
    What.NUMB: "numb or far away",
    What.NOT_WANTED: "it was not wanted",
}
NEXT = "Enter: next, q: stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said on the way in; the rest is asked, or left open where nobody can be asked."""

    folder: Path
    country: str | None = None
    who: str | None = None
    what: str | None = None


def show(told: Told) -> None:
    """Danger list, numbers, steps."""
    country = _country(told)
    guide = _guide(told) if told.what else None
    dangers = dangers_of(load_knowledge(), guide, now()) if guide else danger_list(load_knowledge(), "body", now())
    show_dangers(dangers, country)
    if voice.is_conversation():
        if _one_of(dangers, country):
            return
        guide = guide or _ask_guide(told)
    if guide is None:
        show_services(country)
    else:
        walk(guide, country)
    voice.show(voice.UNREVIEWED)


def show_dangers(dangers: tuple[Danger, ...], country: str | None) -> None:
    """The list that comes before everything, with the number."""
    voice.show(voice.strong("Is any of this so? Then call now:"))
    for text in lines_for(FIRST, country, load_knowledge()):
        voice.show(text)
    for number, danger in enumerate(dangers, start=1):
        voice.show(voice.wrapped(danger.line.text, f"  {number:2} ", hanging="     "))
    voice.show()


def _one_of(dangers: tuple[Danger, ...], country: str | None) -> bool:
    """Ask if it is one of the list that was shown, and show what to do about that one."""
    picked = voice.ask_number("Is it one of these? Its number; Enter: none of these.", len(dangers))
    if picked is None:
        return False
    show_danger(dangers[picked - 1], country)
    return True


def show_danger(danger: Danger, country: str | None) -> None:
    """What to do about one."""
    voice.show(voice.strong(voice.wrapped(danger.because)))
    voice.show(f"{danger.place}:")
    for text in lines_for(danger.services, country, load_knowledge()):
        voice.show(text)
    for title, lines in (("What to do:", danger.do_now), ("What not to do:", danger.do_not)):
        if lines:
            voice.show(title)
            voice.show(voice.listed(lines))
    voice.show(voice.UNREVIEWED)


def walk(guide: Guide, country: str | None) -> None:
    """One instruction after another. Without a person to ask, all of them at once."""
    voice.show(voice.strong(guide.title))
    step: Step | None = guide.steps[0]
    while step is not None:
        _show_step(step, country)
        if not voice.is_conversation():
            following = guide.steps.index(step) + 1
            step = guide.steps[following] if following < len(guide.steps) else None
            continue
        guide, step = _follow(guide, step, country)
    if guide.never:
        voice.show("Better not to say:")
        voice.show(voice.listed(guide.never))
        voice.show(voice.wrapped(guide.why_not))
        voice.show("Rather:")
        voice.show(voice.listed(guide.rather))


def show_services(country: str | None) -> None:
    """Every number: of the country, or of all."""
    for each in help_by_country(load_knowledge()):
        if country in (None, each.country):
            name = "Everywhere else" if each.country == EVERYWHERE else each.country
            voice.show(voice.strong(name))
            for service in each.services:
                voice.show(service_text(service))
    voice.show(f"  {CALL_LIST}")


def show_all_json(told: Told) -> None:
    """The same for programs."""
    country = _country(told)
    for danger in every_danger(load_knowledge(), now()):
        voice.show_json({"type": "danger", "text": danger.line.text, **_plain(danger)})
    for guide in guides().values():
        if told.who in (None, guide.who) and told.what in (None, guide.what):
            voice.show_json({"type": "guide", **_plain(guide), "reviewed": guide.reviewed})
    for each in help_by_country(load_knowledge()):
        if country in (None, each.country):
            for service in each.services:
                voice.show_json({"type": "service", **_plain(service)})


def _follow(guide: Guide, step: Step, country: str | None) -> tuple[Guide, Step | None]:
    """Where the person goes from here."""
    if step.choices:
        choice = _choose(step.choices)
        return (guide, None) if choice is None else _led(guide, choice, country)
    following = guide.after(step)
    if following is None:
        return guide, None
    typed = voice.ask(NEXT).casefold()
    return guide, (None if typed == "q" else following)


def _led(guide: Guide, choice: Choice, country: str | None) -> tuple[Guide, Step | None]:
    if choice.to.startswith(DANGER):
        dangers = every_danger(load_knowledge(), now())
        show_danger(next(each for each in dangers if each.line.id == choice.to.removeprefix(DANGER)), country)
        return guide, None
    if choice.to.startswith(GUIDE):
        other = guides()[choice.to.removeprefix(GUIDE)]
        if begins_with_its_list(guide, other):
            dangers = dangers_of(load_knowledge(), other, now())
            show_dangers(dangers, country)
            if _one_of(dangers, country):
                return other, None
        voice.show(voice.strong(other.title))
        return other, other.steps[0]
    return guide, next(step for step in guide.steps if step.id == choice.to)


def _show_step(step: Step, country: str | None) -> None:
    voice.show()
    voice.show(voice.strong(voice.wrapped(step.say)))
    if step.more:
        voice.show(voice.wrapped(step.more, "  "))
    if step.pacer:
        voice.show(f"  In … {_counted(step.pacer.inhale)}   out … {_counted(step.pacer.exhale)}")
    for text in lines_for(step.services, country, load_knowledge()) if step.services else []:
        voice.show(text)


def _counted(seconds: int) -> str:
    return " ".join(str(second) for second in range(1, seconds + 1))


def _choose(choices: tuple[Choice, ...]) -> Choice | None:
    for number, choice in enumerate(choices, start=1):
        voice.tell(f"  {number} {choice.label}")
    picked = voice.ask_number("Number (Enter: stop)", len(choices))
    return None if picked is None else choices[picked - 1]


def _ask_guide(told: Told) -> Guide | None:
    """For whom, and what: Enter shows every number instead."""
    who = Who(told.who) if told.who else _pick(WHO_WORDS)
    what = _pick(WHAT_WORDS) if who is not None else None
    return None if who is None or what is None else _find(who, what)


def _pick(words: dict[Any, str]) -> Any:
    offer = ", ".join(f"{number} {word}" for number, word in enumerate(words.values(), start=1))
    picked = voice.ask_number(f"({offer}; Enter: all numbers)", len(words))
    return None if picked is None else list(words)[picked - 1]


def _guide(told: Told) -> Guide:
    return _find(Who(told.who or Who.ME), What(told.what or What.PAIN))


def _find(who: Who, what: What) -> Guide:
    return next(guide for guide in guides().values() if guide.who is who and guide.what is what)


def _country(told: Told) -> str | None:
    """The one said, else the one kept at set-up; never guessed."""
    known = {each.country for each in help_by_country(load_knowledge())}
    if told.country is not None and told.country not in known:
        names = ", ".join(sorted(known - {EVERYWHERE}))
        raise NotThere(
            f"There are no numbers for this country here. There are some for {names}, and {EVERYWHERE} for all."
        )
    kept = load(told.folder).country
    return told.country or (kept if kept in known else None)


def _plain(record: object) -> dict[str, Any]:
    written: dict[str, Any] = to_object(record)
    return written
