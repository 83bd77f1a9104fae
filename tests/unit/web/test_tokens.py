"""Colours, sizes of type and the like stand in one style sheet; the other sheets only name them."""

import re

import pytest

from aftercare.web.static_files import FOLDER

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(|:\s*(?:white|black|red|grey|gray)\b")
SIZE = re.compile(r"font(?:-size)?:[^;]*?\d(?:px|pt|rem|em)\b")
WITHOUT_OUR_LOOK = {"blank.css", "code.css"}
"""The page behind Exit and the page before the code look like the system's own, on purpose; they name its colours."""
IN_A_DRAWING = {".map .word", ".map .mark text"}
"""Words in the body map are sized in the drawing's own units and grow with it."""
ON_PAPER = {".check.result main", ".check.result .sources"}
"""Paper has points."""
SHEETS = sorted(path.name for path in FOLDER.glob("*.css") if path.name not in {"tokens.css", *WITHOUT_OUR_LOOK})


def rules(css: str) -> list[tuple[str, str]]:
    """Selector and declarations of each rule."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return [(selector.strip(), body) for selector, body in found]


def literals(css: str) -> list[str]:
    """Selectors of rules with a colour or a size of type of their own."""
    excused = IN_A_DRAWING | ON_PAPER
    return [
        selector
        for selector, body in rules(css)
        if COLOUR.search(body) or (SIZE.search(body) and selector not in excused)
    ]


def test_the_check_for_literals_can_fail() -> None:
    """The control."""
    assert literals(".a { color: #fff; } .b { font-size: 14px; } .c { font: 700 1rem/1.2 serif; }") == [
        ".a",
        ".b",
        ".c",
    ]
    assert literals(".a { border: solid rgb(0 0 0 / 5%); } .b { background: white; }") == [".a", ".b"]
    assert literals(".a { color: var(--ink); font-size: var(--size-note); inset: 2px; } /* #fff */") == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_other_sheet_names_a_colour_or_a_size_of_type(name: str) -> None:
    assert literals((FOLDER / name).read_text()) == []


@pytest.mark.parametrize("name", SHEETS)
def test_every_value_that_is_used_is_there(name: str) -> None:
    """A misspelt one would be dropped silently. A sheet may have its own for its own rules."""
    css = (FOLDER / name).read_text()
    known = set(re.findall(r"(--[\w-]+):", (FOLDER / "tokens.css").read_text() + css))
    assert set(re.findall(r"var\((--[\w-]+)", css)) - known == set()


def test_motion_is_only_where_it_is_not_unwanted() -> None:
    """Every animation and transition stands under `prefers-reduced-motion: no-preference`."""
    for name in SHEETS:
        css = (FOLDER / name).read_text()
        allowed = re.sub(
            r"@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]|\{[^{}]*\})*\}", "", css, flags=re.DOTALL
        )
        assert not re.search(r"\b(?:animation|transition)\s*:", allowed), name


def test_fonts_show_text_at_once() -> None:
    css = (FOLDER / "base.css").read_text()
    assert css.count("@font-face") == css.count("font-display: swap") == 3
