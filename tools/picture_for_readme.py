"""Takes the README's picture of the sample journal, in the real program and a real browser.

`python -m tools.picture_for_readme` writes docs/images/sample.png: home, timeline and a pattern, phone-sized, side by
side, light and dark. Run it when the look changes.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

TARGET = Path(__file__).resolve().parent.parent / "docs" / "images" / "sample.png"
PHONE = {"width": 390, "height": 844}
GAP = 24
SERVE = (
    "import sys, pathlib; from aftercare.web.parent import serve;"
    "serve(port=0, folder=pathlib.Path(sys.argv[1]), open_browser=False)"
)


def main() -> None:
    """Start the program on an empty folder, take the pictures, write one file."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-c", SERVE, str(Path(place, "journal"))]
        program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert program.stdout is not None
        address = program.stdout.readline().removeprefix("Open ").strip()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", chromium_sandbox=False, args=["--disable-gpu"]
                )
                pictures = take(browser, address)
        finally:
            program.terminate()
            program.wait(10)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    side_by_side(pictures).quantize(128).save(TARGET, optimize=True)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")


def take(browser: Browser, address: str) -> list[Image.Image]:
    """Home and the timeline by day, one pattern by night."""
    pictures = []
    for scheme, steps in (("light", ()), ("light", ("Timeline",)), ("dark", ("Patterns", "Tears came"))):
        context = browser.new_context(viewport=PHONE, color_scheme=scheme, device_scale_factor=1.5)
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="Sample").first.click()
        for step in steps:
            page.locator("main").locator(f"a:has-text('{step}'), button:has-text('{step}')").first.click()
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready.then(() => true)")
        pictures.append(Image.open(io.BytesIO(page.screenshot())))
        context.close()
    return pictures


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """All in one row, on the colour of paper's shadow."""
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, pictures[0].height + 2 * GAP), (139, 131, 144))
    left = GAP
    for picture in pictures:
        sheet.paste(picture.convert("RGB"), (left, GAP))
        left += picture.width + GAP
    return sheet


if __name__ == "__main__":
    main()
