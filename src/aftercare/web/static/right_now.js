// Right now with script: the words of the new screen are read out, "back" is where one came from, and a country picked
// once stands on every screen, until the page is left. Nothing is kept.

const screens = document.querySelectorAll(".screen");
let before = "";
let here = location.hash;

/** @returns {HTMLElement | undefined} the screen that is shown */
function shown() {
  return [...screens].find((screen) => screen.offsetParent !== null);
}

function arrive() {
  before = here;
  here = location.hash;
  const words = shown()?.querySelector("h1");
  if (!words) return;
  words.tabIndex = -1;
  words.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function goBack(event) {
  const link = event.target.closest("[data-back]");
  if (!link || !before || before === here || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.back();
}

function pickIn(template) {
  for (const place of document.querySelectorAll("details.reach > .pick")) {
    place.append(template.content.cloneNode(true));
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches(".pick select")) show(event.target.value);
  });
}

/** @param {string} country two letters; empty for all */
function show(country) {
  for (const select of document.querySelectorAll(".pick select")) select.value = country;
  for (const reach of document.querySelectorAll("details.reach")) {
    const blocks = [...reach.querySelectorAll("[data-country]")];
    const known = blocks.some((block) => block.dataset.country === country);
    for (const block of blocks) block.hidden = known && block.dataset.country !== country;
    reach.open = reach.open || known;
  }
}

window.addEventListener("hashchange", arrive);
document.addEventListener("click", goBack);
const template = document.getElementById("pick");
if (template) pickIn(template);
