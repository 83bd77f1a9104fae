/**
 * Reads clinical facts out of a note, in the browser, before it is sealed. Mirrors `freetext.read`, the reader by
 * patterns; the reader by likeness is not here: a page with a note shows the static danger list as well, always.
 *
 * A danger read in words is present until the person says otherwise; a "no" read in words is only offered as a question.
 * English is read; of other languages nothing. Must never keep, log or send the text beyond the quotes in the facts.
 */
import {evaluate, FIRES, knownOf} from "../rules.js"
import {find} from "./find.js"
import {prepare} from "./lexicon.js"
import {Scope} from "./scope.js"
import {quoteOf, tokenize} from "./tokens.js"

/** With a smaller share of its words known to be English, a text counts as not understood, whatever was found in it. */
const ENOUGH_KNOWN = 0.7
const IMPLIED_STEPS = 3
/** Longer than any note that is kept: the rest is not looked at, and the note counts as unread. */
export const LONGEST_TEXT = 100_000

/**
 * What a note says. Never throws: a note that can't be read says nothing.
 * @param {object} words the made file `words.json`
 * @param {string} text
 * @param {number} nowMs the moment the note is about: `momentOf(entry)`
 * @returns {import("../rules.js").Fact[]} present and absent, each with its quote; dated back where the text tells of
 *   earlier
 */
export function readNote(words, text, nowMs) {
  return tryNote(words, text, nowMs).facts
}

/**
 * The same, whether it could be looked through at all, and whether enough of it is English to have been understood.
 * @returns {{facts: import("../rules.js").Fact[], read: boolean, understood: boolean}}
 */
export function tryNote(words, text, nowMs) {
  try {
    if (typeof text !== "string" || text.length > LONGEST_TEXT || !Number.isFinite(nowMs)) return unread()
    return {...readIn(prepare(words), text, nowMs), read: true}
  } catch {
    return unread()
  }
}

/**
 * Work out what reading needs, ahead of the first note, while the person is still writing.
 * @returns {boolean} whether these words can be used
 */
export function getReady(words) {
  return tryNote(words, "", 0).read
}

function unread() {
  return {facts: [], read: false, understood: false}
}

function readIn(lexicon, text, now) {
  const tokens = tokenize(text, lexicon.spellings, lexicon.speller)
  const found = find(tokens.all, lexicon)
  const scope = new Scope(tokens, found)
  const meant = found.sayings.map((said) => scope.meant(said))
  const facts = meant.flatMap((one) => factsOf(one, tokens, lexicon, now))
  return {
    facts: withImplied(unique(facts), lexicon.implied, now),
    understood: isUnderstood(tokens, meant.length > 0 || found.hasFigures),
  }
}

/** Numbers alone are no words, but may say something: "8/10". */
function isUnderstood({all, typed, known}, saidAnything) {
  if (!saidAnything && (all.length < 2 || known === 0)) return false
  return known >= ENOUGH_KNOWN * typed
}

/** Somebody else's past is dropped, but for a partner's state that lasts: they may be the one who is ill now. */
function factsOf(meant, tokens, lexicon, now) {
  if (meant.asked) return []
  const {saying, span} = meant.said
  const stands = (name) => !meant.dropped || (meant.partners && lexicon.states.has(name))
  return saying.findings.filter(stands).map((finding) => {
    const over = meant.passed && !lexicon.lasting.has(finding)
    return factOf({
      finding,
      status: meant.negated ? "absent" : "present",
      time: over ? "ever" : meant.usually ? "usually" : "now",
      at: now - meant.ago,
      quote: quoteOf(tokens, span.first, span.last),
    })
  })
}

function factOf(given) {
  return {origin: "words", entry: null, alike: false, ...given}
}

/** Each finding once for a time and status, with its longest quote; an absence goes where a presence stands. */
function unique(facts) {
  const kept = new Map()
  for (const fact of facts) {
    const key = `${fact.finding} ${fact.status} ${fact.at} ${fact.time === "ever"}`
    if (!kept.has(key) || lengthOf(fact.quote) > lengthOf(kept.get(key).quote)) kept.set(key, fact)
  }
  const left = [...kept.values()]
  const present = new Set(left.filter((fact) => fact.status === "present").map((fact) => fact.finding))
  return left.filter((fact) => fact.status === "present" || !present.has(fact.finding))
}

/** Add what several facts say together. */
function withImplied(given, implied, now) {
  let facts = given
  for (let step = 0; step < IMPLIED_STEPS; step += 1) {
    const known = knownOf(facts, new Map(), new Set())
    const said = new Set(facts.filter((fact) => fact.status === "present").map((fact) => fact.finding))
    const added = implied.flatMap(({when, gives}) => {
      const verdict = evaluate(when, known, {until: now, since: null})
      if (verdict.truth !== FIRES) return []
      const newest = verdict.deciding.reduce((best, fact) => (fact.at > best.at ? fact : best))
      const {time, at, quote} = newest
      return gives.filter((name) => !said.has(name)).map((finding) => factOf({finding, status: "present", time, at, quote}))
    })
    if (added.length === 0) break
    facts = unique([...facts, ...added])
  }
  return facts
}

/** In whole signs, as long as it reads. */
function lengthOf(quote) {
  return [...quote].length
}
