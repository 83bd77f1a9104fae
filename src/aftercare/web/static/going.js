// Where a page goes by itself. Exit is the last word: a page that is blank goes to the empty note and nowhere else, though
// an answer that it was waiting for comes meanwhile and would lead to another page.
const settings = document.body.dataset;

/** @returns {boolean} whether Exit was asked for */
export const isGone = () => document.documentElement.classList.contains("gone");

/** The first page takes this one's place. */
export function goFront() {
  if (!isGone()) location.replace(settings.front);
}

/** The next page, with a way back to this one. */
export function goOn(address) {
  if (!isGone()) location.assign(address);
}

/** The form goes the plain way, without being asked once more. */
export function goWith(form) {
  if (!isGone()) HTMLFormElement.prototype.submit.call(form);
}

/** Nothing is seen from this very step on; then the empty note takes the page's place. */
export function goBlank() {
  document.documentElement.classList.add("gone");
  location.replace(settings.blank);
}
