"""Builds SVG elements as text, escaped. Takes plain values; never writes an inline style, script or event handler.

A strict content security policy blocks `style=` attributes (and only those), so looks are presentation attributes.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

Number = int | float
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Markup(str):
    """Text that is already SVG; everything else is escaped when it becomes a child."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """What each role is painted with, and the typeface where the page gives none."""

    ink: str
    soft: str
    line: str
    quiet: str
    """Lines of what needs no emphasis; at least 3 to 1 against the ground."""
    plum: str
    ember: str
    card: str
    typeface: str | None = None


SCREEN = Palette(
    ink="var(--ink)",
    soft="var(--soft)",
    line="var(--line)",
    quiet="var(--soft)",
    plum="var(--plum)",
    ember="var(--ember)",
    card="var(--card)",
)
PRINT = Palette(
    ink="#2e2433",
    soft="#5d5161",
    line="#d9cdd3",
    quiet="#8f8494",
    plum="#5b3a63",
    ember="#b4552d",
    card="#ffffff",
    typeface="Atkinson Hyperlegible",
)


def tag(name: str, *children: str, **attributes: str | Number | None) -> Markup:
    """One element. `class_` becomes class, `stroke_width` stroke-width; None leaves an attribute out."""
    written = []
    for key, value in attributes.items():
        attribute = _attribute_name(key)
        if isinstance(value, str):
            written.append(f' {attribute}="{escape(_plain(value))}"')
        elif value is not None:
            written.append(f' {attribute}="{number(value)}"')
    inside = "".join(child if isinstance(child, Markup) else escape(_plain(child), quote=False) for child in children)
    start = f"<{name}{''.join(written)}"
    return Markup(f"{start}>{inside}</{name}>" if children else f"{start}/>")


def words(text: str, x: Number, y: Number, **attributes: str | Number | None) -> Markup:
    """A line of real text at a place."""
    return tag("text", text, x=x, y=y, **attributes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds a picture: its size in CSS pixels and what it says to those who do not see it."""

    width: Number
    height: Number
    title: str
    description: str
    name: str
    """Which kind of picture; becomes the class `chart-<name>`."""
    palette: Palette = SCREEN


def picture(frame: Frame, *children: str) -> Markup:
    """The whole picture, with role, title and description."""
    return tag(
        "svg",
        tag("title", frame.title),
        tag("desc", frame.description),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart chart-{frame.name}",
        viewBox=f"0 0 {number(frame.width)} {number(frame.height)}",
        width=frame.width,
        height=frame.height,
        role="img",
        aria_label=frame.title,
        font_family=frame.palette.typeface,
    )


def number(value: Number) -> str:
    """A coordinate with at most two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(maxsize=256)
def _attribute_name(key: str) -> str:
    """Kept, because a picture of ten years names the same few thousands of times."""
    attribute = key if key == "viewBox" else key.rstrip("_").replace("_", "-")
    assert attribute != "style", "an inline style is blocked by the page's policy"
    assert not attribute.startswith("on"), "no event handlers in pictures"
    return attribute


def _plain(value: str | Number) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else number(value)
