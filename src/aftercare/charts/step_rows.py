"""Outcomes in ordered words, one dot one time: a row for each word, the strongest on top, with and without in turn.

Takes values and the words of the scale; gives SVG and a table. Filled where the outcome counts as having happened.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aftercare.charts.dots import dot_lines
from aftercare.charts.packing import lines, pitch_for
from aftercare.charts.scale import CHARACTER, TYPE_SIZE
from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, picture, tag, words

WIDTH = 284
TALLEST = 250
LONGEST_WORD = 118
"""The widest column of words; a longer word is wrapped by the caller or numbered."""
LOWEST_ROW = 17
"""A row is at least as high as its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """One side: the step of each time, and its count in words."""

    label: str
    values: tuple[int, ...]
    counted: str
    row: str = "time"
    """What one dot is: a time, or a day."""


def step_rows(
    groups: Sequence[RowGroup],
    scale: Sequence[str],
    happened: Sequence[bool],
    outcome: str,
    *,
    palette: Palette = SCREEN,
) -> Markup:
    """The groups under each other; `happened` says for each word whether it counts as having happened."""
    assert len(happened) == len(scale), "each word counts as having happened or not"
    assert all(0 <= value < len(scale) for group in groups for value in group.values), "each value is on the scale"
    left = min(LONGEST_WORD, max(len(word) for word in scale) * CHARACTER) + 10
    room = WIDTH - left
    every = [Counter(group.values)[value] for group in groups for value in range(len(scale))]
    pitch = pitch_for(every, width=room, height=TALLEST)
    children: list[str] = []
    y = 0.0
    for group in groups:
        y += 18
        children.append(words(f"{group.label}: {group.counted}", 1, y, font_size=14, fill=palette.ink))
        y += 6
        counted = Counter(group.values)
        for value in reversed(range(len(scale))):
            height = max(LOWEST_ROW, lines(counted[value], room, pitch) * pitch + 4)
            middle = y + max(LOWEST_ROW, pitch) / 2
            children.append(
                words(scale[value], left - 10, middle + 4.5, font_size=TYPE_SIZE, fill=palette.soft, text_anchor="end")
            )
            children.append(tag("line", x1=left - 4, x2=left - 4, y1=y, y2=y + height, stroke=palette.line))
            children.append(
                dot_lines([happened[value]] * counted[value], (left, middle - pitch / 2), (room, pitch), palette)
            )
            y += height
        y += 8
    described = "; ".join(f"{group.label}: {group.counted}" for group in groups)
    frame = Frame(
        width=WIDTH,
        height=y,
        title=f"{outcome}, {groups[0].row} by {groups[0].row}",
        description=f"One dot is one {groups[0].row}. {described}.",
        name="step-rows",
        palette=palette,
    )
    return picture(frame, *children)
