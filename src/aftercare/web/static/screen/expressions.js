/**
 * The shape of a rule's condition: a small expression over findings. Takes it as it stands in the data, returns frozen
 * nodes; refuses what it does not know. Mirrors `knowledge.rule.Expression`.
 *
 * @typedef {{operator: "finding"|"all"|"any"|"at_least"|"unless", finding: string, time: string|null,
 *   within: number|null, least: number, parts: Expression[], excused: boolean}} Expression lengths of time in
 *   milliseconds; excused: an excuse is part of it
 */
import {demand} from "./fault.js"

const TIMES = ["now", "this_time", "usually", "ever"]
const DEEPEST = 8

/**
 * @param {unknown} plain
 * @param {number} [depth]
 * @returns {Expression}
 */
export function readExpression(plain, depth = 0) {
  demand(depth <= DEEPEST, "a condition is nested too deeply")
  if (typeof plain === "string") return leafOf(plain)
  demand(plain !== null && typeof plain === "object" && !Array.isArray(plain), "a condition is of no known shape")
  const keys = Object.keys(plain).sort().join()
  if (keys === "all" || keys === "any") return node(keys, readParts(plain[keys], depth))
  if (keys === "unless") return node("unless", readParts([plain.unless], depth))
  if (keys === "atLeast,of") {
    const parts = readParts(plain.of, depth)
    demand(Number.isInteger(plain.atLeast) && plain.atLeast > 0 && plain.atLeast <= parts.length, "a count is wrong")
    return node("at_least", parts, plain.atLeast)
  }
  demand(Object.keys(plain).every((key) => ["finding", "time", "within"].includes(key)), "a condition is not known")
  return leafOf(plain.finding, plain.time ?? null, plain.within ?? null)
}

/** @returns {Expression} one finding, whatever is said of its time */
export function leafOf(finding, time = null, within = null) {
  demand(typeof finding === "string" && finding !== "", "a condition names no finding")
  demand(time === null || TIMES.includes(time), "a time is not known")
  demand(within === null || (Number.isFinite(within) && within > 0), "a length of time is wrong")
  return Object.freeze({operator: "finding", finding, time, within, least: 0, parts: Object.freeze([]), excused: false})
}

/**
 * @param {Expression} expression
 * @returns {string[]} every finding named, in order, each once
 */
export function findingsOf(expression) {
  const named = expression.finding ? [expression.finding] : []
  return [...new Set(named.concat(...expression.parts.map(findingsOf)))]
}

/**
 * @param {Iterable<string>} names
 * @param {Map<string, Expression>} composites
 * @returns {Set<string>} these findings and all they are made of
 */
export function closure(names, composites) {
  const found = new Set()
  const waiting = [...names]
  while (waiting.length) {
    const name = waiting.pop()
    if (found.has(name)) continue
    found.add(name)
    const made = composites.get(name)
    if (made) waiting.push(...findingsOf(made))
  }
  return found
}

function readParts(plain, depth) {
  demand(Array.isArray(plain) && plain.length > 0, "a condition has no parts")
  return Object.freeze(plain.map((part) => readExpression(part, depth + 1)))
}

function node(operator, parts, least = 0) {
  const excused = operator === "unless" || parts.some((part) => part.excused)
  return Object.freeze({operator, finding: "", time: null, within: null, least, parts, excused})
}
