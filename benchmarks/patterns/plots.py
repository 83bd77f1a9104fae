"""The pictures of docs/patterns-figures.md: curves and bars as SVG files that stand alone, in light and dark.

Takes numbers, returns the text of a file. Colours are classes with a rule for dark screens inside the file; lines
differ in dashes and carry their name, so that no colour is needed. Each picture has a table beside it in the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aftercare.charts.svg import Markup, number, tag

LIGHT = {
    "card": "#fffdfa",
    "ink": "#2e2433",
    "soft": "#6a5d6e",
    "line": "#e4d9d0",
    "plum": "#5b3a63",
    "ember": "#b4552d",
}
DARK = {
    "card": "#28212d",
    "ink": "#f3eaf0",
    "soft": "#b9aabb",
    "line": "#3d3343",
    "plum": "#d3aedb",
    "ember": "#f0a27c",
}
WIDTH = 720
FACE = "Atkinson Hyperlegible, Verdana, sans-serif"
DASHES = {"solid": None, "dashed": "7 4", "dotted": "2 4"}


@dataclass(frozen=True)
class Line:
    """One curve: its name, its points (x, share), its colour and dash."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: str = "plum"
    dash: str = "solid"


@dataclass(frozen=True)
class Panel:
    """Curves over one pair of axes; x from 0 to `until`, y a share from 0 to 1."""

    title: str
    lines: Sequence[Line]
    until: int
    marks: Sequence[int]


@dataclass(frozen=True)
class Bar:
    """One bar: a share from 0 to 1, ours in colour, and where it should not go past."""

    name: str
    share: float
    is_ours: bool
    target: float | None = None


def curves(title: str, description: str, panels: Sequence[Panel]) -> str:
    """Panels side by side."""
    height, across = 356, WIDTH / len(panels)
    parts = [_words(title, 16, 32, weight="bold")]
    parts += [part for i, panel in enumerate(panels) for part in _panel(panel, i * across, across, height)]
    return _file(title, description, height, parts)


def _panel(panel: Panel, left: float, across: float, height: float) -> Iterator[Markup]:
    x0, x1, y0, y1 = left + 48, left + across - 74, height - 58, 88

    def x(value: float) -> float:
        return x0 + (x1 - x0) * value / panel.until

    def y(share: float) -> float:
        return y0 + (y1 - y0) * share

    yield _words(panel.title, x0, 68)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield tag("line", class_="line", x1=x0, x2=x1, y1=y(share), y2=y(share))
        yield _words(f"{share:.0%}", x0 - 6, y(share) + 4, anchor="end", look="soft")
    for mark in panel.marks:
        yield _words(str(mark), x(mark), y0 + 18, anchor="middle", look="soft")
    yield _words("entries", (x0 + x1) / 2, y0 + 38, anchor="middle", look="soft")
    taken: list[float] = []
    for line in sorted(panel.lines, key=lambda line: -line.points[-1][1]):
        path = " ".join(f"{number(x(n))},{number(y(share))}" for n, share in line.points)
        yield tag("polyline", class_=f"{line.colour} curve", points=path, stroke_dasharray=DASHES[line.dash])
        place = y(line.points[-1][1]) + 4
        while any(abs(place - other) < 15 for other in taken):
            place += 1
        taken.append(place)
        yield _words(line.name, x1 + 6, place, look=f"{line.colour} text")


def bars(title: str, description: str, kept: Sequence[Bar]) -> str:
    """Bars from the left, each with its figure."""
    step, left, right = 26, 190, WIDTH - 64
    height = 60 + step * len(kept) + 14
    parts: list[Markup] = [_words(title, 16, 32, weight="bold")]
    for i, bar in enumerate(kept):
        top, end = 52 + i * step, left + (right - left) * bar.share
        look = "plum" if bar.is_ours else "soft"
        parts.append(_words(bar.name, left - 10, top + 13, anchor="end", weight="bold" if bar.is_ours else None))
        parts.append(tag("rect", class_=f"{look} filled", x=left, y=top, width=max(end - left, 1), height=17, rx=3))
        mark = left + (right - left) * (bar.target or 0.0)
        parts.append(_words(f"{100 * bar.share:.1f} %", max(end, mark) + 7, top + 13))
        if bar.target is not None:
            parts.append(tag("line", class_="ember curve", x1=mark, x2=mark, y1=top - 3, y2=top + 20))
    return _file(title, description, height, parts)


def dots(title: str, description: str, groups: Mapping[str, Sequence[tuple[str, float, float]]]) -> str:
    """For each group rows of (name, share, standard error) on a scale from 0 to 100 %."""
    step, left, right = 24, 240, WIDTH - 64
    height = 76 + sum(30 + step * len(rows) for rows in groups.values())
    parts: list[Markup] = [_words(title, 16, 32, weight="bold")]
    top = 60

    def x(share: float) -> float:
        return left + (right - left) * min(max(share, 0.0), 1.0)

    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(tag("line", class_="line", x1=x(share), x2=x(share), y1=50, y2=height - 34))
        parts.append(_words(f"{share:.0%}", x(share), height - 14, anchor="middle", look="soft"))
    for name, rows in groups.items():
        parts.append(_words(name, 16, top + 8, weight="bold"))
        top += 24
        for said, share, error in rows:
            parts.append(_words(said, left - 10, top + 4, anchor="end"))
            ends = {"x1": x(share - 1.96 * error), "x2": x(share + 1.96 * error)}
            parts.append(tag("line", class_="plum curve", y1=top, y2=top, **ends))
            parts.append(tag("circle", class_="plum filled", cx=x(share), cy=top, r=5))
            parts.append(_words(f"{100 * share:.0f}", right + 14, top + 4))
            top += step
        top += 6
    return _file(title, description, height, parts)


def _words(
    text: str, x: float, y: float, *, anchor: str | None = None, look: str = "ink text", weight: str | None = None
) -> Markup:
    look = look if look.endswith("text") else f"{look} text"
    return tag("text", text, x=x, y=y, class_=look, text_anchor=anchor, font_weight=weight)


def _file(title: str, description: str, height: float, parts: Sequence[Markup]) -> str:
    drawn = tag(
        "svg",
        tag("title", title),
        tag("desc", description),
        Markup(f"<style>{_rules(LIGHT)}@media (prefers-color-scheme: dark){{{_rules(DARK)}}}</style>"),
        tag("rect", class_="card", x=0, y=0, width=WIDTH, height=height, rx=10),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {number(height)}",
        role="img",
        font_family=FACE,
        font_size=13,
    )
    return f"{drawn}\n"


def _rules(colours: Mapping[str, str]) -> str:
    rules = [f".card{{fill:{colours['card']}}}", f".line{{stroke:{colours['line']};stroke-width:1}}"]
    for name in ("ink", "soft", "plum", "ember"):
        rules.append(f".{name}.text,.{name}.filled{{fill:{colours[name]}}}")
        rules.append(f".{name}.curve{{fill:none;stroke:{colours[name]};stroke-width:2.5}}")
    return "".join(rules)
