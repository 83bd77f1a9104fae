"""What can be wrong with how a page looks, found by script in the page as it stands: one line for each finding.

Takes a page in front of Chromium; returns lines that name the element, never what is written in it by a person (the
journal of this bench is made up). The rules: WCAG 2.2 A and AA with axe's best practice; nothing scrolls sideways and
no text is cut or stands out of its box (1.4.4, 1.4.10); what can be tapped is 48 px, but for a link within a sentence
(the exception of 2.5.8); nothing moves for who wants no motion.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
NARROW = 336
"""CSS px. Seven columns of 48 px are this wide: on a narrower screen the month's are as wide as the screen lets."""
SHOWN = """
  const TARGETS = `a[href], button, input:not([type=hidden]), select, textarea, summary,
    [role="button"], [role="radio"], [role="checkbox"]`;
  const told = (each) => each.outerHTML.replace(/\\s+/g, " ").replace(/<path[^>]*>/g, "").slice(0, 110);
  const shown = (each) => each.checkVisibility({ visibilityProperty: true });
  const sticks = (each) => {
    for (let at = each; at instanceof Element; at = at.parentElement)
      if (["sticky", "fixed"].includes(getComputedStyle(at).position)) return at;
    return null;
  };
  const unseen = (each) => {
    for (let at = each; at instanceof Element; at = at.parentElement)
      if (getComputedStyle(at).clipPath !== "none" && at.clientWidth <= 1) return true;
    return false;
  };
"""
RUN_AXE = """options => {
  const stuck = [...document.body.querySelectorAll("*")].filter((one) => getComputedStyle(one).position === "sticky");
  for (const one of stuck) one.style.position = "relative";
  return axe.run(document, options).then((found) => {
    for (const one of stuck) {
      one.style.removeProperty("position");
      if (!one.getAttribute("style")) one.removeAttribute("style");
    }
    return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 110)} ${
      node.any.map((each) => each.message).join(" ").slice(0, 150)}`));
  });
}"""
"""What sticks to the window's edge covers by turns all that is scrolled behind it: axe reads it where it stands, and
`covered` asks whether all of the rest can be scrolled free of it."""
CUT = (
    "() => {"
    + SHOWN
    + """
  const BOX = `a.btn, button, summary, .tile > span, .chip > span, .tag, .card, .banner, th, td, .field, .ways a,
    .undo`;
  const ARROW = 22;
  const found = [];
  const scrolled = (each) => each.closest(".scroll:has(table)");
  const wider = document.documentElement.scrollWidth - innerWidth;
  if (wider > 0) {
    const out = [...document.body.querySelectorAll("*")].filter((each) => shown(each) && !unseen(each)
      && !scrolled(each) && each.getBoundingClientRect().right > innerWidth + 0.5);
    found.push(`scrolls sideways by ${wider} px: ${out.length ? told(out[out.length - 1]) : "?"}`);
  }
  const pen = document.createElement("canvas").getContext("2d");
  const room = (each, style) => each.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const wide = (words, style) => { pen.font = style.font; return pen.measureText(words).width; };
  for (const each of document.body.querySelectorAll("*")) {
    if (each.closest("svg") || !shown(each) || unseen(each)) continue;
    const style = getComputedStyle(each);
    if (each.matches("select")) {
      const words = each.selectedOptions[0]?.textContent.trim() ?? "";
      if (wide(words, style) > room(each, style) - ARROW) found.push(`words of a list are cut: ${told(each)}`);
    } else if (each.matches("input, textarea")) {
      if (each.placeholder && wide(each.placeholder, style) > room(each, style) + 1 && each.matches("input"))
        found.push(`words in a field are cut: ${told(each)}`);
    } else if ((style.overflowX !== "visible" || style.overflowY !== "visible") && !scrolled(each)) {
      if (each.scrollWidth > each.clientWidth + 1 && style.overflowX !== "visible")
        found.push(`cut at the side, ${each.scrollWidth} in ${each.clientWidth} px: ${told(each)}`);
      if (each.scrollHeight > each.clientHeight + 1 && ["hidden", "clip"].includes(style.overflowY))
        found.push(`cut below, ${each.scrollHeight} in ${each.clientHeight} px: ${told(each)}`);
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const blamed = new Set();
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || at.closest("svg, select, script, style, template, noscript, .skip")) continue;
    if (!shown(at) || unseen(at)) continue;
    range.selectNodeContents(texts.currentNode);
    const box = at.closest(BOX), around = box?.getBoundingClientRect();
    for (const part of range.getClientRects()) {
      if (part.width < 1 || scrolled(at)) continue;
      if (part.left < -1 || part.right > innerWidth + 1) blamed.add(at);
      else if (around && (part.left < around.left - 1 || part.right > around.right + 1
        || part.top < around.top - 4 || part.bottom > around.bottom + 4)) blamed.add(box);
    }
  }
  for (const each of blamed) found.push(`text stands out of its box: ${told(each)}`);
  return found;
}"""
)
OVER = (
    "() => {"
    + SHOWN
    + """
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const lines = [];
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || at.closest("svg, select, textarea, script, style, template, noscript, .skip"))
      continue;
    if (!shown(at) || unseen(at) || sticks(at)) continue;
    range.selectNodeContents(texts.currentNode);
    for (const { left, right, top, bottom, height } of range.getClientRects())
      if (right - left > 1) lines.push({ at, left, right, top: top + height / 5, bottom: bottom - height / 5 });
  }
  lines.sort((one, other) => one.top - other.top);
  const found = new Set();
  lines.forEach((one, number) => {
    for (const other of lines.slice(number + 1)) {
      if (other.top > one.bottom - 2) break;
      if (other.at === one.at) continue;
      if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2)
        found.add(`text lies over text: ${told(one.at)} and ${told(other.at)}`);
    }
  });
  return [...found];
}"""
)
COVERED = (
    "() => {"
    + SHOWN
    + """
  const found = [];
  for (const each of document.querySelectorAll(TARGETS)) {
    if (!shown(each) || unseen(each) || sticks(each) || each.matches(".skip")) continue;
    each.scrollIntoView({ block: "nearest", inline: "nearest" });
    const [box] = each.getClientRects();
    const middle = Math.min(Math.max(box.top + box.height / 2, 12), innerHeight - 12);
    const around = Math.min(11, box.height / 2 - 1);
    for (const y of [middle - around, middle + around]) {
      const over = document.elementFromPoint(box.left + box.width / 2, y);
      const bar = over && sticks(over);
      if (bar && !bar.contains(each)) {
        found.push(`stays behind what sticks, ${bar.tagName.toLowerCase()}.${bar.className}: ${told(each)}`);
        break;
      }
    }
  }
  scrollTo(0, 0);
  return found;
}"""
)
SMALL = (
    "(narrow) => {"
    + SHOWN
    + """
  const inSentence = (each) => {
    if (getComputedStyle(each).display !== "inline" && !each.closest(".marks")) return false;
    let block = each.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    if (block.matches(".fixture")) return true;
    const links = [...block.querySelectorAll("a")].map((link) => link.textContent.length);
    return block.textContent.replace(/\\s+/g, " ").length > links.reduce((sum, one) => sum + one, 2);
  };
  const found = [];
  for (const each of document.querySelectorAll(TARGETS)) {
    if (!shown(each) || inSentence(each)) continue;
    const labels = each.matches("[type=radio], [type=checkbox]") ? [...each.labels] : [];
    const boxes = [each, ...labels].map((one) => one.getBoundingClientRect());
    const least = innerWidth < narrow && each.matches(".month .day-cell") ? 40 : 47.9;
    if (boxes.some((box) => box.width >= least && box.height >= 47.9)) continue;
    const [box] = boxes.sort((one, other) => other.width * other.height - one.width * one.height);
    found.push(`${box.width.toFixed(1)} x ${box.height.toFixed(1)} px: ${told(each)}`);
  }
  return found;
}"""
)
MOVES = (
    "() => {"
    + SHOWN
    + """
  const runs = document.getAnimations().filter((each) => each.playState === "running").map((each) =>
    `moves (${each.animationName ?? each.transitionProperty ?? "by script"}): ${told(each.effect.target)}`);
  const would = [...document.querySelectorAll("*")].filter((each) => shown(each)
    && getComputedStyle(each).transitionDuration.split(",").some((time) => parseFloat(time) > 0))
    .map((each) => `would move when it changes: ${told(each)}`);
  const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["scrolls in motion"] : [];
  return [...runs, ...would, ...smooth];
}"""
)
SETTLED = """() => Promise.race([
  document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => {
    for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
    requestAnimationFrame(() => done(true));
  }))),
  new Promise((done) => setTimeout(() => done(false), 3000)),
])"""
_AXE = Axe()


