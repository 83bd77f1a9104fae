// Noting something without unlocking, in the page itself: screened, sealed, kept on this device before anything is said,
// then what cannot wait, what is asked, and that it is noted. Where this browser is not paired, or can't seal or keep,
// the form goes to the server as it does without script.
import { Mend, readEntry } from "./entry.js";
import { canKeep, keep, paired } from "./letters.js";
import { mend, notKept } from "./screens.js";
import { prepare, prepareWords, screened } from "./screening.js";
import { newId, sealLetter, TooLong } from "./seal.js";
import { freshToken } from "../shell.js";
import { bring } from "./waiting.js";
import { walk } from "./walk.js";

const form = document.getElementById("form");
const place = document.getElementById("steps");
const waiting = document.getElementById("waiting");
const isShell = "shell" in form.dataset;
const canSeal = canKeep() && globalThis.crypto?.subtle !== undefined;
const pairing = canSeal ? paired().catch(() => null) : Promise.resolve(null);
const asked = JSON.parse(form.dataset.asked);
const sentences = JSON.parse(form.dataset.sentences);
let busy = false;

async function begin() {
  const isPaired = (await pairing) !== null;
  if (isPaired) getReady();
  else if (isShell) {
    document.getElementById("log").hidden = true;
    document.getElementById("unpaired").hidden = false;
  }
}

/** What reads words is large: it comes only when some are about to be written. */
function getReady() {
  prepare();
  import("./age.js").catch(() => {});
  document.getElementById("more").addEventListener("toggle", prepareWords, { once: true });
  form.elements.note.addEventListener("input", prepareWords, { once: true });
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
  form.reset();
  document.querySelector('#log [data-slot="mend"]').replaceChildren();
  document.getElementById("log").hidden = true;
  const { country, minutes } = form.dataset;
  walk(seen, { place, waiting, country, minutes: Number(minutes) });
  bring().catch(() => {});
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

// The page needs no token for what it does by itself (shell.js).
form.dataset.onDevice = "";
form.addEventListener("submit", submit, { capture: true });
begin();
