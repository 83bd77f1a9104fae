"""Right now, and help by country. Works locked and leaves no trace: what was tapped stands in no address.

All guides are one page, so that one kept copy holds them and no tap after the first waits for anything. A screen is a
part of it, shown alone by the address's fragment, whose name says nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial

from jinja2 import Environment
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.knowledge.schema import Service
from aftercare.knowledge.services import countries, services_for
from aftercare.right_now.steps import DANGER, GUIDE, Choice, Guide, Step, What, Who
from aftercare.usecases import device as device_file
from aftercare.usecases import right_now
from aftercare.usecases.right_now import CountryHelp, Danger
from aftercare.web.countries import by_name
from aftercare.web.unchanging import part
from aftercare.web.views.locked_log import may_write
from aftercare.web.visit import Visit

LETTERS = "klmnopqrst"
"""One for each guide, in the order of the data."""
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One step, and where each way from it leads."""

    anchor: str
    step: Step
    next: str | None
    choices: tuple[tuple[str, str], ...]
    """Words and anchor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A guide as screens: its danger list first."""

    guide: Guide
    list: str
    """The anchor of its danger list."""
    lines: tuple[tuple[str, str], ...]
    """The danger list: words and anchor."""
    screens: tuple[Screen, ...]
    never: str
    """The anchor of what is better not said; empty where there is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Help lines of some kinds: those of the person's country, else of every country to pick from."""

    home: tuple[Service, ...]
    elsewhere: tuple[CountryHelp, ...]


def show(visit: Visit) -> Response:
    """Every guide. Nothing in it comes from a journal or a session."""
    knowledge, device = load_knowledge(), visit.state.device
    home = device.country if device.country in countries(knowledge.services) else None
    may_log = device_file.has_vault(visit.state.launch.folder)
    return visit.render("right_now.html", screens=_screens(visit.engine, knowledge, device.language, home, may_log))


@lru_cache(maxsize=8)
def _screens(engine: Environment, knowledge: Knowledge, language: str, home: str | None, may_log: bool) -> Markup:
    """All screens. `home`: the country the person set, where there is anything for it; never guessed."""
    dangers, parts = _texts(knowledge)
    helps = _helps(knowledge, language)
    unsure = right_now.lines_when_unsure(knowledge)
    return part(
        engine,
        "right_now_screens.html",
        mine=[_of(parts, Who.ME, what) for what in What],
        theirs=[_of(parts, Who.PARTNER, what) for what in What],
        parts=parts,
        dangers=[(_danger_anchor(danger.line.id, dangers), danger) for danger in dangers],
        whole=[(line.text, _danger_anchor(line.id, dangers)) for line in unsure],
        reach=partial(_reach, knowledge, home, helps),
        picks=[] if home else helps,
        may_log=may_log,
    )


@lru_cache(maxsize=2)
def _texts(knowledge: Knowledge) -> tuple[tuple[Danger, ...], tuple[Part, ...]]:
    """All that is the same on every showing. What a line says does not hang on the day."""
    dangers = right_now.every_danger(knowledge, ANY_TIME)
    return dangers, tuple(_part(knowledge, guide, dangers) for guide in right_now.guides().values())


def former(visit: Visit) -> Response:
    """The address a guide once had of its own: on to its list in the page of all guides."""
    asked = visit.posted.text("g")
    anchor = next((f"#{_list_anchor(guide)}" for guide in right_now.guides().values() if guide.id == asked), "")
    return RedirectResponse(visit.url_for("right_now") + anchor, status_code=303)


def write_down(visit: Visit) -> Response:
    """From the end of a guide to where an entry can be written from here: the form, the locked form, or unlocking."""
    if visit.unlocked:
        return visit.go("log")
    return visit.go("locked_log" if may_write(visit) else "front")


def services(visit: Visit) -> Response:
    """Every number we know, by country."""
    home, language = visit.state.device.country, visit.state.device.language
    helps = sorted(_helps(load_knowledge(), language), key=lambda e: e.country != home)
    return visit.render("services.html", helps=helps, home=home)


def _helps(knowledge: Knowledge, language: str) -> list[CountryHelp]:
    """Every country, by its name in the person's language."""
    helps = right_now.help_by_country(knowledge)
    return sorted(helps, key=lambda entry: by_name(entry.country, language))


def _reach(knowledge: Knowledge, home: str | None, helps: list[CountryHelp], kinds: tuple[str, ...]) -> Reach:
    if home is not None:
        return Reach(home=_once(services_for(knowledge.services, home, kinds)), elsewhere=())
    each = (CountryHelp(entry.country, _once(entry.of(kinds))) for entry in helps)
    return Reach(home=(), elsewhere=tuple(entry for entry in each if entry.services))


def _once(services: tuple[Service, ...]) -> tuple[Service, ...]:
    """Without those that say the same again: in many countries one number is for the ambulance and the police."""
    return tuple({(service.name, service.lines): service for service in reversed(services)}.values())[::-1]


def _of(parts: tuple[Part, ...], who: Who, what: What) -> Part:
    return next(part for part in parts if part.guide.who is who and part.guide.what is what)


def _part(knowledge: Knowledge, guide: Guide, dangers: tuple[Danger, ...]) -> Part:
    lines = right_now.lines_of(knowledge, guide)
    return Part(
        guide=guide,
        list=_list_anchor(guide),
        lines=tuple((line.text, _danger_anchor(line.id, dangers)) for line in lines),
        screens=tuple(_screen(guide, step, dangers) for step in guide.steps),
        never=f"{_letter(guide)}x" if guide.never else "",
    )


def _screen(guide: Guide, step: Step, dangers: tuple[Danger, ...]) -> Screen:
    following = guide.after(step)
    return Screen(
        anchor=_anchor(guide, step),
        step=step,
        next=None if following is None else _anchor(guide, following),
        choices=tuple((choice.label, _target(guide, choice, dangers)) for choice in step.choices),
    )


def _target(guide: Guide, choice: Choice, dangers: tuple[Danger, ...]) -> str:
    if choice.to.startswith(DANGER):
        return _danger_anchor(choice.to.removeprefix(DANGER), dangers)
    if choice.to.startswith(GUIDE):
        other = right_now.guides()[choice.to.removeprefix(GUIDE)]
        by_list = right_now.begins_with_its_list(guide, other)
        return _list_anchor(other) if by_list else _anchor(other, other.steps[0])
    return _anchor(guide, next(step for step in guide.steps if step.id == choice.to))


def _letter(guide: Guide) -> str:
    return LETTERS[list(right_now.guides()).index(guide.id)]


def _list_anchor(guide: Guide) -> str:
    return f"{_letter(guide)}0"


def _anchor(guide: Guide, step: Step) -> str:
    """The neutral name of a screen in the page's address: a letter for the guide, a number for the step."""
    return f"{_letter(guide)}{guide.steps.index(step) + 1}"


def _danger_anchor(line: str, dangers: tuple[Danger, ...]) -> str:
    return f"d{[danger.line.id for danger in dangers].index(line) + 1}"
