// The auto-lock as the person sees it. The server decides; this only tells it of real taps and keys, counts down the
// last seconds, and goes to the first page when it has locked.
import { askPulse, sayStay } from "./server.js";

const TELL_EVERY = 20_000;
const LAST = 5;
const settings = document.body.dataset;
let locksAt = 0;
let told = 0;
let asking = false;

export function watchClock() {
  if (!("personal" in settings)) return;
  set(Number(settings.idle));
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(kind, acted, { passive: true });
  }
  document.querySelector("#soon button").addEventListener("click", () => tell());
  setInterval(tick, 1000);
}

function set(seconds) {
  locksAt = Date.now() + seconds * 1000;
}

function acted(event) {
  if (event.isTrusted && Date.now() - told > TELL_EVERY) tell();
}

async function tell() {
  told = Date.now();
  take(await sayStay());
}

function take(pulse) {
  if (pulse?.open) set(pulse.left);
  else location.replace(settings.front);
  draw();
}

async function tick() {
  const left = seconds();
  if (left <= LAST) document.dispatchEvent(new Event("lockssoon"));
  // Another tab may have put the lock off: ask before counting down, and again before believing the end.
  if (!asking && (left === Number(settings.countdown) || left <= 0)) {
    asking = true;
    take(await askPulse());
    asking = false;
  }
  draw();
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
