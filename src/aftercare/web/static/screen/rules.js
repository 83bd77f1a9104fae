/**
 * The rule language with its three values: a condition fires, is open (unknown), or is no. Mirrors `knowledge.rule`.
 *
 * Takes facts and a window of time in milliseconds since 1970; returns a verdict with the facts that decided it and the
 * unknown findings that would. Must never turn an unknown finding into an absent one.
 *
 * @typedef {{finding: string, status: "present"|"absent"|"unknown", time: string, origin: "answer"|"words"|"journal",
 *   at: number|null, entry: string|null, quote: string|null, alike: boolean}} Fact
 * @typedef {{truth: "fires"|"open"|"no", deciding: Fact[], unknown: string[]}} Verdict
 * @typedef {{until: number, since: number|null}} Window
 * @typedef {{at: number, entry: string|null}} Anchor
 * @typedef {{byFinding: Map<string, Fact[]>, composites: Map<string, import("./expressions.js").Expression>,
 *   urgent: Set<string>}} Known
 */
import {demand} from "./fault.js"

export const FIRES = "fires"
export const OPEN = "open"
export const NO = "no"
const NONE = Object.freeze([])
const NEVER = Object.freeze({truth: NO, deciding: NONE, unknown: NONE})
const SAME_CHECK = 3_600_000
const WEIGHT = {answer: 2, words: 1, journal: 0}

/**
 * Facts by finding, newest first.
 * @returns {Known}
 */
export function knownOf(facts, composites, urgent) {
  const byFinding = new Map()
  for (const fact of facts) {
    const found = byFinding.get(fact.finding)
    if (found) found.push(fact)
    else byFinding.set(fact.finding, [fact])
  }
  for (const found of byFinding.values()) found.sort(newestFirst)
  return {byFinding, composites, urgent}
}

/** Whether the person has been asked this very question about this, whatever the answer. */
export function wasAsked(known, finding, anchor) {
  const facts = known.byFinding.get(finding) ?? []
  return facts.some((fact) => fact.origin === "answer" && (anchor === null || covers(anchor, fact)))
}

/** The window that ends now and is so long; without a length it has no beginning. */
export function lastWindow(length, now) {
  return {until: now, since: length === null ? null : now - length}
}

/** Whether the fact was so within the window; an undated fact always is. */
export function holds(window, fact) {
  return fact.at === null || window.since === null || fact.at >= window.since
}

/** The anchor at the newest dated fact; null when none has a date. */
export function newestAnchor(facts) {
  let newest = null
  for (const fact of facts) if (fact.at !== null && (newest === null || fact.at > newest.at)) newest = fact
  return newest === null ? null : {at: newest.at, entry: newest.entry}
}

/** Whether the fact is about the same thing: as new, of the same entry and check, or of the person as such. */
export function covers(anchor, fact) {
  if (fact.at === null || (fact.origin === "journal" && fact.entry === null)) return true
  const sameEntry = fact.entry !== null && fact.entry === anchor.entry
  return fact.at >= anchor.at - (sameEntry ? SAME_CHECK : 0)
}

/**
 * With an anchor, an absence or excuse that came before it leaves the finding unknown.
 * @returns {Verdict}
 */
export function evaluate(expression, known, window, anchor = null) {
  switch (expression.operator) {
    case "finding":
      return evaluateLeaf(expression, known, window, anchor)
    case "unless":
      return evaluateExcuse(expression.parts[0], known, window, anchor)
    case "all":
      return evaluateAll(expression, known, window, anchor)
    default: {
      demand(expression.operator === "any" || expression.operator === "at_least", "an operator is not known")
      const verdicts = expression.parts.map((part) => evaluate(part, known, window, anchor))
      return combine(verdicts, Math.max(expression.least, 1))
    }
  }
}

/** Parts without an excuse first: their newest fact is what an excuse must not come before. */
function evaluateAll(expression, known, window, anchor) {
  const plain = expression.parts.filter((part) => !part.excused).map((part) => evaluate(part, known, window, anchor))
  let newest = newestAnchor(plain.flatMap((verdict) => verdict.deciding))
  if (newest === null || (anchor !== null && anchor.at > newest.at)) newest = anchor
  const excusable = expression.parts.filter((part) => part.excused).map((part) => evaluate(part, known, window, newest))
  const verdicts = [...plain, ...excusable]
  return combine(verdicts, verdicts.length)
}

