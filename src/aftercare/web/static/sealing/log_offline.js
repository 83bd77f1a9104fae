// Noting something without unlocking, in the page itself: screened, sealed, kept on this device before anything is said,
// then what cannot wait, what is asked, and that it is noted. Where this browser is not paired, or can't seal or keep,
// the form goes to the server as it does without script.
import { Mend, readEntry, readLeniently } from "./entry.js";
import { inTime } from "./in_time.js";
import { canKeep, keep, paired } from "./letters.js";
import { mend, nothingStands, notKept, refused } from "./screens.js";
import { prepare, prepareWords, screened } from "./screening.js";
import { newId, sealLetter, TooLong } from "./seal.js";
import { goWith } from "../going.js";
import { askPulse } from "../server.js";
import { freshToken } from "../shell.js";
import { isUnfinished, markFinished, markUnfinished } from "../unfinished.js";
import { bring } from "./waiting.js";
import { walk, walkAgain } from "./walk.js";

const form = document.getElementById("form");
const place = document.getElementById("steps");
const waiting = document.getElementById("waiting");
const isShell = "shell" in form.dataset;
const canSeal = canKeep() && globalThis.crypto?.subtle !== undefined;
// Null: it may not write. Undefined: the browser does not say, and the form stays, so that what is written is looked at.
const pairing = canSeal ? paired().catch(() => undefined) : Promise.resolve(null);
const asked = JSON.parse(form.dataset.asked);
const sentences = JSON.parse(form.dataset.sentences);
let busy = false;

async function begin() {
  if (isUnfinished()) {
    document.getElementById("log").hidden = true;
    walkAgain(where());
    return;
  }
  const isUnpaired = (await pairing) === null;
  if (!isUnpaired) getReady();
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
    await note(await pairing);
  } finally {
    busy = false;
  }
}

/** Screened whatever becomes of it: what can't wait is said even where nothing can be read, sealed, kept or sent. */
async function note(pin) {
  fillClock();
  const now = Date.now();
  const fields = [...new FormData(form)];
  const entry = pin ? read(fields, now) : null;
  const seeing = look(entry instanceof Mend || entry === null ? readLeniently(fields, asked, newId(), now) : entry, now);
  if (entry instanceof Mend) await complain(mend(entry.fields, sentences), seeing);
  else if (entry === null) await toServer(seeing);
  else await sealAndKeep(pin, entry, seeing);
}

/** Null where nothing is filled in, so that there is nothing to look at. */
function look(entry, now) {
  if (entry === null) return Promise.resolve(undefined);
  markUnfinished();
  return screened(entry, now);
}

async function sealAndKeep(pin, entry, seeing) {
  try {
    await keep(await inTime(sealLetter(pin, { entry })));
  } catch (error) {
    if (error instanceof TooLong) await complain(mend({ note: "too_long" }, sentences), seeing);
    else await toServer(seeing);
    return;
  }
  const seen = await seeing;
  form.reset();
  document.querySelector('#log [data-slot="mend"]').replaceChildren();
  document.getElementById("log").hidden = true;
  walk(seen, where());
  bring().catch(() => {});
}

function where() {
  const { country, minutes } = form.dataset;
  return { place, waiting, country, minutes: Number(minutes) };
}

/** For a browser that can't seal or keep. A page that stayed on the device first needs a token from the program, and no
 *  form leaves the page for a program that does not answer. */
async function toServer(seeing) {
  if (!(await inTime(isThere()).catch(() => false))) return complain(notKept(), seeing);
  // The program screens it and shows what can't wait by itself.
  markFinished();
  fillClock();
  goWith(form);
}

const isThere = async () => (await freshToken()) && (await askPulse()) !== null;

/** The entry; a Mend; or null where only the server can read the form. */
function read(fields, now) {
  try {
    return readEntry(fields, asked, newId(), now);
  } catch (error) {
    return error instanceof Mend ? error : null;
  }
}

function fillClock() {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  form.elements.local.value = local;
  form.elements.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

async function complain(what, seeing) {
  const seen = await seeing;
  if (seen && nothingStands(seen)) markFinished();
  const slot = document.querySelector('#log [data-slot="mend"]');
  slot.replaceChildren(...(seen === undefined ? [what] : refused(what, seen, form.dataset.country)));
  slot.firstElementChild.tabIndex = -1;
  slot.firstElementChild.focus({ preventScroll: true });
  slot.firstElementChild.scrollIntoView({ block: "start" });
}

// The page needs no token for what it does by itself (shell.js).
form.dataset.onDevice = "";
form.addEventListener("submit", submit, { capture: true });
begin();
