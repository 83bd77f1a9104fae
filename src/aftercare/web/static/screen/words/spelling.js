/**
 * Mends misspelt words against the words the lexicon knows. Mirrors `freetext.spelling`. A word is changed only when it
 * is unknown; short words bear one slip and keep their first letter, because there one slip makes another word.
 */
const SHORTEST = 4
const TWO_SLIPS = 7
const THREE_SLIPS = 11
const LONGEST = 30
/** So many of the nearest words are weighed against each other. */
const NEAREST = 8
const DRAWN_OUT = /(.)\1{2,}/gu
// eslint-disable-next-line no-control-regex -- plain letters are those up to 127
const ASCII = /^[\x00-\x7f]*$/
/** Where three rows of distances are worked out; longer words are never compared. */
const ROWS = [0, 1, 2].map(() => new Uint8Array(2 * LONGEST))
const LETTERS = /^\p{L}+$/u

export class Speller {
  /**
   * @param {Map<string, number>} used words it mends into, with how often the lexicon uses each
   * @param {Iterable<string>} others words it leaves alone
   */
  constructor(used, others) {
    this.weight = new Map([...used].filter(([word]) => LETTERS.test(word)))
    this.known = new Set([...this.weight.keys(), ...others])
    this.byStart = new Map()
    for (const word of [...this.weight.keys()].sort()) {
      if (word.length < SHORTEST) continue
      const key = word[0] + word.length
      const known = {word, letters: lettersOf(word)}
      const group = this.byStart.get(key)
      if (group) group.push(known)
      else this.byStart.set(key, [known])
    }
  }

  /**
   * @param {string} word
   * @returns {string[]} the words that were most likely meant; the word itself when nothing is close
   */
  mend(word) {
    if (this.known.has(word) || !ASCII.test(word) || word.length < SHORTEST || word.length > LONGEST) return [word]
    for (const shorter of [word.replace(DRAWN_OUT, "$1$1"), word.replace(DRAWN_OUT, "$1")]) {
      if (this.known.has(shorter)) return [shorter]
    }
    return this.split(word) ?? [this.nearest(word)]
  }

  split(word) {
    const isHalf = (part) => part.length >= 3 && this.weight.has(part)
    for (let cut = SHORTEST; cut < word.length - 2; cut += 1) {
      const halves = [word.slice(0, cut), word.slice(cut)]
      if (halves.every(isHalf)) return halves
    }
    return null
  }

  nearest(word) {
    const slips = word.length < TWO_SLIPS ? 1 : word.length < THREE_SLIPS ? 2 : 3
    const letters = lettersOf(word)
    const found = []
    for (const first of [word[0], word[1]]) {
      for (let length = Math.max(SHORTEST, word.length - slips); length <= word.length + slips; length += 1) {
        for (const {word: other, letters: its} of this.byStart.get(first + length) ?? []) {
          if (bitsIn(letters ^ its) > 2 * slips) continue
          const distance = slipsBetween(word, other, slips)
          if (distance <= slips) found.push({other, distance})
        }
      }
    }
    found.sort((one, two) => one.distance - two.distance)
    let best = null
    for (const one of found.slice(0, NEAREST)) if (best === null || this.isNearer(one, best, word)) best = one
    return best === null ? word : best.other
  }

  /** The fewest slips; then the same first letter, the same letters in another order, and the more used word. */
  isNearer(one, best, word) {
    const key = ({other, distance}) => [
      distance,
      Number(other[0] !== word[0]),
      Number(!sameLetters(other, word)),
      -this.weight.get(other),
    ]
    const [mine, its] = [key(one), key(best)]
    const place = mine.findIndex((part, number) => part !== its[number])
    return place < 0 ? one.other < best.other : mine[place] < its[place]
  }
}

/**
 * The optimal string alignment distance: letters put in, left out, taken for another, or two neighbours swapped, no
 * letter touched twice.
 * @param {string} one
 * @param {string} other
 * @param {number} most beyond this it may say any greater number
 */
export function slipsBetween(one, other, most) {
  let [before, last, now] = ROWS
  for (let place = 0; place <= other.length; place += 1) last[place] = place
  let least = 0
  for (let row = 1; row <= one.length; row += 1) {
    const earlier = least
    now[0] = least = row
    for (let place = 1; place <= other.length; place += 1) {
      const same = one[row - 1] === other[place - 1]
      let cost = Math.min(last[place] + 1, now[place - 1] + 1, last[place - 1] + (same ? 0 : 1))
      const swapped = row > 1 && place > 1 && one[row - 1] === other[place - 2] && one[row - 2] === other[place - 1]
      if (swapped) cost = Math.min(cost, before[place - 2] + 1)
      now[place] = cost
      if (cost < least) least = cost
    }
    if (least > most && earlier > most) return most + 1
    ;[before, last, now] = [last, now, before]
  }
  return last[other.length]
}

/** Which letters a word holds, a bit for each: one slip changes two of them at most. */
function lettersOf(word) {
  let letters = 0
  for (let place = 0; place < word.length; place += 1) letters |= 1 << (word.charCodeAt(place) & 31)
  return letters
}

function bitsIn(given) {
  let bits = given - ((given >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function sameLetters(one, other) {
  const [mine, its] = [new Set(one), new Set(other)]
  return mine.size === its.size && [...mine].every((letter) => its.has(letter))
}
