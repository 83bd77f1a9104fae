/**
 * The lexicon made ready for reading, once for each data. Mirrors `freetext.lexicon`: a pattern is tried only where every
 * word it can't do without stands in the text.
 *
 * @typedef {{id: string, findings: string[], evenAsked: boolean}} Saying
 * @typedef {{id: string, kind: string, ago: number|null}} Cue `ago` in milliseconds
 * @typedef {{sayings: Saying[], says: Index, figurative: Index, unless: Index, figures: Index, cues: Cue[],
 *   cueIndex: Index, spellings: Map<string, string[]>, speller: Speller, lasting: Set<string>, states: Set<string>,
 *   implied: {when: import("../expressions.js").Expression, gives: string[]}[]}} Lexicon
 */
import {readExpression} from "../expressions.js"
import {demand} from "../fault.js"
import {Matcher} from "./matcher.js"
import {patternReader} from "./patterns.js"
import {Speller} from "./spelling.js"

const FORMAT = 1
/** Small words of this length are mended too: "weks ago". */
const LONG_ENOUGH = 5
/** What a pattern of numbers alone needs. */
const ANY_WORD = ""
const NO_NEED = ["gap", "start", "end", "number"]
const prepared = new WeakMap()

/**
 * Work it out; kept with the data. A fault where the data is not as it must be.
 * @param {object} data the made file `words.json`
 * @returns {Lexicon}
 */
export function prepare(data) {
  demand(data?.format === FORMAT, "the words are of no known format")
  if (!prepared.has(data)) prepared.set(data, new Maker(data).made())
  return prepared.get(data)
}

class Index {
  constructor(matchers, common) {
    const cost = costOf(common)
    this.byWord = new Map()
    for (const matcher of matchers) {
      const first = cheapest(matcher.needs, cost)
      // It is met wherever the matcher is looked up by it.
      matcher.needs = matcher.needs.filter((need) => need !== first)
      for (const word of new Set(first ?? [ANY_WORD])) {
        const found = this.byWord.get(word)
        if (found) found.push(matcher)
        else this.byWord.set(word, [matcher])
      }
    }
  }

  /** The matchers whose every need is met by these words, each once. */
  candidates(words) {
    const isMet = (need) => need.some((word) => words.has(word))
    const found = new Set()
    for (const word of [...words, ANY_WORD]) {
      for (const matcher of this.byWord.get(word) ?? []) if (matcher.needs.every(isMet)) found.add(matcher)
    }
    return found
  }
}

class Maker {
  constructor(data) {
    this.data = data
    this.common = new Set(data.common)
    this.cost = costOf(this.common)
    this.spellings = new Map(Object.entries(data.spellings).map(([short, words]) => [short, words.split(" ")]))
    this.reader = patternReader(new Map([...this.spellings].filter(([, words]) => words.length === 1)))
    this.groups = new Map(Object.entries(data.groups).map(([id, written]) => [id, this.patterns(written)]))
    this.groupWords = new Map()
    this.groupNeeds = new Map()
  }

  made() {
    const {data, common} = this
    const cues = data.cues.map(([id, kind, written, ago]) => ({id, kind, ago, patterns: this.patterns(written)}))
    const barred = barredBy(cues)
    const says = this.matchers(data.sayings.map(([, written]) => written), barred)
    const unless = this.matchers(data.sayings.map(([, , written]) => written))
    const figures = this.matchers(data.figures)
    const cued = this.matchersOf(cues.map((cue) => cue.patterns), new Set())
    const sayings = data.sayings.map(([id, , , more = {}]) => ({
      id,
      findings: more.gives ?? [id],
      evenAsked: more.evenAsked === true,
      figurative: more.figurative === true,
    }))
    const isFigurative = (matcher) => sayings[matcher.owner].figurative
    return {
      sayings,
      says: new Index(says.filter((matcher) => !isFigurative(matcher)), common),
      figurative: new Index(says.filter(isFigurative), common),
      unless: new Index(unless, common),
      figures: new Index(figures, common),
      cues: cues.map(({id, kind, ago}) => ({id, kind, ago})),
      cueIndex: new Index(cued, common),
      spellings: this.spellings,
      speller: this.speller([...says, ...unless, ...figures], cued),
      lasting: new Set(data.lasting),
      states: new Set(data.states),
      implied: data.implied.map(({when, gives}) => ({when: readExpression(when), gives})),
    }
  }

