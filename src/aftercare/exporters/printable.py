"""Makes any text settable: what the fonts can't show becomes a visible mark, and nothing steers the page.

Takes text, returns text. Letters are never dropped in silence: a sign that no font has becomes □. Invisible signs that
turn or break lines are left out, and a very long word may break.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "data" / "fonts"
MARK = "\N{WHITE SQUARE}"
ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
LONGEST_WORD = 24
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
_BREAKS = re.compile(r"\s*\n\s*")


def printable(text: str) -> str:
    """The text with every sign either shown as it is or as □."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = "".join(_shown(sign) for sign in composed)
    return _LONG_WORD.sub(lambda part: part[0] + ZERO_WIDTH_SPACE, _BREAKS.sub("\n", kept.strip()))


def plain(text: str) -> str:
    """The last resort: all but ASCII becomes □."""
    return "".join(sign if sign.isascii() or sign == ZERO_WIDTH_SPACE else MARK for sign in text)


def _shown(sign: str) -> str:
    if sign in _LINE_ENDS:
        return "\n"
    if sign == "\t":
        return " "
    if unicodedata.category(sign) in ("Cf", "Cc"):
        return ""
    return sign if ord(sign) in covered() else MARK


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """The code points that can be shown."""
    points: set[int] = set()
    for line in (FONTS / "covered.txt").read_text(encoding="ascii").splitlines():
        if line.startswith("#"):
            continue
        first, _, last = line.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)
