"""One dot is one time: filled where the outcome happened, a ring where not. With and without in turn.

Takes counts; gives SVG and a table. For outcomes in ordered words, `step_rows.py`; for numbers, `stacks.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aftercare.charts.packing import FILLED, RING, lines, per_line, pitch_for
from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, picture, tag, words
from aftercare.charts.table import DataTable
from aftercare.model.first_letter import capital

WIDTH = 284
TALLEST = 230
"""Of all dots together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DotGroup:
    """One side: so many times, and how often the outcome came with them."""

    label: str
    times: int
    happened: int
    row: str = "time"
    """What one dot is: a time, or a day."""

    def __post_init__(self) -> None:
        assert 0 <= self.happened <= self.times, "it cannot happen more often than there were times"

    @property
    def counted(self) -> str:
        """The count in words."""
        return f"{self.happened} of {self.times}"


def dots(groups: Sequence[DotGroup], outcome: str, *, palette: Palette = SCREEN) -> Markup:
    """The groups under each other, each with its count as text above its dots."""
    pitch = pitch_for([group.times for group in groups], width=WIDTH, height=TALLEST)
    children: list[str] = []
    y = 0.0
    for group in groups:
        y += 18
        children.append(words(f"{group.label}: {group.counted}", 1, y, font_size=14, fill=palette.ink))
        y += 7
        filled = [i < group.happened for i in range(group.times)]
        children.append(dot_lines(filled, (0, y), (WIDTH, pitch), palette))
        y += pitch * lines(group.times, WIDTH, pitch) + 8
    described = "; ".join(f"{group.label}: {group.counted}" for group in groups)
    frame = Frame(
        width=WIDTH,
        height=y,
        title=f"{outcome}, counted one by one",
        description=f"One dot is one {groups[0].row}. Filled: {outcome}. {described}.",
        name="dots",
        palette=palette,
    )
    return picture(frame, *children)


def dots_table(groups: Sequence[DotGroup], outcome: str) -> DataTable:
    """The same counts as rows."""
    return DataTable(
        caption=f"{outcome}, counted",
        head=("", outcome, f"{capital(groups[0].row)}s in all"),
        rows=tuple((group.label, str(group.happened), str(group.times)) for group in groups),
    )


def dot_lines(
    filled: Sequence[bool], corner: tuple[float, float], room: tuple[float, float], palette: Palette
) -> Markup:
    """Dots in lines from `corner` (left, top) on; `room` is the width of a line and the pitch."""
    (left, top), (width, pitch) = corner, room
    abreast = per_line(width, pitch)
    drawn = []
    for i, is_filled in enumerate(filled):
        drawn.append(
            tag(
                "circle",
                class_="dot-filled" if is_filled else "dot-ring",
                cx=left + (i % abreast + 0.5) * pitch,
                cy=top + (i // abreast + 0.5) * pitch,
                r=pitch * (FILLED if is_filled else RING),
                fill=palette.ember if is_filled else "none",
                stroke=None if is_filled else palette.soft,
                stroke_width=None if is_filled else min(1.2, pitch / 8),
            )
        )
    return tag("g", *drawn)
