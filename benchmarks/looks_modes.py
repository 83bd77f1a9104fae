"""The modes in which every page is looked at, and the look itself: in each mode, what is wrong, by mode and place.

Takes a page that stands where it is to be seen; changes its size, scheme and type as a person does, never its words.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Page

from benchmarks import looks_seen as seen
from benchmarks.looks_places import names_of
from benchmarks.program import TALL

NARROW, DESK = (320, 640), (1280, 800)
USUAL_TYPE, LARGE_TYPE = {"standard": 16, "fixed": 13}, {"standard": 32, "fixed": 26}
"""A browser's own setting of the size of text, and twice that."""
TYPE = "getComputedStyle(document.documentElement).fontSize"
TRIES = 50
Check = Literal["axe", "colours", "cut", "over", "targets", "covered", "motion"]
SEE: dict[Check, Callable[[Page], list[str]]] = {
    "axe": seen.axe,
    "colours": lambda page: seen.axe(page, colours_only=True),
    "cut": seen.cut,
    "over": seen.over,
    "targets": seen.small,
    "covered": seen.covered,
    "motion": seen.moving,
}
OF_AXE = frozenset({"axe", "colours"})
USUAL_MEDIA = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
AS_IT_STANDS = """() => {
  document.querySelectorAll("details").forEach((each) => { each.open = true });
  const html = document.documentElement.outerHTML.replace(/ (value|id|for|content|name)="[^"]*"/g, "");
  let sum = 7;
  for (let at = 0; at < html.length; at += 1) sum = (sum * 31 + html.charCodeAt(at)) % 9007199254740;
  return `${html.length} ${sum} ${location.hash}`;
}"""
"""Everything unfolded; what comes back is the same for a page that looks the same."""


@dataclass(frozen=True)
class Mode:
    """One way to look at a page, and what is looked for."""

    name: str
    size: tuple[int, int]
    checks: tuple[Check, ...]
    media: dict[str, Any] = field(default_factory=dict)
    large: bool = False


IN_PLACE: tuple[Check, ...] = ("cut", "over", "targets", "covered")
EACH_WIDTH: tuple[Check, ...] = ("axe", *IN_PLACE)
MODES = (
    Mode("360 x 740, light", TALL, EACH_WIDTH),
    Mode("360 x 740, dark", TALL, ("colours",), {"color_scheme": "dark"}),
    Mode("360 x 740, forced colours", TALL, ("colours", "cut"), {"forced_colors": "active"}),
    Mode("360 x 740, no motion", TALL, ("motion",), {"reduced_motion": "reduce"}),
    Mode("360 x 740, text at 200 %", TALL, IN_PLACE, large=True),
    Mode("320 x 640, light", NARROW, EACH_WIDTH),
    Mode("1280 x 800, light", DESK, EACH_WIDTH),
    Mode("1280 x 800, dark", DESK, ("colours",), {"color_scheme": "dark"}),
    Mode("1280 x 800, text at 200 %", DESK, IN_PLACE, large=True),
)


@dataclass
class Found:
    """What was looked at and what was wrong, over all walks."""

    looked: Counter[str] = field(default_factory=Counter)
    """Pages, by mode."""
    wrong: dict[str, dict[str, list[str]]] = field(default_factory=lambda: {mode.name: {} for mode in MODES})
    """By mode: the line, and the places where it is so."""
    been: set[str] = field(default_factory=set)
    """Pages of the site map."""
    lost: list[str] = field(default_factory=list)
    """Places that were not come to."""
    stood: set[str] = field(default_factory=set)


@dataclass
class Looker:
    """A browser's page, and what it found."""

    page: Page
    inspector: CDPSession
    found: Found
    now: Mode | None = None

    def look(
        self, name: str, *, thorough: bool = True, modes: Iterable[Mode] = MODES, less: tuple[str, ...] = ()
    ) -> None:
        """In each mode, at the page as it stands, unless it stood so before. Findings that begin with one of `less`
        don't count here; axe looks at what is not `thorough` in the first mode alone."""
        self.page.wait_for_load_state()
        self.found.been |= names_of(urlsplit(self.page.url).path)
        stands = self.page.evaluate(AS_IT_STANDS)
        if stands in self.found.stood:
            return
        self.found.stood.add(stands)
        for mode in modes:
            checks = [one for one in mode.checks if thorough or mode is MODES[0] or one not in OF_AXE]
            if not checks:
                continue
            self.show(mode)
            self.found.looked[mode.name] += 1
            for check in checks:
                for line in SEE[check](self.page):
                    if not line.startswith(less):
                        self.found.wrong[mode.name].setdefault(line, []).append(name)
        self.show(MODES[0])

    def show(self, mode: Mode) -> None:
        """The page in this mode, settled."""
        if mode is not self.now:
            self.page.set_viewport_size({"width": mode.size[0], "height": mode.size[1]})
            self.page.emulate_media(**{**USUAL_MEDIA, **mode.media})
            self.now = mode
        sizes = LARGE_TYPE if mode.large else USUAL_TYPE
        for _ in range(TRIES):
            seen.settle(self.page)
            if self.page.evaluate(TYPE) == f"{sizes['standard']}px":
                return
            # The browser sets its own size again when it takes in what was emulated, a moment later.
            self.inspector.send("Page.setFontSizes", {"fontSizes": sizes})
        raise AssertionError("the size of text does not change")
