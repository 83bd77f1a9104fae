"""Draws the icons that a phone shows, from our own signs.

`python -m tools.draw_icons` reads the SVG files beside them and writes PNG: for each sign to choose from 192 and 512
pixels, one for systems that cut their own shape (the sign inside the middle four fifths, colour to the edge) and one
for iOS; for each shortcut 96 pixels. Run it when a sign changes.
"""

import io
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from aftercare.model.settings import ICONS
from aftercare.web.static_files import FOLDER

ICONS_FOLDER = FOLDER / "icons"
SHORTCUTS = ("write", "now")
COLOURS = 64
MASK_SCALE = 0.72
IOS_SCALE = 0.9


def main() -> None:
    """Draw them all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", chromium_sandbox=False, args=["--disable-gpu"]
        )
        page = browser.new_page()
        for sign in ICONS:
            source = (ICONS_FOLDER / f"{sign}.svg").read_text()
            draw(page, source, 192, ICONS_FOLDER / f"{sign}-192.png")
            draw(page, source, 512, ICONS_FOLDER / f"{sign}-512.png")
            draw(page, to_the_edge(source, MASK_SCALE), 512, ICONS_FOLDER / f"{sign}-mask.png")
            draw(page, to_the_edge(source, IOS_SCALE), 180, ICONS_FOLDER / f"{sign}-180.png")
        for sign in SHORTCUTS:
            draw(page, (ICONS_FOLDER / f"{sign}.svg").read_text(), 96, ICONS_FOLDER / f"{sign}-96.png")
        browser.close()


def to_the_edge(source: str, scale: float) -> str:
    """The same sign smaller, on a square without round corners."""
    square = source.replace(' rx="8"', "")
    shift = round(16 * (1 - scale), 3)
    moved = re.sub(r"<g\b", f'<g transform="translate({shift} {shift}) scale({scale})"', square, count=1)
    assert moved != square != source
    return moved


def draw(page: Page, source: str, size: int, target: Path) -> None:
    """One picture, as few colours as it needs."""
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}</style>{source}")
    picture = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(target, optimize=True)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
