/**
 * How far the person is in the pages after an entry left while locked, and what an answer on one of them does. Mirrors
 * `web.views.locked_log`. Every function returns a new progress; nothing of it is kept once the page is gone.
 */
import {goneName} from "./data.js"
import {DANGER, flagKey} from "./steps.js"

/** What a button of a question says about its finding; a question that is skipped tells nothing. */
export const ANSWERS = Object.freeze({yes: "present", no: "absent", unsure: "unknown"})

/** @returns {import("./steps.js").Progress} the start; what was ticked is acted on, there is no journal to wait for */
export function begin() {
  return {opened: true, seen: new Set(), passed: new Set(), told: []}
}

/** The flags on the screen were read. */
export function readFlags(progress, saved) {
  return {...progress, seen: new Set([...progress.seen, ...saved.firstScreen.map(flagKey)])}
}

/** They are to be shown again. */
export function showAgain(progress) {
  return {...progress, seen: new Set()}
}

/**
 * *Any of these now?* was answered: the lines ticked, or that none of them is so, or neither (skipped).
 * @param {import("./steps.js").Progress} progress
 * @param {import("./after.js").AfterLetter} saved
 * @param {{ticked?: string[], none?: boolean}} said ids of lines
 * @param {number} nowMs
 */
export function tellDanger(progress, saved, {ticked = [], none = false}, nowMs) {
  const answers = new Map()
  for (const line of saved.dangerLines) {
    if (ticked.includes(line.id)) line.gives.forEach((name) => answers.set(name, "present"))
    else if (none && !ticked.length) line.gives.forEach((name) => answers.has(name) || answers.set(name, "absent"))
  }
  return passed(tell(progress, saved.entry, answers, nowMs), DANGER)
}

/**
 * A question was answered.
 * @param {string} finding its id
 * @param {"present"|"absent"|"unknown"|null} status null: skipped, which says nothing
 */
export function tellQuestion(progress, saved, finding, status, nowMs) {
  const asked = saved.questions.some((question) => question.id === finding)
  if (!asked) return progress
  const answers = new Map(status === null ? [] : [[finding, status]])
  return passed(tell(progress, saved.entry, answers, nowMs), finding)
}

/**
 * "Is that so now?" about own words. Only "earlier" can end what can be past, and only what nothing else decides.
 * @param {import("./quotes.js").Quote} quote
 * @param {"now"|"not_so"|"earlier"|null} said null: skipped
 */
export function tellQuote(progress, quote, said, nowMs) {
  const next = passed(progress, quote.key)
  if (said === null) return next
  const others = progress.told.filter((fact) => !quote.findings.includes(fact.finding))
  return {...next, told: [...others, ...answersTo(quote, said, nowMs)]}
}

function answersTo(quote, said, nowMs) {
  if (said === "earlier") return quote.ends.map((rule) => answer(goneName(rule), "present", null, nowMs))
  const status = said === "now" ? "present" : "absent"
  return quote.findings.map((name) => answer(name, status, quote.entry, nowMs))
}

function tell(progress, entry, answers, nowMs) {
  const facts = [...answers].map(([name, status]) => answer(name, status, entry.id, nowMs))
  return {...progress, told: [...progress.told.filter((fact) => !answers.has(fact.finding)), ...facts]}
}

function passed(progress, key) {
  return {...progress, passed: new Set([...progress.passed, key])}
}

function answer(finding, status, entry, at) {
  return {finding, status, time: "now", origin: "answer", at, entry, quote: null, alike: false}
}
