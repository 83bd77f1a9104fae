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
    filled = _people(range(count), "people-filled", palette.ember, palette.ember)
    open_ = _people(range(count, PEOPLE), "people-open", "none", palette.soft)
    frame = Frame(
        width=PER_LINE * PITCH_X + 4,
        height=PEOPLE / PER_LINE * PITCH_Y + 4,
        title=f"{count} of 100: {sentence}",
        description=f"100 people, {count} of them filled: {sentence}.",
        name="people",
        palette=palette,
    )
    return picture(frame, *(one for one in (filled, open_) if one is not None))


def icon_array_table(count: int, sentence: str) -> DataTable:
    """The same as one row."""
    return DataTable(caption="Of 100 people", head=(sentence, "not"), rows=((str(count), str(PEOPLE - count)),))


def _people(places: range, name: str, fill: str, stroke: str) -> Markup | None:
    """All people of one kind as one path, a subpath for each head and each body: pages hold many such pictures."""
    if not places:
        return None
    return tag(
        "path",
        d="".join(_person(place) for place in places),
        fill=fill,
        stroke=stroke,
        stroke_width=1.2,
        stroke_linejoin="round",
        class_=name,
    )


def _person(place: int) -> str:
    x = 9 + place % PER_LINE * PITCH_X
    y = 6 + place // PER_LINE * PITCH_Y
    head = f"M{number(x - 3.1)} {number(y)}a3.1 3.1 0 1 1 6.2 0 3.1 3.1 0 1 1-6.2 0z"
    return head + f"M{number(x - 4.6)} {number(y + 15)}v-4.2a4.6 4.6 0 0 1 9.2 0v4.2z"
