// Where a page goes by itself. Exit is the last word: a page that is blank goes to the empty note and nowhere else, though
// an answer that it was waiting for comes meanwhile and would lead to another page. What the person asked for goes before
// what the page would do unasked: a tap that leads on is not taken back by "locked", and Save is finished first.
const settings = document.body.dataset;
const root = document.documentElement;
const PAGE = 10_000;
const FORM = 180_000; // some take the passphrase, more than once, on a slow machine
let onTheWay = -Infinity;
let finishing = 0;
let later = null;
let locking = false;
let frontAfterwards = false;

/** Knows of every tap that leads on. */
export function watchGoing() {
  window.addEventListener("submit", (event) => event.defaultPrevented || leadsOn(FORM));
  window.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]:not([href^='#'])");
    const stays = event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey;
    if (link?.protocol.startsWith("http") && !stays) leadsOn(PAGE);
  });
}

function leadsOn(time) {
  onTheWay = Date.now() + time;
}

/** @returns {boolean} whether Exit was asked for */
export const isGone = () => root.classList.contains("gone");

/** @returns {boolean} whether Lock was asked for, here or in another tab: nothing uncovers this page again */
export const isLocking = () => locking;

/** Covered until the page goes. */
export function coverForGood() {
  locking = true;
  root.classList.add("covered");
}

/** The first page takes this one's place; what must not be lost with the page is finished before. */
export function goFront() {
  if (isGone()) return;
  if (finishing > 0) {
    frontAfterwards = true;
    coverForGood();
  } else {
    leadsOn(PAGE); // asked for again each second, a page that takes longer would never come
    location.replace(settings.front);
  }
}

/** The same because nobody is let in any more, and nobody asked for it: what was asked for comes first, while this page is
 *  covered. Where nothing came of it, as of a file that is only saved, it goes after all. */
export function goFrontUnasked() {
  const wait = onTheWay - Date.now();
  if (finishing > 0) return;
  if (wait <= 0) return goFront();
  root.classList.add("covered");
  later ??= setTimeout(goFront, wait);
}

/** Something that must not be lost with the page: it goes to no first page meanwhile. */
export async function finish(doing) {
  finishing += 1;
  try {
    return await doing();
  } finally {
    finishing -= 1;
    if (finishing === 0 && frontAfterwards) goFront();
  }
}

/** The next page, with a way back to this one. */
export function goOn(address) {
  if (isGone()) return;
  leadsOn(PAGE);
  location.assign(address);
}

/** The form goes the plain way, without being asked once more. */
export function goWith(form) {
  if (isGone()) return;
  leadsOn(FORM);
  HTMLFormElement.prototype.submit.call(form);
}

/** Nothing is seen from this very step on; then the empty note takes the page's place. */
export function goBlank() {
  root.classList.add("gone");
  location.replace(settings.blank);
}
