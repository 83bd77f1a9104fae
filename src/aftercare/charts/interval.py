"""An effect and its interval on a line, with the words that say what they mean.

Takes estimate and interval in the units shown; gives SVG, a sentence and a table. The line always holds zero, "no
difference", so that how far the interval stays away from it can be seen.
"""

from dataclasses import dataclass

from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, number, picture, tag, words
from aftercare.charts.table import DataTable

WIDTH = 284
LEFT, RIGHT = 16, 268
AXIS = 30
NO_DIFFERENCE = "no difference"
BOLD_CHARACTER = 7.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An effect in the units a person reads."""

    estimate: float
    low: float
    high: float
    unit: str
    """What one step is: "points", "times in 100"."""
    less: str = "less often"
    more: str = "more often"
    decimals: int = 0
    level: int = 95
    """Per cent."""

    def __post_init__(self) -> None:
        assert self.low <= self.estimate <= self.high, "the estimate lies inside its interval"

    def written(self, value: float) -> str:
        """A difference with its sign; one that rounds to nothing has none."""
        text = f"{abs(value):.{self.decimals}f}"
        if float(text) == 0:
            return text
        return f"{'+' if value > 0 else '−'}{text}"


def interval(effect: Interval, *, palette: Palette = SCREEN) -> Markup:
    """The line, the bar from low to high, the dot of the estimate, and zero."""
    reach = max(abs(effect.low), abs(effect.high), 1e-9)
    low_end = min(0.0, effect.low) - reach * (0.25 if effect.low < 0 else 0.3)
    high_end = max(0.0, effect.high) + reach * (0.25 if effect.high > 0 else 0.3)

    def at(value: float) -> float:
        return LEFT + (RIGHT - LEFT) * (value - low_end) / (high_end - low_end)

    zero, middle = at(0), at(effect.estimate)
    named = f"{effect.written(effect.estimate)} {effect.unit}"
    children = [
        tag("line", x1=LEFT, x2=RIGHT, y1=AXIS, y2=AXIS, stroke=palette.line, stroke_width=2, stroke_linecap="round"),
        tag("line", x1=zero, x2=zero, y1=18, y2=50, stroke=palette.soft, stroke_width=1.5, stroke_dasharray="3 3"),
        _bar(at(effect.low), at(effect.high), palette),
        tag(
            "circle", class_="estimate", cx=middle, cy=AXIS, r=8, fill=palette.plum, stroke=palette.card, stroke_width=2
        ),
        words(
            named,
            _inside(middle, named),
            12,
            font_size=14,
            fill=palette.ink,
            font_weight="bold",
            text_anchor="middle",
        ),
        words(NO_DIFFERENCE, _inside(zero, NO_DIFFERENCE), 66, font_size=13, fill=palette.soft, text_anchor="middle"),
    ]
    if zero - LEFT > 60 + len(effect.less) * 8:
        children.append(words(f"← {effect.less}", LEFT, 66, font_size=13, fill=palette.soft))
    if RIGHT - zero > 60 + len(effect.more) * 8:
        children.append(words(f"{effect.more} →", RIGHT, 66, font_size=13, fill=palette.soft, text_anchor="end"))
    frame = Frame(
        width=WIDTH,
        height=74,
        title=f"How strong: {effect.written(effect.estimate)} {effect.unit}",
        description=interval_sentence(effect),
        name="interval",
        palette=palette,
    )
    return picture(frame, *children)


def interval_sentence(effect: Interval) -> str:
    """The interval in words: what it spans, and on which side of "no difference"."""
    low, high = (f"{abs(value):.{effect.decimals}f}" for value in (effect.low, effect.high))
    if effect.low > 0:
        return f"Between {low} and {high} {effect.unit} {effect.more}."
    if effect.high < 0:
        return f"Between {high} and {low} {effect.unit} {effect.less}."
    return f"Between {low} {effect.unit} {effect.less} and {high} {effect.unit} {effect.more}: it may be no difference."


def interval_table(effect: Interval) -> DataTable:
    """Estimate and ends of the interval as one row."""
    return DataTable(
        caption=f"Difference in {effect.unit}",
        head=("Estimate", f"Low end of the {effect.level}% interval", "High end"),
        rows=(tuple(effect.written(value) for value in (effect.estimate, effect.low, effect.high)),),
    )


def _bar(low: float, high: float, palette: Palette) -> Markup:
    """A pale bar with dark ends: the ends are what is read, so they must not depend on a tint."""
    caps = "".join(f"M{number(x)} {AXIS - 7}v14" for x in (low, high))
    return tag(
        "g",
        tag(
            "line",
            class_="interval-bar",
            x1=low,
            x2=high,
            y1=AXIS,
            y2=AXIS,
            stroke=palette.plum,
            stroke_width=8,
            stroke_opacity=0.4,
        ),
        tag("path", d=caps, stroke=palette.plum, stroke_width=2.5, stroke_linecap="round", fill="none"),
    )


def _inside(x: float, text: str) -> float:
    """Keeps a centred label within the picture."""
    half = len(text) * BOLD_CHARACTER / 2
    return min(max(x, half), WIDTH - half)
