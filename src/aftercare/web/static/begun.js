// A half-filled form outlives the lock that comes by itself: handed to the server a moment after each change, which seals
// it at once and keeps it only if the journal then locks by itself. Leaving the form on purpose takes it back.
import { isGone, isLocking } from "./going.js";

const PAUSE = 2_000;
const PROXY_ALONE = 502;
const form = document.querySelector("form[data-begun]");
let waiting = null;
let handedOver = false;

export function watchBegun() {
  if (!form) return;
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => later());
  if (document.querySelector(".errors")) later();
  document.addEventListener("visibilitychange", () => document.hidden && handOver());
  document.addEventListener("lockssoon", handOver);
  document.addEventListener("click", (event) => event.target.closest("a[href]:not([href^='#'])") && takeBack());
  form.addEventListener("submit", stop);
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(handOver, PAUSE);
}

function stop() {
  clearTimeout(waiting);
  waiting = null;
}

async function handOver() {
  if (waiting === null) return;
  stop();
  // Left on purpose, and thrown away with it.
  if (isGone() || isLocking()) return;
  const answer = await send(new URLSearchParams(new FormData(form)));
  if (answer) form.dispatchEvent(new Event("held"));
  form.querySelector(".unkept").hidden = answer?.fits !== false;
}

function takeBack() {
  stop();
  form.dispatchEvent(new Event("held"));
  if (!handedOver) return;
  const fields = new FormData(form);
  const kept = ["t", "id", "entry"].filter((name) => fields.has(name)).map((name) => [name, fields.get(name)]);
  send(new URLSearchParams([...kept, ["do", "away"]]));
}

async function send(body) {
  handedOver = true;
  body.append("form", form.dataset.begun);
  try {
    // No redirect is followed: a locked server answers with one, and the page's clock sees to that.
    const answer = await fetch(form.dataset.keep, { method: "POST", body, keepalive: document.hidden || body.has("do"), redirect: "manual" });
    if (answer.status >= PROXY_ALONE) throw new Error("nobody behind it");
    return answer.ok ? await answer.json() : null;
  } catch {
    // Nobody is there to hold it: the page may be able to keep it by itself (sealing/open_form.js).
    if (!body.has("do")) form.dispatchEvent(new Event("notheld"));
    return null;
  }
}
