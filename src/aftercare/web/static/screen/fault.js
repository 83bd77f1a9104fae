/**
 * What is thrown where data, entry or facts are not as they must be. Whoever catches it, or anything else that is
 * thrown while screening, takes the entry as unread and shows the static danger list. Never holds a value of a person.
 */
export class ScreeningFault extends Error {}

/**
 * @param {unknown} holds
 * @param {string} what the part that is wrong, in words that hold nothing of a person
 */
export function demand(holds, what) {
  if (!holds) throw new ScreeningFault(what)
}
