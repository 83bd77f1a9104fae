"""Values of fixtures that no YAML can hold: a measure, a red flag's page, help lines, a drawing.

A fixture says `{made: kind/what}`; this makes it from the knowledge, never from a journal.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from aftercare.check.screening import screen_facts
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.model.errors import BadFile
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.usecases.right_now import CountryHelp, help_by_country
from aftercare.web.entry_form import EntryForm, Typed
from aftercare.web.flag_pages import FlagPage, flag_pages
from aftercare.web.forms import FieldError

NOW = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
SEVERAL = 3
ARC = Markup(
    '<svg viewBox="0 0 64 32" class="chart"><path class="arc-line" d="M6 14 22 8 40 26 58 16" fill="none" '
    'stroke="var(--plum)" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/>'
    '<circle class="arc-tears-dot" cx="40" cy="26" r="3.5" fill="var(--ember)"/></svg>'
)


def real(value: Any) -> Any:
    """The value a fixture stands for, its parts likewise. BadFile for what cannot be made."""
    if isinstance(value, dict):
        if value.keys() == {"made"}:
            kind, _, what = value["made"].partition("/")
            if kind not in MAKERS:
                raise BadFile(f"What can be made: {', '.join(MAKERS)}.", where=value["made"])
            return MAKERS[kind](load_knowledge(), what)
        return {name: real(each) for name, each in value.items()}
    return [real(each) for each in value] if isinstance(value, list) else value


def _measure(knowledge: Knowledge, what: str) -> object:
    return knowledge.measures[what]


def _measures(knowledge: Knowledge, what: str) -> object:
    return [knowledge.measures[each] for each in what.split("+")]


def _form(knowledge: Knowledge, what: str) -> EntryForm:
    """A form as it is first shown, or sent back with what to mend."""
    wrong = (FieldError("note", "In your own words", "This is too long: 16 000 signs at most."),)
    pain = (FieldError("pain", "Pain", "Choose a number from 0 to 10."),)
    bad = what == "wrong"
    return EntryForm(
        id="form",
        first=(knowledge.measures["tears"],),
        groups=(),
        when=Typed(),
        note="A quiet evening, then tears." if bad else "",
        errors=(*wrong, *pain) if bad else (),
    )


def _flag(knowledge: Knowledge, what: str) -> FlagPage:
    """The page of the first flag that a finding fires; with a country after a colon."""
    finding, _, country = what.partition(":")
    fact = Fact(finding=finding, status=Status.PRESENT, time=FactTime.NOW, origin=Origin.ANSWER, at=NOW)
    return flag_pages(knowledge, screen_facts(knowledge, None, [fact], NOW).fired, country or None)[0]


def _helps(knowledge: Knowledge, what: str) -> list[CountryHelp]:
    return list(help_by_country(knowledge))[: SEVERAL if what == "some" else None]


def _country(knowledge: Knowledge, what: str) -> CountryHelp:
    return next(each for each in help_by_country(knowledge) if each.country == what)


def _reach(knowledge: Knowledge, what: str) -> object:
    home = () if what == "unknown" else _country(knowledge, what).services[:SEVERAL]
    return SimpleNamespace(home=home, elsewhere=_helps(knowledge, "some"))


def _service(knowledge: Knowledge, what: str) -> object:
    return knowledge.services[what]


def _line(knowledge: Knowledge, what: str) -> object:
    """The first line of a service that is as sure as asked."""
    lines = (line for service in knowledge.services.values() for line in service.lines)
    return next(line for line in lines if (line.confidence == "high") is (what == "sure") and line.how == "call")


def _drawing(_knowledge: Knowledge, _what: str) -> Markup:
    return ARC


def _numbers(_knowledge: Knowledge, _what: str) -> object:
    """Pages and sources by number, as the library has them."""
    return lambda _page: "1"


MAKERS: dict[str, Callable[[Knowledge, str], object]] = {
    "measure": _measure,
    "measures": _measures,
    "form": _form,
    "flag": _flag,
    "helps": _helps,
    "country": _country,
    "reach": _reach,
    "service": _service,
    "line": _line,
    "drawing": _drawing,
    "numbers": _numbers,
}
