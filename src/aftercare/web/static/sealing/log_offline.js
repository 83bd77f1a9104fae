// Noting something without unlocking, in the page itself: screened, sealed, kept on this device before anything is said,
// then what cannot wait, what is asked, and that it is noted. Answers change the screening in memory only. Where this
// browser is not paired, or can't seal or keep, the form goes to the server as it does without script.
import { Mend, readEntry } from "./entry.js";
import { canKeep, keep, paired } from "./letters.js";
import { end, mend, notKept, screenOf } from "./screens.js";
import { prepare, screened } from "./screening.js";
import { newId, sealLetter, TooLong } from "./seal.js";
import { freshToken } from "../shell.js";
import { bring } from "./waiting.js";

const form = document.getElementById("form");
const place = document.getElementById("steps");
const waiting = document.getElementById("waiting");
const isShell = "shell" in form.dataset;
const canSeal = canKeep() && "asked" in form.dataset && globalThis.crypto?.subtle !== undefined;
const pairing = canSeal ? paired().catch(() => null) : Promise.resolve(null);
const asked = JSON.parse(form.dataset.asked);
const sentences = JSON.parse(form.dataset.sentences);
let left = null;
let busy = false;

async function begin() {
  const isPaired = (await pairing) !== null;
  if (isPaired) prepare();
  else if (isShell) {
    document.getElementById("log").hidden = true;
    document.getElementById("unpaired").hidden = false;
  }
}

async function submit(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (busy) return;
  busy = true;
  try {
    const pin = await pairing;
    await (pin === null ? toServer() : note(pin));
  } finally {
    busy = false;
  }
}

/** For a browser that can't seal or keep. A page that stayed on the device first needs a token from the program. */
async function toServer() {
  fillClock();
  if (await freshToken()) form.submit();
  else complain(notKept());
}

async function note(pin) {
  fillClock();
  const now = Date.now();
  const entry = read(now);
  if (entry === null) return;
  // Screened before it is sealed; whatever happens to the screening, the entry is kept.
  const seen = await screened(entry, now);
  try {
    await keep(await sealLetter(pin, { entry }));
  } catch (error) {
    if (error instanceof TooLong) complain(mend({ note: "too_long" }, sentences));
    else await toServer();
    return;
  }
  left = seen;
  form.reset();
  clearComplaint();
  document.getElementById("log").hidden = true;
  show();
  bring().catch(() => {});
  watchIdle();
}

function read(now) {
  try {
    return readEntry([...new FormData(form)], asked, newId(), now);
  } catch (error) {
    if (!(error instanceof Mend)) throw error;
    complain(mend(error.fields, sentences));
    return null;
  }
}

function fillClock() {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  form.elements.local.value = local;
  form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

function complain(what) {
  const slot = document.querySelector('#log [data-slot="mend"]');
  slot.replaceChildren(what);
  slot.firstElementChild.focus();
  slot.scrollIntoView({ block: "center" });
}

function clearComplaint() {
  document.querySelector('#log [data-slot="mend"]').replaceChildren();
}

/** The next screen. A fault on the way ends in the static list, never in silence. */
function show() {
  let parts;
  try {
    parts = left === null ? [end()] : screenOf(left, form.dataset.country);
  } catch {
    left = null;
    parts = [end()];
  }
  place.replaceChildren(...parts);
  place.hidden = false;
  place.querySelector('[data-slot="waiting"]')?.replaceChildren(waiting);
  const heading = place.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function tell(doing) {
  try {
    doing(Date.now());
  } catch {
    left = null;
  }
  show();
}

const ticked = () => [...place.querySelectorAll("input:checked")].map((box) => box.value);

const DOING = {
  read: () => tell((now) => left.readFlags(now)),
  again: () => tell((now) => left.showAgain(now)),
  none: () => tell((now) => left.tellDanger({ ticked: ticked(), none: true }, now)),
  skip: () => tell((now) => left.tellDanger({}, now)),
  ticked() {
    if (ticked().length > 0) tell((now) => left.tellDanger({ ticked: ticked() }, now));
    else place.querySelector('[data-part="wrong"]').hidden = false;
  },
  answer: ({ answer }) => tell((now) => left.tellQuestion(answer ?? null, now)),
  quote({ so, quote }) {
    const one = left.saved.quotes.find(({ key }) => key === quote) ?? left.step.quotes[0];
    tell((now) => left.tellQuote(one, so ?? null, now));
  },
  done: leave,
};

/** Nothing of what was written outlives its screens. */
function leave() {
  left = null;
  place.replaceChildren();
  location.replace(document.body.dataset.front);
}

/** What was just written is taken away when nobody is there for as long as the journal waits. */
function watchIdle() {
  const time = Number(form.dataset.minutes) * 60_000;
  let timer = setTimeout(leave, time);
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, time);
  };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, again);
}

// The page needs no token for what it does by itself (shell.js).
form.dataset.onDevice = "";
form.addEventListener("submit", submit, { capture: true });
place.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button && !waiting.contains(button)) DOING[button.dataset.do](button.dataset);
});
begin();