  /** Patterns, one on each line, written the way the words of a text are written. */
  patterns(written) {
    return written === "" ? [] : written.split("\n").map(this.reader)
  }

  matchers(written, barred = new Set()) {
    return this.matchersOf(written.map((patterns) => this.patterns(patterns)), barred)
  }

  matchersOf(patterns, barred) {
    const around = {groups: this.groups, barred}
    return patterns.flatMap((of, owner) => of.map((parts) => new Matcher(owner, parts, this.needs(parts), around)))
  }

  /** Lists of words of each of which one must stand in a text for the parts to match. */
  needs(parts) {
    const needs = []
    for (const part of parts) {
      if (part.optional || NO_NEED.includes(part.kind)) continue
      if (part.kind === "word") needs.push(part.words)
      else if (part.kind === "together") needs.push(...part.choices.flatMap((choice) => this.needs(choice)))
      else needs.push(...(part.kind === "group" ? this.needOfGroup(part.words[0]) : this.needOfChoice(part.choices)))
    }
    return needs
  }

  /** One list or none. */
  needOfChoice(choices) {
    const best = choices.map((choice) => cheapest(this.needs(choice), this.cost))
    return best.includes(undefined) ? [] : [[...new Set(best.flat())]]
  }

  needOfGroup(id) {
    if (!this.groupNeeds.has(id)) {
      demand(this.groups.has(id), "a pattern names a group that is not there")
      this.groupNeeds.set(id, this.needOfChoice(this.groups.get(id)))
    }
    return this.groupNeeds.get(id)
  }

  /** Words that were meant are counted as often as they are used; between equals the one that is used more was meant. */
  speller(meant, cued) {
    const used = new Map()
    for (const matcher of meant) this.count(matcher.parts, used)
    const ofCues = new Map()
    for (const matcher of cued) this.count(matcher.parts, ofCues)
    const small = [...ofCues.keys()]
    for (const word of [...small, ...this.spellings.keys()]) {
      if (word.length >= LONG_ENOUGH) used.set(word, (used.get(word) ?? 0) + 1)
    }
    return new Speller(used, [...small, ...this.data.others.split(" "), ...this.spellings.keys()])
  }

  count(parts, used) {
    for (const part of parts) {
      const ofGroup = part.kind === "group" ? this.wordsOfGroup(part.words[0]) : []
      for (const [word, times] of ofGroup) used.set(word, (used.get(word) ?? 0) + times)
      if (part.kind === "word") for (const word of part.words) used.set(word, (used.get(word) ?? 0) + 1)
      for (const choice of part.choices) this.count(choice, used)
    }
  }

  wordsOfGroup(id) {
    if (!this.groupWords.has(id)) {
      const words = new Map()
      for (const parts of this.groups.get(id)) this.count(parts, words)
      this.groupWords.set(id, words)
    }
    return this.groupWords.get(id)
  }
}

/** Small words that negate alone: no gap of a saying reaches over them. */
function barredBy(cues) {
  const alone = cues.filter((cue) => cue.kind === "negation").flatMap((cue) => cue.patterns)
  return new Set(alone.filter((parts) => parts.length === 1).flatMap((parts) => parts[0].words))
}

function costOf(common) {
  return (words) => words.reduce((sum, word) => sum + (common.has(word) ? 20 : 1), 0) || Infinity
}

function cheapest(needs, cost) {
  let best
  let least = Infinity
  for (const need of needs) {
    const costs = cost(need)
    if (best === undefined || costs < least) [best, least] = [need, costs]
  }
  return best
}
