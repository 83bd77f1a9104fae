/**
 * How long ago the words of a text say that something was. Mirrors the times of `freetext.scope`.
 */
import {numberOf} from "./tokens.js"

const MINUTE = 60_000
const DAY = 86_400_000
/** People round up: "a day ago" may be twenty hours, and a warning may last too long, never end too soon. */
const NEVER_TOO_SOON = 0.9
const LONGEST_AGO = 36_500 * DAY
const UNITS = new Map([
  ["minute", MINUTE],
  ["hour", 60 * MINUTE],
  ["day", DAY],
  ["night", DAY],
  ["week", 7 * DAY],
  ["month", 30 * DAY],
  ["year", 365 * DAY],
])
const BEGINS_WITH_DIGIT = /^\p{Nd}/u

/**
 * What the cue says, or the number and unit in its words.
 * @param {import("./lexicon.js").Cue} cue
 * @param {string[]} words
 * @returns {number} milliseconds
 */
export function lengthOf(cue, words) {
  if (cue.ago !== null) return cue.ago
  const written = words.find((word) => BEGINS_WITH_DIGIT.test(word))
  const number = written === undefined ? 1 : numberOf(written)
  const unit = words.map((word) => UNITS.get(word.replace(/s$/u, ""))).find((length) => length !== undefined)
  if (unit === undefined) return LONGEST_AGO
  return Math.min(LONGEST_AGO, unit * Math.min(number, LONGEST_AGO / unit) * NEVER_TOO_SOON)
}
