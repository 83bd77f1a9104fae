"""Draws every fixture of every component in every mode, for looking at: `python -m tools.picture_components FOLDER`.

Also `--only NAME` for one component. Needs Chromium. The files are named component-part-fixture.mode.png. Nothing in
them is of a person: fixtures are made up.
"""

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from aftercare.web.gallery.__main__ import PATH, STYLE_PATH
from aftercare.web.gallery.page import gallery, style_sheet
from aftercare.web.static_files import STATIC_PATH, TYPES, static_files

PLACE = "http://gallery.invalid"
"""No such host is asked: every answer comes from here."""
PHONE, NARROW, DESK = {"width": 360, "height": 740}, {"width": 320, "height": 640}, {"width": 1280, "height": 800}
MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": PHONE, "color_scheme": "light"},
    "dark": {"viewport": PHONE, "color_scheme": "dark"},
    "forced": {"viewport": PHONE, "forced_colors": "active"},
    "contrast": {"viewport": PHONE, "contrast": "more"},
    "narrow": {"viewport": NARROW},
    "large": {"viewport": PHONE},
    "desk": {"viewport": DESK},
}
TWICE = "document.documentElement.style.fontSize = '200%'"


def answer(route: Route) -> None:
    """The gallery's page, its style or a static file."""
    path = route.request.url.removeprefix(PLACE)
    name = "/".join(path.removeprefix(STATIC_PATH).split("/")[1:])
    if path == PATH:
        route.fulfill(body=gallery(STYLE_PATH), content_type="text/html")
    elif path == STYLE_PATH:
        route.fulfill(body=style_sheet(), content_type="text/css")
    elif name in static_files().contents:
        route.fulfill(body=static_files().contents[name], content_type=TYPES[Path(name).suffix])
    else:
        route.fulfill(status=404)


def open_gallery(browser: Browser, mode: str) -> Page:
    """The gallery in one mode, fonts in place."""
    page = browser.new_context(reduced_motion="reduce", **MODES[mode]).new_page()
    page.route("**/*", answer)
    page.goto(PLACE + PATH)
    if mode == "large":
        page.evaluate(TWICE)
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


def main(arguments: list[str]) -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.picture_components", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="one component")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
        for mode in MODES:
            page = open_gallery(browser, mode)
            for fixture in page.locator(f'.fixture[id^="{asked.only}"]').all():
                box = fixture.bounding_box()
                if box is not None and box["height"] > 0:
                    fixture.screenshot(path=asked.folder / f"{fixture.get_attribute('id')}.{mode}.png")
            page.context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
