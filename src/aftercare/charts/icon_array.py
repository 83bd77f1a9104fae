"""100 people, so many of them filled: how common something is, as people rather than per cent.

Takes a count; gives SVG and a table. Filled and open differ in shape, not in colour alone.
"""

from aftercare.charts.svg import SCREEN, Frame, Markup, Palette, number, picture, tag
from aftercare.charts.table import DataTable

PEOPLE = 100
PER_LINE = 20
PITCH_X, PITCH_Y = 14.4, 25


def icon_array(count: int, sentence: str, *, palette: Palette = SCREEN) -> Markup:
    """`count` of 100 people filled. `sentence` says of whom: "cried after sex in the last four weeks"."""
    assert 0 <= count <= PEOPLE, "people are counted out of 100"
    people = [_person(i, i < count, palette) for i in range(PEOPLE)]
    frame = Frame(
        width=PER_LINE * PITCH_X + 4,
        height=PEOPLE / PER_LINE * PITCH_Y + 4,
        title=f"{count} of 100: {sentence}",
        description=f"100 people, {count} of them filled: {sentence}.",
        name="people",
        palette=palette,
    )
    return picture(frame, *people)


def icon_array_table(count: int, sentence: str) -> DataTable:
    """The same as one row."""
    return DataTable(caption="Of 100 people", head=(sentence, "not"), rows=((str(count), str(PEOPLE - count)),))


def _person(index: int, filled: bool, palette: Palette) -> Markup:
    x = 9 + index % PER_LINE * PITCH_X
    y = 6 + index // PER_LINE * PITCH_Y
    shoulders = f"M{number(x - 4.6)} {number(y + 15)}v-4.2a4.6 4.6 0 0 1 9.2 0v4.2z"
    paint: dict[str, str | float | None] = {
        "fill": palette.ember if filled else "none",
        "stroke": palette.ember if filled else palette.soft,
        "stroke_width": 1.2,
        "stroke_linejoin": "round",
    }
    return tag(
        "g",
        tag("circle", cx=x, cy=y, r=3.1, **paint),
        tag("path", d=shoulders, **paint),
        class_="person-filled" if filled else "person-open",
    )
