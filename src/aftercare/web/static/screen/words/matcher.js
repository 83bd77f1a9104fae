/**
 * Finds one pattern in a line of words. Mirrors `freetext.lexicon.Matcher`, where patterns are regular expressions: the
 * same order of trying, so that the same words are found, but word by word, because not every browser looks behind.
 *
 * A line is its words with SENTENCE_END before, between and after sentences. A match is `[from, to, contexts]`, `to` not
 * included; contexts are the parts that must stand there and are not covered.
 *
 * @typedef {(at: number, state: State) => number} Step where the rest of the pattern ends, or -1
 * @typedef {{words: string[], numbers: (number|undefined)[], opened: number[],
 *   contexts: ([number, number]|undefined)[]}} State
 * @typedef {[number, number, [number, number][]]} Match
 */
import {demand} from "../fault.js"
import {numberOf, SENTENCE_END} from "./tokens.js"

const NUMBER = /^\p{Nd}+(?:\.\p{Nd}+)?$/u
const NONE = Object.freeze([])
/** Where the same part stands in many patterns its words are put together once. */
const sets = new WeakMap()
const firsts = new WeakMap()

export class Matcher {
  /**
   * @param {number} owner which of the lexicon's entries it belongs to
   * @param {import("./patterns.js").Part[]} parts
   * @param {string[][]} needs of each of these lists one word must stand in the text
   * @param {{groups: Map<string, import("./patterns.js").Part[][]>, barred: Set<string>}} around `barred`: small words
   *   that turn the meaning round; no gap reaches over them
   */
  constructor(owner, parts, needs, {groups, barred}) {
    this.owner = owner
    this.parts = parts
    this.needs = needs
    this.groups = groups
    this.barred = barred
    this.runs = null
  }

  /**
   * Where it stands in a line. Never crosses a sentence.
   * @param {string[]} words
   * @returns {Match[]}
   */
  find(words) {
    const [first] = this.parts
    const together = first.kind === "together"
    this.runs ??= (together ? first.choices : [this.parts]).map((parts) => new Run(parts, this.groups, this.barred))
    const found = this.runs.map((run) => run.find(words))
    if (!together) return found[0]
    const kept = []
    let end = 0
    for (const [start, last] of this.near(words, found, first.most).sort(byPlace)) {
      if (start < end) continue
      kept.push([start, last, NONE])
      end = last
    }
    return kept
  }

  /** From and to where one match of each stands near the next, in any order. */
  near(words, found, most) {
    return orders(found).flatMap(([first, ...following]) => {
      let ways = first.map(([start, end]) => [start, end])
      for (const matches of following) {
        ways = ways.flatMap(([start, end]) =>
          matches.filter((one) => this.isNear(words, end, one[0], most)).map((one) => [start, one[1]]),
        )
      }
      return ways
    })
  }

  isNear(words, end, start, most) {
    if (start < end || start - end > most) return false
    for (let at = end; at < start; at += 1) {
      if (words[at] === SENTENCE_END || this.barred.has(words[at])) return false
    }
    return true
  }
}

/** Parts in order. */
class Run {
  constructor(parts, groups, barred) {
    this.groups = groups
    this.barred = barred
    this.bounds = []
    this.contexts = 0
    this.step = this.sequence(parts, (at) => at)
    this.firsts = firstsOf(parts, groups)
  }

  find(words) {
    const found = []
    const state = {words, numbers: [], opened: [], contexts: []}
    let from = 1
    while (from < words.length) {
      if (this.firsts !== null && !this.firsts.has(words[from])) {
        from += 1
        continue
      }
      state.numbers.length = state.opened.length = state.contexts.length = 0
      const end = this.step(from, state)
      if (end <= from || !this.numbersFit(state)) {
        from += 1
        continue
      }
      found.push([from, end, state.contexts.filter((one) => one !== undefined && one[1] > one[0])])
      from = end
    }
    return found
  }

  /** What a number may be is looked at when the rest fits: another way to fit is not tried. */
  numbersFit({numbers}) {
    return this.bounds.every(([least, most], place) => {
      const number = numbers[place]
      return number === undefined || (least <= number && number <= most)
    })
  }

