// What a page does about the browser's worker: register it where there is a journal, take it away where there is none;
// and, on a page that was kept on the device, get a form token as soon as the program answers.
import { goOn, isGone } from "./going.js";
import { isUntrusted, sayUntrusted } from "./trusted.js";

const settings = document.body.dataset;
const PATIENCE = 3_000;
const KEPT = /^n[0-9a-f]{12}$/;
let fresh = !("shell" in settings);
let soon = null;
let registering = null;

/** Registers the worker a while after the page has come, so that it never competes with it; at once where a setting was
 *  just changed: pages kept on the device, and the numbers on them, must be those of now when the program ends. */
export function watchWorker() {
  if (!navigator.serviceWorker) return sayUntrusted();
  if (settings.worker) soon = setTimeout(begin, "changed" in settings ? 0 : PATIENCE);
  else if (fresh) forgetWorker();
}

function begin() {
  registering = register(settings.worker);
}

async function register(address) {
  try {
    // The only thing this policy makes is the worker's address.
    const policy = globalThis.trustedTypes?.createPolicy("app", { createScriptURL: workerOnly });
    await navigator.serviceWorker.register(policy?.createScriptURL(address) ?? workerOnly(address));
  } catch (error) {
    // Without it everything works while the program does; the next page tries again.
    if (isUntrusted(error)) sayUntrusted();
  }
}

function workerOnly(address) {
  if (!/^(\/[\w-]+)*\/w\.js$/.test(address)) throw new TypeError("not the worker");
  return address;
}

/** Takes the worker and all it kept off this device, also one that this page was about to register. */
export async function forgetWorker() {
  clearTimeout(soon);
  await registering;
  const registered = await navigator.serviceWorker?.getRegistrations?.() ?? [];
  // Behind a proxy other programs may stand under the same name.
  const ours = registered.filter((each) => new URL(each.scope).pathname === settings.front);
  await Promise.all(ours.map((each) => each.unregister()));
  if (!globalThis.caches) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => KEPT.test(name)).map((name) => caches.delete(name)));
}

/** A page that was kept: its forms work once the program has answered; until then they lead to what works without. */
export function watchShell() {
  if (fresh) return;
  refresh();
  window.addEventListener("online", refresh);
  document.addEventListener("submit", hold, true);
}

/** @returns {Promise<boolean>} whether this page has a form token that the program takes. */
export async function freshToken() {
  return fresh || refresh();
}

async function refresh() {
  try {
    const given = await fetch(settings.fresh, { cache: "no-store" });
    if (!given.ok) return false;
    settings.token = (await given.json()).t;
  } catch {
    return false;
  }
  for (const field of document.querySelectorAll("input[name=t]")) field.value = settings.token;
  fresh = true;
  return true;
}

async function hold(event) {
  const form = event.target;
  // Exit waits for nobody and needs no token; a form marked so does its work on the device.
  if (fresh || form.method !== "post" || form.id === "exit" || "onDevice" in form.dataset) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const taken = await refresh();
  if (isGone()) return;
  if (taken) form.requestSubmit(event.submitter);
  else goOn(settings.none);
}