def settle(page: Page) -> None:
    """Fonts in place, and no colour halfway."""
    page.evaluate(SETTLED)


def axe(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe finds, of all its rules or of those about colours."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(_AXE.axe_script)
    only = {"type": "rule", "values": COLOURS} if colours_only else {"type": "tag", "values": TAGS}
    found: list[str] = page.evaluate(RUN_AXE, {"runOnly": only, "resultTypes": ["violations"]})
    return found


def cut(page: Page) -> list[str]:
    """What makes the page scroll sideways, is cut off, or stands out of its box."""
    found: list[str] = page.evaluate(CUT)
    return found


def over(page: Page) -> list[str]:
    """Words that lie over other words."""
    found: list[str] = page.evaluate(OVER)
    return found


def covered(page: Page) -> list[str]:
    """What can be tapped and, scrolled into view as the focus does, still stands behind what sticks to an edge: less
    than 24 px of it free, or not the whole of a lower one."""
    found: list[str] = page.evaluate(COVERED)
    return found


def small(page: Page) -> list[str]:
    """What can be tapped and is under 48 px; the days of a month on a screen narrower than `NARROW` may be 40 wide."""
    found: list[str] = page.evaluate(SMALL, NARROW)
    return found


def moving(page: Page) -> list[str]:
    """What moves, or will when it is touched."""
    found: list[str] = page.evaluate(MOVES)
    return found
