"""The gallery: tokens first, then every component with every fixture. Takes the components' files; returns the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from aftercare.web.gallery.described import BODY, Fixture, Part, all_components
from aftercare.web.gallery.made import real
from aftercare.web.gallery.tokens import colours_of, pairs, tokens_of
from aftercare.web.routes import url_for
from aftercare.web.static_files import static_files
from aftercare.web.templating import environment

TEMPLATE = Path(__file__).with_name("gallery.html")
STYLE = Path(__file__).with_name("gallery.css")
LANGUAGE = "en"
NAMES = re.compile(r' (id|for|name|list|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"')
LINKS = re.compile(r' (href|action)="[^"]*"')
SIZES, SPACES, MOTIONS = "size-", "space-", "time-"


@dataclass(frozen=True, slots=True)
class Shown:
    """One fixture, drawn."""

    anchor: str
    name: str
    html: Markup


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One macro with its fixtures."""

    component: str
    part: Part
    fixtures: tuple[Shown, ...]


def gallery(style: str) -> str:
    """The whole page; `style` is the address of its own style sheet."""
    env = environment(LANGUAGE, url_for)
    return env.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        parts=list(shown_parts()),
        colours=colours_of("light"),
        pairs=pairs(),
        sizes=[name for name in tokens_of("light") if name.startswith(SIZES)],
        spaces=[name for name in tokens_of("light") if name.startswith(SPACES)],
        values=tokens_of("light"),
        sheets=[name for name in static_files().contents if name.endswith(".css") and name not in OWN_SHEETS],
        style=style,
    )


OWN_SHEETS = ("tokens.css", "base.css", "parts.css", "blank.css", "code.css")
"""The first three come in their order; the last two are the whole look of a page without ours."""


def shown_parts() -> Iterator[ShownPart]:
    """Every part of every component, drawn with each of its fixtures."""
    number = 0
    for component, parts in all_components().items():
        for part in parts:
            fixtures = []
            for fixture in part.fixtures:
                number += 1
                anchor = f"{component}-{part.id}-{fixture.name.replace(' ', '-')}"
                fixtures.append(Shown(anchor, fixture.name, _apart(draw(component, part.id, fixture), number)))
            yield ShownPart(component, part, tuple(fixtures))


def draw(component: str, part: str, fixture: Fixture) -> Markup:
    """A component with the values of one fixture."""
    values = real(dict(fixture.values))
    body = values.pop(BODY, None)
    if body is not None:
        values["caller"] = lambda: escape(body)
    module = environment(LANGUAGE, url_for).get_template(f"components/{component}.html").module
    return Markup(getattr(module, part)(**values))  # noqa: S704  an autoescaped template made it


def _apart(html: Markup, number: int) -> Markup:
    """Ids and names of its own, so that fixtures on one page don't disturb each other, and links that lead nowhere."""
    named = NAMES.sub(lambda found: f' {found[1]}="{_each(found[2], number)}"', str(html))
    return Markup(LINKS.sub(lambda found: f' {found[1]}="#top"', named))  # noqa: S704  as it was, but for names


def _each(names: str, number: int) -> str:
    return " ".join(f"{name}-{number}" for name in names.split())


def style_sheet() -> str:
    """The gallery's own styles, with one rule for each token: nothing may stand inline."""
    rules = [
        f".ground-{name} {{ background: var(--{name}); }} .front-{name} {{ color: var(--{name}); }}"
        for name in colours_of("light")
    ]
    rules += [f".of-{name} {{ font-size: var(--{name}); }}" for name in tokens_of("light") if name.startswith(SIZES)]
    rules += [f".of-{name} {{ width: var(--{name}); }}" for name in tokens_of("light") if name.startswith(SPACES)]
    return STYLE.read_text(encoding="utf-8") + "\n".join(rules)
