// The auto-lock as the person sees it. The server decides; this only tells it of real taps and keys, counts down the
// last seconds, and goes to the first page when it has locked, by itself or from another browser.
import { goFrontUnasked } from "./going.js";
import { askPulse, sayStay } from "./server.js";

const TELL_EVERY = 20_000;
const ASK_EVERY = 10_000;
const LAST = 5;
const settings = document.body.dataset;
let locksAt = 0;
let told = 0;
let asked = 0;
let asking = false;

export function watchClock() {
  if (!("personal" in settings)) return;
  set(Number(settings.idle));
  // When the finger lifts, not before: whatever the tap asks for is under way when the answer comes.
  for (const kind of ["pointerup", "keyup", "wheel", "touchmove"]) {
    document.addEventListener(kind, acted, { passive: true });
  }
  document.querySelector("#soon button").addEventListener("click", () => tell());
  setInterval(tick, 1000);
}

function set(seconds) {
  locksAt = Date.now() + seconds * 1000;
}

function acted(event) {
  if (!("personal" in settings)) return;
  if (event.isTrusted && Date.now() - told > TELL_EVERY) tell();
}

async function tell() {
  told = Date.now();
  const pulse = await sayStay();
  // A form that this page can keep by itself is not taken away while somebody fills it in.
  if (pulse === null && "alone" in settings) set(Number(settings.idle));
  else take(pulse);
}

function take(pulse) {
  if (pulse === null && "alone" in settings && seconds() > 0) return draw();
  if (pulse?.open) set(pulse.left);
  else goFrontUnasked();
  draw();
}

async function tick() {
  if (!("personal" in settings)) return;
  const left = seconds();
  if (left <= LAST) document.dispatchEvent(new Event("lockssoon"));
  // Another tab may have put the lock off: ask before counting down, and again before believing the end. The first time
  // soon after the page has come: what another tab said of Lock or Exit while it was on its way, it did not hear.
  const ending = left === Number(settings.countdown) || left <= 0;
  const isTime = Date.now() - asked >= ASK_EVERY;
  if (!asking && (ending || isTime)) await ask(ending);
  else if (left <= 0 && isTime) takeNoAnswer();
  draw();
}

/** A program that neither answers nor hangs up keeps no page open. */
function takeNoAnswer() {
  asked = Date.now();
  take(null);
}

/** Another browser may have locked: a page in sight asks now and then. No answer ends it only when its time is up. */
async function ask(ending) {
  if (document.hidden && !ending) return;
  asking = true;
  asked = Date.now();
  const pulse = await askPulse();
  if (pulse || ending) take(pulse);
  asking = false;
}

function seconds() {
  return Math.max(0, Math.round((locksAt - Date.now()) / 1000));
}

function draw() {
  const bar = document.getElementById("soon");
  const left = seconds();
  bar.hidden = left > Number(settings.countdown);
  bar.querySelector("b").textContent = String(left);
}