/** Fires when at least so many fire; no when so many no longer can. */
export function combine(verdicts, least) {
  let firing = 0
  let opened = 0
  for (const {truth} of verdicts) {
    if (truth === FIRES) firing += 1
    else if (truth === OPEN) opened += 1
  }
  if (firing + opened < least) return NEVER
  const deciding = decidingOf(verdicts)
  if (firing >= least) return {truth: FIRES, deciding, unknown: NONE}
  const unknown = new Set()
  for (const verdict of verdicts) if (verdict.truth === OPEN) verdict.unknown.forEach((name) => unknown.add(name))
  return {truth: OPEN, deciding, unknown: [...unknown]}
}

/** The facts that made parts fire, each once. */
function decidingOf(verdicts) {
  const deciding = verdicts.flatMap((verdict) => (verdict.truth === FIRES ? verdict.deciding : NONE))
  return deciding.length < 2 ? deciding : eachOnce(deciding)
}

function evaluateLeaf(leaf, known, window, anchor) {
  const lookedAt = windowOf(leaf, window)
  const own = ownVerdict(leaf, known, lookedAt, anchor)
  const composite = known.composites.get(leaf.finding)
  if (composite === undefined || own.truth === FIRES) return own
  const madeUp = evaluate(composite, known, lookedAt, anchor)
  if (madeUp.truth === FIRES) return madeUp
  if (own.truth === NO || madeUp.truth === NO) return NEVER
  return own
}

function windowOf(leaf, window) {
  if (leaf.time === "ever") return {until: window.until, since: null}
  return leaf.within === null ? window : lastWindow(leaf.within, window.until)
}

function ownVerdict(leaf, known, window, anchor) {
  const facts = known.byFinding.get(leaf.finding)
  if (facts === undefined) return {truth: OPEN, deciding: NONE, unknown: [leaf.finding]}
  const matching = facts.filter((fact) => holds(window, fact) && timeFits(leaf, fact))
  const present = matching.filter((fact) => fact.status === "present")
  const absent = matching.filter((fact) => fact.status === "absent" && absenceCounts(fact, known.urgent))
  const standing = present.filter((fact) => !absent.some((no) => cancels(no, fact)))
  if (standing.length) return {truth: FIRES, deciding: standing, unknown: NONE}
  if (absent.some((no) => anchor === null || deniedBy(anchor, no))) return NEVER
  return {truth: OPEN, deciding: NONE, unknown: [leaf.finding]}
}

/** Whether an absence is a "no" about this: what another entry or letter holds says nothing of it. */
function deniedBy(anchor, absent) {
  const elsewhere = absent.entry !== null && anchor.entry !== null && absent.entry !== anchor.entry
  return covers(anchor, absent) && !(absent.origin === "journal" && elsewhere)
}

/** A bare finding is about now or lately: history ("ever") counts only where the rule says ever. */
function timeFits(leaf, fact) {
  if (leaf.time === null) return fact.time !== "ever"
  return leaf.time === "ever" || fact.time === leaf.time
}

/** A "no" read in words is offered as a question, not believed, where it could hide an emergency. */
function absenceCounts(fact, urgent) {
  return !(fact.origin === "words" && urgent.has(fact.finding))
}

/** Whether a "no" ends a "yes": the answer to that very question does; else the better source of the same time. What was
 *  asked about one entry is no answer about another. */
function cancels(absent, present) {
  const askedOfIt = (absent.entry ?? null) === null || (present.entry ?? null) === null || absent.entry === present.entry
  const answeredLater = absent.origin === "answer" && askedOfIt && moment(absent) >= moment(present)
  if (answeredLater && !(present.origin === "answer" && moment(absent) === moment(present))) return true
  const sameTime =
    absent.time === present.time && absent.entry === present.entry && moment(absent) === moment(present)
  return sameTime && WEIGHT[absent.origin] > WEIGHT[present.origin]
}

/** Holds unless the person's own answer or entry says the excuse is so; words and unknowns excuse nothing. */
function evaluateExcuse(leaf, known, window, anchor) {
  const verdict = evaluateLeaf(leaf, known, window, anchor)
  const said = verdict.deciding.some((fact) => fact.origin !== "words" && (anchor === null || covers(anchor, fact)))
  return verdict.truth === FIRES && said ? NEVER : {truth: FIRES, deciding: NONE, unknown: NONE}
}

function moment(fact) {
  return fact.at ?? -Infinity
}

function newestFirst(one, other) {
  if (one.at === null || other.at === null) return (one.at !== null) - (other.at !== null)
  return other.at - one.at
}

function eachOnce(facts) {
  const seen = new Map()
  for (const fact of facts) {
    const {finding, status, time, origin, at, entry, quote, alike} = fact
    const key = JSON.stringify([finding, status, time, origin, at, entry, quote, alike])
    if (!seen.has(key)) seen.set(key, fact)
  }
  return [...seen.values()]
}