  /** Parts are numbered from left to right, and put together from right to left: each step knows what follows. */
  sequence(parts, next) {
    const numbered = parts.map((part) => this.numbered(part))
    return numbered.reduceRight((following, make) => make(following), next)
  }

  /** @returns {(next: Step) => Step} */
  numbered(part) {
    const make = this.makerOf(part)
    if (!part.optional) return make
    return (next) => {
      const there = make(next)
      return (at, state) => {
        const end = there(at, state)
        return end >= 0 ? end : next(at, state)
      }
    }
  }

  makerOf(part) {
    switch (part.kind) {
      case "start":
        return (next) => (at, state) => (state.words[at - 1] === SENTENCE_END ? next(at, state) : -1)
      case "end":
        return (next) => (at, state) => (state.words[at] === SENTENCE_END ? next(at, state) : -1)
      case "gap":
        return (next) => this.gap(part.most, next)
      case "number":
        return numberStep(this.bounds.push([part.least, part.most]) - 1)
      case "word":
        return wordStep(part)
      case "group":
        demand(this.groups.has(part.words[0]), "a pattern names a group that is not there")
        return this.choice(this.groups.get(part.words[0]))
      default:
        demand(part.kind === "choice", "a part of a pattern is of no known kind")
        return part.context ? this.context(part.choices) : this.choice(part.choices)
    }
  }

  /** As few words as will do. */
  gap(most, next) {
    return (from, state) => {
      let at = from
      for (let taken = 0; ; taken += 1) {
        const end = next(at, state)
        if (end >= 0 || taken === most) return end
        const word = state.words[at]
        if (word === undefined || word === SENTENCE_END || this.barred.has(word)) return -1
        at += 1
      }
    }
  }

  choice(choices) {
    const makers = choices.map((parts) => parts.map((part) => this.numbered(part)))
    const begins = firstsOfChoices(choices, this.groups)
    return (next) => {
      const steps = makers.map((run) => run.reduceRight((following, make) => make(following), next))
      return (at, state) => {
        if (begins !== null && !begins.has(state.words[at])) return -1
        for (const step of steps) {
          const end = step(at, state)
          if (end >= 0) return end
        }
        return -1
      }
    }
  }

  context(choices) {
    const place = this.contexts++
    const make = this.choice(choices)
    return (next) => {
      const inside = make((at, state) => {
        const before = state.contexts[place]
        state.contexts[place] = [state.opened[place], at]
        const end = next(at, state)
        if (end < 0) state.contexts[place] = before
        return end
      })
      return (at, state) => {
        const before = state.opened[place]
        state.opened[place] = at
        const end = inside(at, state)
        if (end < 0) state.opened[place] = before
        return end
      }
    }
  }
}

/** The words it can begin with, so that most places need no trying; null where it can begin with others. */
function firstsOf(parts, groups) {
  const [first] = parts
  if (first.optional) return null
  if (first.kind === "word") return setOf(first)
  if (first.kind === "group") return firstsOfChoices(groups.get(first.words[0]), groups)
  return first.kind === "choice" ? firstsOfChoices(first.choices, groups) : null
}

function firstsOfChoices(choices, groups) {
  if (!firsts.has(choices)) {
    const each = choices.map((parts) => firstsOf(parts, groups))
    firsts.set(choices, each.includes(null) ? null : new Set(each.flatMap((words) => [...words])))
  }
  return firsts.get(choices)
}

function setOf(part) {
  if (!sets.has(part)) sets.set(part, new Set(part.words))
  return sets.get(part)
}

function wordStep(part) {
  const words = setOf(part)
  return (next) => (at, state) => (words.has(state.words[at]) ? next(at + 1, state) : -1)
}

function numberStep(place) {
  return (next) => (at, state) => {
    const word = state.words[at]
    if (word === undefined || !NUMBER.test(word)) return -1
    const before = state.numbers[place]
    state.numbers[place] = numberOf(word)
    const end = next(at + 1, state)
    if (end < 0) state.numbers[place] = before
    return end
  }
}

function orders(items) {
  if (items.length < 2) return [items]
  return items.flatMap((item, place) => orders(items.filter((_, other) => other !== place)).map((rest) => [item, ...rest]))
}

function byPlace([start, end], [otherStart, otherEnd]) {
  return start - otherStart || end - otherEnd
}
