"""What each component says of itself: what it is for, what it takes, and the values to show it with.

Takes `components/<name>.yaml` beside `components/<name>.html`; returns them checked against the template's own macros.
BadFile names the file and what is wrong: an option that the template does not have, one that is not described, a
fixture that leaves out what is required or gives what is not taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes

from aftercare.knowledge.load import read_yaml_list
from aftercare.model.errors import BadFile
from aftercare.model.records import from_object
from aftercare.web.templating import COMPONENTS

BODY = "body"
"""The name by which a fixture gives what stands inside a component that takes a body."""
KINDS = ("text", "path", "yes_no", "number", "list", "record", "measure", "value", "markup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing a component takes."""

    name: str
    type: str
    what: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """Values to show it with, under a name that says why these."""

    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One macro of a component's template."""

    id: str
    what: str
    fixtures: tuple[Fixture, ...]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a macro of the template takes, as the template has it: name to whether it is required."""

    options: Mapping[str, bool]
    body: bool


def all_components(folder: Path = COMPONENTS) -> dict[str, tuple[Part, ...]]:
    """Every component by its name."""
    return {path.stem: read_component(path) for path in sorted(folder.glob("*.html"))}


def read_component(template: Path) -> tuple[Part, ...]:
    """The parts of one component, in the order they are described in. BadFile for what does not fit the template."""
    described = template.with_suffix(".yaml")
    if not described.is_file():
        raise BadFile("Every component is described: what it is for, its options, its fixtures.", where=described.name)
    parts = tuple(_part(record, described.name) for record in read_yaml_list(described))
    taken = macros_of(template.read_text(encoding="utf-8"))
    if {part.id for part in parts} != taken.keys() or len(parts) != len(taken):
        raise BadFile(f"The template has these parts: {', '.join(taken)}.", where=described.name)
    for part in parts:
        _check(part, taken[part.id], f"{described.name}, {part.id}")
    return parts


def macros_of(source: str) -> dict[str, Taken]:
    """The macros of a template with what each takes."""
    tree = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(source)
    return {macro.name: _taken(macro) for macro in tree.find_all(nodes.Macro)}


def _part(record: Any, where: str) -> Part:
    """One record; what a fixture gives is anything, and looked at later."""
    if not isinstance(record, dict) or not isinstance(record.get("fixtures"), list):
        raise BadFile("A part has an id, what it is for, options and fixtures.", where=where)
    for fixture in record["fixtures"]:
        if not isinstance(fixture, dict) or fixture.keys() != {"name", "values"}:
            raise BadFile("A fixture has a name and values.", where=f"{where}, {record.get('id')}")
    part = from_object(Part, {**record, "fixtures": []}, where=where)
    return replace(part, fixtures=tuple(Fixture(**fixture) for fixture in record["fixtures"]))


def _taken(macro: nodes.Macro) -> Taken:
    names = [argument.name for argument in macro.args]
    required = len(names) - len(macro.defaults)
    body = any(name.name == "caller" for name in macro.find_all(nodes.Name))
    return Taken({name: at < required for at, name in enumerate(names)}, body)


def _check(part: Part, taken: Taken, where: str) -> None:
    options = {option.name: option for option in part.options}
    if {name: option.required for name, option in options.items()} != taken.options:
        said = ", ".join(name + (" (required)" if must else "") for name, must in taken.options.items()) or "none"
        raise BadFile(f"The template takes these options: {said}.", where=where)
    for option in part.options:
        if option.type not in KINDS:
            raise BadFile(f"The type {option.type} is not one of {', '.join(KINDS)}.", where=where)
    if not part.fixtures:
        raise BadFile("A part has one fixture at least.", where=where)
    for fixture in part.fixtures:
        given = fixture.values.keys() - ({BODY} if taken.body else set())
        lacking = [name for name, must in taken.options.items() if must and name not in given]
        if lacking:
            raise BadFile(f"The fixture lacks {', '.join(lacking)}.", where=f"{where}, {fixture.name}")
        if given - taken.options.keys():
            unknown = ", ".join(sorted(given - taken.options.keys()))
            raise BadFile(f"The part takes no {unknown}.", where=f"{where}, {fixture.name}")
        for name in given:
            _check_type(options[name], fixture.values[name], f"{where}, {fixture.name}")


def _check_type(option: Option, value: object, where: str) -> None:
    fits = {"text": str, "path": str, "yes_no": bool, "number": int, "list": list}.get(option.type, object)
    made = isinstance(value, dict) and set(value) == {"made"}
    if not made and not isinstance(value, fits):
        raise BadFile(f"{option.name} is a {option.type}.", where=where)
