"""One dot is one time: filled where the outcome happened, a ring where not. With and without in turn.

Takes counts; gives SVG and a table. For outcomes on a scale, `stacks.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, picture, tag, words
from aftercare.charts.table import DataTable

PER_LINE = 24
PITCH = 12
RADIUS = 4.4
WIDTH = PER_LINE * PITCH + 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DotGroup:
    """One side: so many times, and how often the outcome came with them."""

    label: str
    times: int
    happened: int

    def __post_init__(self) -> None:
        assert 0 <= self.happened <= self.times, "it cannot happen more often than there were times"

    @property
    def counted(self) -> str:
        """The count in words."""
        return f"{self.happened} of {self.times}"


def dots(groups: Sequence[DotGroup], outcome: str, *, palette: Palette = SCREEN) -> Markup:
    """The groups under each other, each with its count as text above its dots."""
    children: list[str] = []
    y = 0
    for group in groups:
        y += 18
        children.append(words(f"{group.label}: {group.counted}", 1, y, font_size=14, fill=palette.ink))
        y += 12
        children.append(_drawn_dots(group, y, palette))
        y += PITCH * max(1, -(-group.times // PER_LINE)) + 6
    described = "; ".join(f"{group.label}: {group.counted}" for group in groups)
    frame = Frame(
        width=WIDTH,
        height=y,
        title=f"{outcome}, counted one by one",
        description=f"One dot is one time. Filled: {outcome}. {described}.",
        name="dots",
        palette=palette,
    )
    return picture(frame, *children)


def dots_table(groups: Sequence[DotGroup], outcome: str) -> DataTable:
    """The same counts as rows."""
    return DataTable(
        caption=f"{outcome}, counted",
        head=("", outcome, "Times in all"),
        rows=tuple((group.label, str(group.happened), str(group.times)) for group in groups),
    )


def _drawn_dots(group: DotGroup, y0: float, palette: Palette) -> Markup:
    drawn = []
    for i in range(group.times):
        filled = i < group.happened
        drawn.append(
            tag(
                "circle",
                class_="dot-filled" if filled else "dot-ring",
                cx=6 + i % PER_LINE * PITCH,
                cy=y0 + i // PER_LINE * PITCH,
                r=RADIUS + (0.6 if filled else 0),
                fill=palette.ember if filled else "none",
                stroke=None if filled else palette.soft,
                stroke_width=None if filled else 1.2,
            )
        )
    return tag("g", *drawn)
