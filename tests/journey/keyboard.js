// Put into each page before its own scripts: looks at every press of Tab, for keyboard.py. Changes nothing.
(() => {
  const CAN_HAVE_IT = "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const READ_FIRST = "h1, h2, main, .errors, .banner.flag .tag, [role=status], [role=alert], [autofocus]";
  const WHOM_TO_REACH = "main .reach, main a[href^='tel:']";
  const PARTS = 4;
  const RING = 2;

  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const name = (one) => one.outerHTML.slice(0, 140);
  const stands = (one, before) => Boolean(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
  const group = (one) => `${one.name} ${[...document.forms].indexOf(one.form)}`;
  const isRadio = (one) => one?.type === "radio" && one.name !== "";
  const same = (one, other) => one === other || (isRadio(one) && isRadio(other) && group(one) === group(other));
  // A date has a stop for each of its parts, the last of them a button of the browser's own, with the browser's ring.
  const hasParts = (one) => ["date", "time"].includes(one.type);

  /** All that Tab should come to, in the order of the page; of each group of radios one. */
  function stops() {
    const all = [...document.querySelectorAll(CAN_HAVE_IT)].filter((one) => {
      const folds = one.matches("summary") && one.parentElement.querySelector("summary") !== one;
      return one.tabIndex >= 0 && !one.disabled && !folds && seen(one);
    });
    return all.filter((one) => !isRadio(one) || all.find((each) => same(each, one)) === one);
  }

  function ringed(at) {
    // A field that lies unseen over a picture leaves the ring to the picture.
    const drawn = getComputedStyle(at).opacity === "0" ? [at.nextElementSibling] : [at, ...at.querySelectorAll(".target")];
    return drawn.some(hasRing) || (hasParts(at) && !at.matches(":focus"));
  }

  function hasRing(one) {
    const { outlineStyle, outlineWidth, outlineColor, stroke, strokeWidth } = getComputedStyle(one);
    if (one instanceof SVGElement && stroke !== "none" && parseFloat(strokeWidth) >= RING) return true;
    if (outlineStyle === "none" || outlineStyle === "auto") return outlineStyle === "auto";
    return parseFloat(outlineWidth) >= RING && !/, 0\)$/.test(outlineColor);
  }

  /** Not behind the header, not behind the button at the thumb, not outside. */
  function inSight(at) {
    const picture = getComputedStyle(at).opacity === "0" ? at.nextElementSibling : at;
    const box = at.getBoundingClientRect();
    return [0.5, 0.1, 0.9].some((down) => [0.5, 0.1, 0.9].some((along) => {
      const hit = document.elementFromPoint(box.x + box.width * along, box.y + box.height * down);
      return hit && (at.contains(hit) || hit.contains(at) || picture.contains(hit));
    }));
  }

  const keys = { walked: [], faults: [], last: null, stays: 0, round: false };
  globalThis.keys = keys;

  addEventListener("keyup", (event) => {
    if (event.key !== "Tab") return;
    const at = document.activeElement;
    if (at === document.body || (keys.last?.isConnected && stands(at, keys.last))) keys.round = true;
    if (at === document.body) return;
    keys.stays = keys.last === at ? keys.stays + 1 : 0;
    if (keys.stays > (hasParts(at) ? PARTS : 0)) keys.faults.push(`Tab does not come out of ${name(at)}`);
    if (!ringed(at)) keys.faults.push(`no ring on ${name(at)}`);
    if (!inSight(at)) keys.faults.push(`out of sight: ${name(at)}`);
    keys.last = at;
    keys.walked.push(at);
  }, true);

  /** How many presses of Tab lead from here to what the selector names; null where the page shows no such thing. */
  keys.way = (css) => {
    keys.round = false;
    keys.last = document.activeElement === document.body ? document.querySelector(":target") : document.activeElement;
    keys.walked = [keys.last];
    const goal = [...document.querySelectorAll(css)].find(seen);
    if (!goal) return null;
    const all = stops();
    const passed = keys.last ? all.filter((one) => one === keys.last || stands(one, keys.last)).length : 0;
    return Math.max(all.findIndex((one) => same(one, goal)) + 1 - passed, 0);
  };
  /** Whether the focus is there, whether it went round the page for it, and what was wrong on the way. */
  keys.at = (css) => [document.activeElement.matches(css), keys.round, keys.faults.splice(0)];
  keys.count = () => stops().length;
  keys.unvisited = () => stops().filter((one) => !keys.walked.some((each) => same(each, one))).map(name);

  /** Where the focus is on a page that has just come; empty where that is well. */
  keys.landed = () => {
    const at = document.activeElement;
    if (at === document.body) return scrollY === 0 ? "" : `nowhere, ${scrollY} pixels down`;
    const jumped = [...document.querySelectorAll(WHOM_TO_REACH)].some((one) => seen(one) && stands(one, at));
    if (jumped) return `beyond whom to reach: ${name(at)}`;
    return at.matches(READ_FIRST) ? "" : name(at);
  };
})();
