"""The look's tokens as the style sheet has them, and the contrast of every pair that is used. Pure but for that file.

Contrast as WCAG 2.2 defines it (relative luminance of sRGB); text needs 4.5, the edge of a control or a focus ring 3.
"""

import re
from dataclasses import dataclass

from aftercare.web.static_files import static_files

TEXT, EDGE = 4.5, 3.0
ON_TEXT = {
    "paper": ("ink", "soft", "plum", "ember-ink", "sage", "red"),
    "card": ("ink", "soft", "plum", "ember-ink", "sage", "red"),
    "plum-soft": ("ink", "plum", "soft"),
    "ember-soft": ("ink", "ember-ink"),
    "sage-soft": ("ink", "sage"),
    "red-soft": ("ink", "red"),
    "plum": ("on-plum",),
    "plum-deep": ("on-plum",),
    "red": ("paper",),
    "ink": ("paper",),
}
"""Colours of text by what they stand on."""
ON_EDGE = {"paper": ("edge", "plum"), "card": ("edge", "plum", "ember")}
"""Edges of controls, the focus ring and marks of charts by what they stand on."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One colour on another in one scheme."""

    front: str
    ground: str
    scheme: str
    ratio: float
    least: float

    @property
    def enough(self) -> bool:
        """Whether it can be read, or seen."""
        return self.ratio >= self.least


def tokens_of(scheme: str, css: str | None = None) -> dict[str, str]:
    """Name to value in `light` or `dark`; what does not differ is in both."""
    css = css if css is not None else static_files().contents["tokens.css"].decode()
    blocks = re.findall(r"^(:root[^{]*)\{([^}]*)\}", css, re.MULTILINE)
    found: dict[str, str] = {}
    for selector, block in blocks:
        if selector.strip() == ":root" or (scheme == "dark" and 'data-theme="dark"' in selector):
            found |= dict(re.findall(r"--([\w-]+): ([^;]+);", block))
    return found


def colours_of(scheme: str) -> dict[str, str]:
    """Only the colours."""
    return {name: value for name, value in tokens_of(scheme).items() if re.fullmatch(r"#[0-9a-f]{3,6}", value)}


def pairs() -> list[Pair]:
    """Every pair that is used, in both schemes."""
    return [
        Pair(front, ground, scheme, contrast(colours_of(scheme)[front], colours_of(scheme)[ground]), least)
        for scheme in ("light", "dark")
        for grounds, least in ((ON_TEXT, TEXT), (ON_EDGE, EDGE))
        for ground, fronts in grounds.items()
        for front in fronts
    ]


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
