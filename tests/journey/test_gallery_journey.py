"""Every fixture of every component as the browser shows it: in every mode, by axe, and for what is cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.journey.conftest import axe_findings
from tools.picture_components import open_gallery

PARTS_OF_A_PAGE = {"landmark-unique", "heading-order", "page-has-heading-one", "region", "landmark-one-main"}
"""What only a whole page can have; tests of the pages hold them to it."""
OVERFLOWS = """() => [...document.querySelectorAll('.fixture')].filter(fixture => {
  const inside = fixture.getBoundingClientRect()
  return [...fixture.querySelectorAll('*')].some(each => {
    const box = each.getBoundingClientRect()
    return box.width > 2 && box.right > inside.right + 1 && !each.closest('.scroll, .unseen, svg')
  })
}).map(fixture => fixture.id)"""
WIDER = "document.documentElement.scrollWidth - innerWidth"
SMALL = """() => [...document.querySelectorAll(
  '.fixture :is(a.btn, a.card, button, summary, select, .tile, .chip, input[type=date], input[type=time])')]
  .filter(each => each.checkVisibility()).map(each => [each, each.getBoundingClientRect()])
  .filter(([each, box]) => Math.min(box.width, box.height) < 47.5 && !each.closest('.month'))
  .map(([each, box]) => each.closest('.fixture').id + ' ' + Math.round(box.width) + 'x' + Math.round(box.height))"""
UNSEEN_FOCUS = """() => {
  const bare = []
  for (const each of document.querySelectorAll(
    '.fixture :is(a[href], button, summary, select, textarea, input:not([type=hidden]))')) {
    if (!each.checkVisibility()) continue
    each.focus({ focusVisible: true })
    if (document.activeElement !== each) continue
    const around = [each, each.nextElementSibling, each.querySelector('.target')].filter(Boolean).map(getComputedStyle)
    if (!around.some(one => (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) >= 2)
      || parseFloat(one.strokeWidth) >= 2)) bare.push(each.outerHTML.slice(0, 90))
  }
  return bare
}"""
LETTERS = """async (letters) => {
  await document.fonts.ready
  const pen = document.createElement('canvas').getContext('2d')
  const lacking = []
  for (const font of ['"Fraunces"', '"Atkinson Hyperlegible"', 'bold "Atkinson Hyperlegible"']) {
    const [weight, name] = font.startsWith('bold') ? ['700 ', font.slice(5)] : ['', font]
    await document.fonts.load(`${weight}40px ${name}`, letters)
    for (const letter of letters) {
      const widths = ['monospace', 'serif', 'cursive'].map(other => {
        pen.font = `${weight}40px ${name}, ${other}`
        return pen.measureText(letter.repeat(20)).width
      })
      if (new Set(widths).size > 1) lacking.push(font + ' ' + letter)
    }
  }
  return lacking
}"""


@pytest.fixture
def shown(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The gallery in the mode that the test names."""
    page = open_gallery(chromium, request.param)
    yield page
    page.context.close()


@pytest.mark.parametrize("shown", ["light", "dark", "forced", "narrow", "large"], indirect=True)
def test_axe_finds_nothing_and_nothing_is_cut_in_any_mode(shown: Page) -> None:
    """WCAG 2.2 AA with best practice over every fixture; nothing stands out of its box or makes the page scroll."""
    assert [found for found in axe_findings(shown) if not any(rule in str(found) for rule in PARTS_OF_A_PAGE)] == []
    assert shown.evaluate(OVERFLOWS) == []
    assert shown.evaluate(WIDER) <= 0


@pytest.mark.parametrize("shown", ["light"], indirect=True)
def test_what_can_be_tapped_is_48_pixels_and_shows_where_the_focus_is(shown: Page) -> None:
    assert shown.evaluate(SMALL) == []
    assert shown.evaluate(UNSEEN_FOCUS) == []
    assert shown.evaluate(LETTERS, "abcäöüÄÖÜßáéíóúñÑ¿¡„“”‚‘’–—…·−") == []
    assert shown.evaluate(LETTERS, "\N{SNOWMAN}") != [], "the check for letters can fail"
