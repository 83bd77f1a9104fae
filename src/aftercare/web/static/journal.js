// The journal's forms: tell the server the browser's clock and zone, and ask a follow-up only when it fits.
import { watchBegun } from "./begun.js";

const SOON = 300;
const pad = (number) => String(number).padStart(2, "0");

function localNow() {
  const now = new Date();
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}T${pad(now.getHours())}:${pad(now.getMinutes())}`;
}

function fillClock(form) {
  const local = form.querySelector('[data-clock="local"]');
  const zone = form.querySelector('[data-clock="zone"]');
  if (local) local.value = localNow();
  if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

function chosen(form, name) {
  return [...form.elements].filter((field) => field.name === name && field.checked).map((field) => field.value);
}

function fits(follow, values) {
  const { least, equals, any } = follow.dataset;
  if (values.length === 0) return false;
  if (least !== undefined) return values.some((value) => Number(value) >= Number(least));
  if (equals !== undefined) return values.includes(equals) || (equals === "True" && values.includes("yes"));
  if (any !== undefined) return values.some((value) => any.split(" ").includes(value));
  return true;
}

function askWhatFits(form) {
  for (const follow of form.querySelectorAll("[data-follow]")) {
    const asked = fits(follow, chosen(form, follow.dataset.follow));
    follow.classList.toggle("asked", asked);
    for (const field of follow.querySelectorAll("input, select, textarea")) field.disabled = !asked;
  }
}

/** In a browser that may write, what can't be sent is sealed and kept here; no other loads anything for it. */
async function watchUnreached() {
  const form = document.querySelector("form[data-apart]");
  if (!form || !globalThis.crypto?.subtle || !globalThis.indexedDB) return;
  const { paired } = await import("./sealing/letters.js");
  const pin = await paired();
  if (pin === null) return;
  const { watchOpenForm } = await import("./sealing/open_form.js");
  await watchOpenForm(form, pin, () => fillClock(form));
}

for (const form of document.querySelectorAll("form.entry-form")) {
  fillClock(form);
  askWhatFits(form);
  form.addEventListener("change", () => askWhatFits(form));
  form.addEventListener("submit", () => fillClock(form));
}
watchBegun();
setTimeout(() => watchUnreached().catch(() => {}), SOON);
window.addEventListener("pageshow", () => document.querySelectorAll("form.entry-form").forEach(askWhatFits));

// Help by country: one list to pick from instead of a long row of folds.
for (const pick of document.querySelectorAll("[data-pick]")) {
  pick.addEventListener("change", () => {
    for (const country of pick.closest(".reach").querySelectorAll("[data-country]")) {
      const picked = country.dataset.country === pick.value;
      country.classList.toggle("picked", picked);
      country.open = picked;
    }
  });
}
