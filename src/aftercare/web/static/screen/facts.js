/**
 * The facts screening works on: what an entry's values say about findings, and how long each stands. Mirrors
 * `check.facts`. A value gives a fact only where the data says so; what is not given stays unknown.
 */
import {demand} from "./fault.js"
import {momentFromText, momentOf} from "./when.js"

/**
 * The facts of one entry. Values added later have the time of their addition.
 * @param {object} entry in the written form of `model.wire`
 * @param {import("./data.js").Ready} ready
 * @returns {import("./rules.js").Fact[]}
 */
export function factsOfEntry(entry, ready) {
  const facts = factsOfValues(entry.values, ready, momentOf(entry), entry.id)
  for (const addition of entry.added ?? []) {
    facts.push(...factsOfValues(addition.values, ready, momentFromText(addition.recorded), entry.id))
  }
  return facts
}

/**
 * Whether a value meets a condition: every stated part must hold. Mirrors `model.measure.Condition`.
 * @param {{equals?: unknown, anyOf?: string[], atLeast?: number, atMost?: number, site?: string}} condition
 * @param {unknown} value
 */
export function meets(condition, value) {
  if (condition.site !== undefined) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return false
    const scores = Object.entries(value).filter(([site]) => condition.site === "*" || condition.site === site)
    return scores.some(([, score]) => numberHolds(condition, score))
  }
  if (condition.equals !== undefined && !isSame(value, condition.equals)) return false
  if (condition.anyOf !== undefined) {
    const chosen = typeof value === "string" ? [value] : value
    if (!Array.isArray(chosen) || !chosen.some((one) => condition.anyOf.includes(one))) return false
  }
  return numberHolds(condition, value)
}

/**
 * Give each fact the time of its finding: history is of any time, a state stands while it lasts, then is unknown. Of
 * history and states only what was said last counts; "not sure" replaces nothing.
 */
export function settle(facts, ready, now) {
  const dated = []
  const standing = new Map()
  for (const fact of withConsequences(facts, ready.findings)) {
    const finding = ready.findings.get(fact.finding)
    const passes = finding === undefined || (!finding.ever && finding.lasts === null)
    if (passes || fact.status === "unknown") {
      dated.push(fact)
      continue
    }
    if (finding.lasts !== null && fact.at !== null && fact.at < now - finding.lasts) continue
    const earlier = standing.get(fact.finding)
    if (earlier === undefined || isNewer(fact, earlier)) standing.set(fact.finding, fact)
  }
  for (const [name, fact] of standing) {
    dated.push({...fact, at: null, time: ready.findings.get(name).ever ? "ever" : fact.time})
  }
  return dated
}

/**
 * A fact as the rest of these scripts needs it: every part there, nothing of an unknown kind.
 * @param {object} fact
 * @param {import("./data.js").Ready} ready
 * @returns {import("./rules.js").Fact}
 */
export function readFact(fact, ready) {
  const {finding, status, time = "now", origin, at = null, entry = null, quote = null, alike = false} = fact
  demand(ready.findings.has(finding) || ready.gone.has(finding), "a fact is about a finding that is not known")
  demand(["present", "absent", "unknown"].includes(status), "a fact has no known status")
  demand(["now", "this_time", "usually", "ever"].includes(time), "a fact has no known time")
  demand(["answer", "words", "journal"].includes(origin), "a fact has no known origin")
  demand(at === null || Number.isFinite(at), "a fact has no time that can be read")
  demand([entry, quote].every((one) => one === null || typeof one === "string"), "a fact is of no known shape")
  return {finding, status, time, origin, at, entry, quote, alike: alike === true}
}

function factsOfValues(values, ready, at, entry) {
  demand(values !== null && typeof values === "object" && !Array.isArray(values), "an entry has no values")
  const facts = []
  for (const [name, given] of ready.gives) {
    if (!Object.hasOwn(values, name)) continue
    for (const [finding, present, absent] of given) {
      const status = statusOf(present, absent, values[name])
      if (status === null) continue
      const time = ready.findings.get(finding).ever ? "ever" : "this_time"
      facts.push({finding, status, time, origin: "journal", at, entry, quote: null, alike: false})
    }
  }
  return facts
}

function statusOf(present, absent, value) {
  if (present !== null && meets(present, value)) return "present"
  if (absent !== null && meets(absent, value)) return "absent"
  return null
}

/** A yes is 1 and a no is 0, as where the data comes from. */
function isSame(value, other) {
  const isNumber = (one) => typeof one === "number" || typeof one === "boolean"
  return isNumber(value) && isNumber(other) ? Number(value) === Number(other) : value === other
}

function numberHolds({atLeast, atMost}, value) {
  if (atLeast === undefined && atMost === undefined) return true
  if (typeof value !== "number" && typeof value !== "boolean") return false
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
}

/** The facts, and what an answer means for other findings: "no, I can't be pregnant" is a stated no. */
function* withConsequences(facts, findings) {
  for (const fact of facts) {
    yield fact
    const finding = findings.get(fact.finding)
    if (finding === undefined) continue
    if (finding.noMeans && fact.status === "absent" && fact.origin === "answer") {
      const meant = {...fact, finding: finding.noMeans, status: "present"}
      yield meant
      yield* denied(meant, findings)
    }
    if (fact.status === "present") yield* denied(fact, findings)
    if (fact.status === "absent" && fact.origin === "answer") yield* partsAbsent(fact, findings)
  }
}

/** A denied finding is absent by the journal only, so that it never cancels a finding that is present. */
function* denied(fact, findings) {
  for (const name of findings.get(fact.finding).denies) {
    yield {...fact, finding: name, status: "absent", origin: "journal"}
  }
}

/** A "no" to "any of these?" is a "no" to each. */
function* partsAbsent(fact, findings) {
  const when = findings.get(fact.finding)?.when ?? null
  if (when === null || when.operator !== "any") return
  for (const part of when.parts) {
    if (part.operator !== "finding") continue
    const absent = {...fact, finding: part.finding, origin: "journal"}
    yield absent
    yield* partsAbsent(absent, findings)
  }
}

/** What was said last stands; at one time yes before no. */
function isNewer(fact, earlier) {
  const [mine, its] = [fact.at ?? -Infinity, earlier.at ?? -Infinity]
  if (mine !== its) return mine > its
  return fact.status === "present" && earlier.status !== "present"
}
