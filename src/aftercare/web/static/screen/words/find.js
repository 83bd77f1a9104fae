/**
 * Finds the lexicon's words in a text: first figures of speech, which cover what they stand for, then cues and sayings.
 * Mirrors `freetext.find`. A long text is cut into stretches of whole sentences.
 *
 * @typedef {{first: number, last: number}} Span from one token to another, both included
 * @typedef {{saying: import("./lexicon.js").Saying, span: Span}} Said
 * @typedef {{cue: import("./lexicon.js").Cue, span: Span}} Cued
 * @typedef {{sayings: Said[], cues: Cued[], hasFigures: boolean}} Found in order, and whether it holds figures of speech
 */
import {SENTENCE_END} from "./tokens.js"

/** About so many words are looked at together. */
const STRETCH = 60
/** A sentence longer than a stretch is cut; the pieces share so many words. */
const OVERLAP = 16
const COVERED = "_"

/**
 * @param {import("./tokens.js").Token[]} tokens
 * @param {import("./lexicon.js").Lexicon} lexicon
 * @returns {Found}
 */
export function find(tokens, lexicon) {
  const said = new Map()
  const cued = new Map()
  let hasFigures = false
  for (const [from, to] of sentences(tokens)) {
    const line = new Line(tokens, from, to)
    const found = line.matches(lexicon.figurative)
    line.cover(lexicon.figures)
    hasFigures ||= line.hasFigures
    for (const [owner, span] of line.matches(lexicon.cueIndex)) {
      const cue = lexicon.cues[owner]
      cued.set(keyOf(cue.id, span), {cue, span, id: cue.id})
    }
    found.push(...line.matches(lexicon.says))
    const excused = new Set(found.length ? line.matches(lexicon.unless).map(([owner]) => owner) : [])
    for (const [owner, span] of found) {
      if (excused.has(owner)) continue
      const saying = lexicon.sayings[owner]
      said.set(keyOf(saying.id, span), {saying, span, id: saying.id})
    }
  }
  return {sayings: [...said.values()].sort(inOrder), cues: [...cued.values()].sort(inOrder), hasFigures}
}

/** Whether two spans share a token. */
export function overlaps(one, other) {
  return one.first <= other.last && other.first <= one.last
}

/** From and to (not included) of pieces of about STRETCH words, whole sentences where they are not longer. */
function* stretches(tokens) {
  const goesOn = (at) => tokens[at].sentence === tokens[at - 1].sentence
  let start = 0
  while (start < tokens.length) {
    let end = Math.min(start + STRETCH, tokens.length)
    if (end < tokens.length) {
      let cut = end
      while (cut > start && goesOn(cut)) cut -= 1
      if (cut > start) end = cut
    }
    yield [start, end]
    start = end < tokens.length && goesOn(end) ? end - OVERLAP : end
  }
}

/** The sentences of each stretch, or what it holds of one: nothing that is looked for goes beyond a sentence. */
function* sentences(tokens) {
  for (const [from, to] of stretches(tokens)) {
    let start = from
    for (let at = from + 1; at <= to; at += 1) {
      if (at < to && tokens[at].sentence === tokens[start].sentence) continue
      yield [start, at]
      start = at
    }
  }
}

/** Some tokens of one sentence as a line: "; my chest hurts ;". */
class Line {
  constructor(tokens, from, to) {
    this.words = [SENTENCE_END, ...tokens.slice(from, to).map((token) => token.word), SENTENCE_END]
    this.before = from - 1
    this.present = new Set(this.words)
    this.hasFigures = false
  }

  /** Owner and span of every match. */
  matches(index) {
    const found = []
    for (const matcher of index.candidates(this.present)) {
      for (const [from, to] of matcher.find(this.words)) found.push([matcher.owner, this.span(from, to)])
    }
    return found
  }

  /** Cover every figure of speech but its context. */
  cover(index) {
    const covered = [...this.words]
    for (const matcher of index.candidates(this.present)) {
      for (const [from, to, contexts] of matcher.find(this.words)) {
        this.hasFigures = true
        for (let place = from; place < to; place += 1) {
          if (!contexts.some(([low, high]) => low <= place && place < high)) covered[place] = COVERED
        }
      }
    }
    this.words = covered
    this.present = new Set(covered)
  }

  span(from, to) {
    return {first: this.before + from, last: this.before + to - 1}
  }
}

function keyOf(id, {first, last}) {
  return `${id} ${first} ${last}`
}

function inOrder(one, other) {
  const byId = one.id < other.id ? -1 : Number(one.id > other.id)
  return one.span.first - other.span.first || one.span.last - other.span.last || byId
}
