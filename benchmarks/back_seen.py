"""What a page shows and holds of a person: the eye of the back bench, and the hand on the Back button.

Takes a page of a browser and the words that a person typed; says, from the moment a page begins until it is left, when
something of the person is in sight: in its text, its title, its address or a field, and whether it is a page of the
open journal at all, uncovered. Goes back as the browser's own button does, not as a script does. Never writes a word.
"""

import contextlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page

from benchmarks.program import PATIENCE

SAY = "back:"
"""How a page tells what it shows; in the console, which no page of ours writes to."""
QUIET = 0.3
"""Seconds without a new page after which a hurried walk has come to rest."""
LOOK = """(words) => {
  const inSight = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const found = (text) => words.map((word, place) => (text.toLowerCase().includes(word) ? place : -1))
    .filter((place) => place >= 0);
  const look = () => {
    const { body, documentElement: root } = document;
    const covered = root.classList.contains("covered") || root.classList.contains("gone");
    const fields = [...document.querySelectorAll("input, textarea, select")];
    const seen = [body?.innerText ?? "", ...fields.filter(inSight).map((one) => one.value)];
    return {
      at: location.href, title: document.title, open: body !== null && "personal" in body.dataset && !covered,
      shown: found([...seen, document.title, location.href].join("\\n")),
    };
  };
  const held = () => {
    const fields = [...document.querySelectorAll("input, textarea, select")].map((one) => one.value);
    return found([document.documentElement.outerHTML, ...fields].join("\\n"));
  };
  return { look, held };
}"""
WATCH = (
    "(words) => { const { look, held } = (" + LOOK + ")(words); let last = '';"
    """
  const say = (kind, more) => console.debug("back:" + JSON.stringify({ kind, ...more }));
  const each = () => {
    const now = look();
    const told = now.open + "," + now.shown;
    if (told !== last && (now.open || now.shown.length > 0)) say("sight", now);
    last = told;
    requestAnimationFrame(each);
  };
  requestAnimationFrame(each);
  addEventListener("pageshow", ({ persisted }) => say("page", { persisted, ...look(), held: held() }), true);
}"""
)
"""Every frame that is drawn is looked at, and each page once more when the browser says that it is there."""
STANDS = "(words) => { const { look, held } = (" + LOOK + ")(words); return { kind: 'rest', ...look(), held: held() } }"


@dataclass(frozen=True)
class Sight:
    """What one look at a page found. `words` in sight, and `held` in its markup or a field, are the typed ones."""

    kind: str
    address: str
    title: str
    is_open: bool
    words: tuple[str, ...]
    held: tuple[str, ...]
    from_cache: bool

    @property
    def personal(self) -> bool:
        """Whoever looks at the page learns something of the person."""
        return self.is_open or bool(self.words)


@dataclass
class Tab:
    """A page and what it has shown so far."""

    page: Page
    typed: Sequence[str]
    sights: list[Sight] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    """The browser's own words for why a page one went back to was not in its cache."""

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.browser = self.page.context.new_cdp_session(self.page)
        self.browser.on("Page.backForwardCacheNotUsed", self._not_kept)
        self.browser.send("Page.enable")

    def _not_kept(self, told: dict[str, list[dict[str, str]]]) -> None:
        self.reasons.append(", ".join(sorted(each["reason"] for each in told["notRestoredExplanations"])))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.text.startswith(SAY):
            self.sights.append(self._sight(json.loads(message.text.removeprefix(SAY))))

    def _sight(self, told: dict[str, object]) -> Sight:
        def words(key: str) -> tuple[str, ...]:
            places = told.get(key, [])
            assert isinstance(places, list)
            return tuple(self.typed[place] for place in places)

        return Sight(
            kind=str(told["kind"]),
            address=str(told["at"]),
            title=str(told["title"]),
            is_open=bool(told["open"]),
            words=words("shown"),
            held=words("held"),
            from_cache=bool(told.get("persisted", False)),
        )

    def stands(self) -> Sight:
        """The page at rest, with what its markup and its fields hold out of sight."""
        while True:
            with contextlib.suppress(Error):  # it is just going
                return self._sight(self.page.evaluate(STANDS, list(self.typed)))
            self.page.wait_for_timeout(20)

    def entries(self) -> tuple[int, list[dict[str, object]]]:
        """The history of this tab: where it stands, and each address with its title, oldest first."""
        history = self._ask("Page.getNavigationHistory", {})
        return history["currentIndex"], history["entries"]

    def back(self, steps: int = 1) -> list[Sight]:
        """Press Back, once or from its list, and wait for the page; what was seen on the way, at last at rest."""
        place, entries = self.entries()
        before = len(self.sights)
        self._press(entries[max(0, place - steps)])
        return self._come_to_rest(before, lambda: self._has_come(before))

    def hurry_back(self, steps: int, pauses: Sequence[float]) -> list[Sight]:
        """Press Back several times without waiting for any page; `pauses` in seconds."""
        place, entries = self.entries()
        before = len(self.sights)
        for step, pause in zip(range(1, steps + 1), pauses, strict=False):
            if place - step >= 0:
                self._press(entries[place - step])
                self.page.wait_for_timeout(pause * 1000)
        return self._come_to_rest(before, lambda: self._has_come(before) and self._is_quiet())

    def _press(self, entry: dict[str, object]) -> None:
        self._ask("Page.navigateToHistoryEntry", {"entryId": entry["id"]})

    def _ask(self, method: str, about: dict[str, object]) -> dict[str, Any]:
        """Of the browser; again where it is just giving the tab from one page to the next."""
        until = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                return dict(self.browser.send(method, about) or {})
            except Error as error:
                if "active page" not in str(error) or time.monotonic() > until:
                    raise
            self.page.wait_for_timeout(10)

    def _has_come(self, before: int) -> bool:
        """A page has shown itself; one of ours from the cache is loaded anew, which is still to come."""
        come = [sight for sight in self.sights[before:] if sight.kind == "page"]
        return bool(come) and not (come[-1].from_cache and urlsplit(come[-1].address).path != "/kept")

    def _is_quiet(self) -> bool:
        count = len(self.sights)
        self.page.wait_for_timeout(QUIET * 1000)
        return len(self.sights) == count

    def _come_to_rest(self, before: int, has_come: Callable[[], bool]) -> list[Sight]:
        until = time.monotonic() + PATIENCE / 1000
        while not has_come():
            assert time.monotonic() < until, f"no page came: {self.sights[before:]}"
            self.page.wait_for_timeout(10)
        return [*self.sights[before:], self.stands()]


def watch(context: BrowserContext, typed: Sequence[str]) -> None:
    """From now on each new page of this browser tells what it shows."""
    context.add_init_script(f"({WATCH})({json.dumps(list(typed))})")
