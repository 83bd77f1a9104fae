// Where a page goes by itself. Exit is the last word: a page that is blank goes to the empty note and nowhere else, though
// an answer that it was waiting for comes meanwhile and would lead to another page.
const settings = document.body.dataset;
const ANSWERED_WITHIN = 180_000;

/** @returns {boolean} whether Exit was asked for */
export const isGone = () => document.documentElement.classList.contains("gone");

/** The answer to a form of this page is on its way and says where to go. Where it makes all secrets new, what was open has
 *  ended, and this answer alone lets the browser in again.
 *  @returns {boolean} */
export const isSending = () =>
  [...document.forms].some((form) => Date.now() - Number(form.dataset.sent) < ANSWERED_WITHIN);

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
