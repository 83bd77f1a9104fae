/**
 * What the page after an entry left while locked shows next. Mirrors `web.after_steps.next_step` and
 * `web.flag_pages`: what cannot wait, before anything else; whether what was read in one's own words is so now; *Any of
 * these now?*; the questions that open rules leave; then the end. An emergency ends the questions, but not the one
 * about own words, which can take it back. Pure.
 *
 * @typedef {{opened: boolean, seen: Set<string>, passed: Set<string>, told: object[]}} Progress
 * @typedef {{kind: "flags"|"quote"|"danger"|"question"|"end", flags: import("./triage.js").Fired[],
 *   neutralLine: boolean, lines: object[], question: object|null, quotes: import("./quotes.js").Quote[],
 *   private: boolean}} Step
 */
import {prepare} from "./data.js"
import {meets} from "./facts.js"
import {quotesOf} from "./quotes.js"

/** Under this name *Any of these now?* is remembered as answered or skipped. */
export const DANGER = "danger"
const EVERYWHERE = "ZZ"

/**
 * @param {object} data
 * @param {import("./after.js").AfterLetter} saved
 * @param {Progress} progress
 * @returns {Step}
 */
export function nextStep(data, saved, progress) {
  const ready = prepare(data)
  const flags = saved.firstScreen.filter((flag) => progress.opened || !isDiscreet(ready, flag))
  const neutralLine = !progress.opened && saved.fired.some((flag) => isDiscreet(ready, flag))
  const rules = new Set(flags.map((flag) => flag.rule))
  const waiting = saved.quotes.filter((one) => !progress.passed.has(one.key))
  const quotes = waiting.filter((one) => one.rules.some((rule) => rules.has(rule)))
  if (flags.some((flag) => !progress.seen.has(flagKey(flag)))) {
    const shown = flags.some((flag) => isOfMind(ready, flag)) ? [] : quotes
    return step("flags", {flags, neutralLine, quotes: shown})
  }
  if (quotes.length) {
    const isPrivate = quotes[0].findings.some((name) => ready.findings.get(name).discreet)
    return step("quote", {quotes: quotes.slice(0, 1), private: isPrivate, neutralLine})
  }
  if (!flags.some((flag) => flag.action === "EN")) {
    if (saved.dangerLines.length && !progress.passed.has(DANGER)) {
      return step("danger", {lines: saved.dangerLines, neutralLine})
    }
    const question = nextQuestion(ready, saved, progress)
    if (question !== null) return step("question", {question, neutralLine})
  }
  return step("end", {flags, neutralLine})
}

/** A flag as read: one that has become more urgent is a new one. */
export function flagKey(flag) {
  return `${flag.rule} ${flag.action}`
}

/**
 * A flag with what its page needs. The country is never guessed: without one, no help line is picked, and the page lets
 * the person pick from `helpByCountry`.
 * @param {object} data
 * @param {import("./triage.js").Fired} flag
 * @param {string|null} country two letters
 */
export function flagPage(data, flag, country = null) {
  const ready = prepare(data)
  const {name, lines} = data.places[flag.service]
  return {
    flag,
    chip: data.chips?.[flag.action] ?? "",
    title: ready.rules.find((rule) => rule.id === flag.rule).title,
    place: name,
    kinds: lines,
    mind: isOfMind(ready, flag),
    emergency: flag.action === "EN",
    services: country === null ? [] : servicesFor(data, country, lines),
    wrote: quotesOf(flag),
  }
}

/**
 * The help services of these kinds, in their order; what a country has none of falls back to what works more widely.
 * @param {object} data
 * @param {string} country
 * @param {string[]} kinds
 */
export function servicesFor(data, country, kinds) {
  const isMember = (data.members ?? []).includes(country)
  const places = isMember ? [country, "EU", EVERYWHERE] : [country, EVERYWHERE]
  return [...new Set(kinds)].flatMap((kind) => {
    const found = places.map((place) => data.services.filter((one) => one.country === place && one.kind === kind))
    return found.find((services) => services.length) ?? []
  })
}

/**
 * Every country with help services of these kinds, everywhere else last.
 * @returns {{country: string, name: string, services: object[]}[]}
 */
export function helpByCountry(data, kinds) {
  const codes = [...new Set(data.services.map((one) => one.country))].filter((code) => code !== EVERYWHERE).sort()
  return [...codes, EVERYWHERE]
    .map((country) => ({
      country,
      name: data.countries?.[country] ?? country,
      services: kinds.flatMap((kind) => data.services.filter((one) => one.country === country && one.kind === kind)),
    }))
    .filter((help) => help.services.length)
}

function step(kind, parts) {
  return {kind, flags: [], neutralLine: false, lines: [], question: null, quotes: [], private: false, ...parts}
}

/** Whether a flag waits behind the neutral line. */
function isDiscreet(ready, flag) {
  return ruleOf(ready, flag.rule).discreet || flag.deciding.some((fact) => ready.wanted.has(fact.finding))
}

/** Whether it is about ending one's life or hurting: its page says nothing personal. */
function isOfMind(ready, flag) {
  const isPrivate = flag.deciding.some((fact) => ready.findings.get(fact.finding)?.discreet)
  return !ruleOf(ready, flag.rule).discreet && isPrivate
}

function nextQuestion(ready, saved, progress) {
  const isHeld = (question) => !progress.opened && isDiscreetQuestion(ready, question, saved, progress.told)
  return saved.questions.find((question) => !progress.passed.has(question.id) && !isHeld(question)) ?? null
}

/** Whether only rules that wait behind the neutral line ask it. */
function isDiscreetQuestion(ready, question, saved, told) {
  const notWanted = notClearlyWanted(ready, saved, told)
  const askers = saved.open.filter((one) => one.ask.includes(question.id)).map((one) => ruleOf(ready, one.rule))
  const waits = (rule) => rule.discreet || (notWanted && rule.core.some((name) => ready.wanted.has(name)))
  return askers.length > 0 && askers.every(waits)
}

function notClearlyWanted(ready, saved, told) {
  if (told.some((fact) => ready.wanted.has(fact.finding) && fact.status === "present")) return true
  const values = Object.assign({}, saved.entry.values, ...(saved.entry.added ?? []).map((addition) => addition.values))
  return ready.data.wantedMeasures.some((name) => {
    const given = Object.hasOwn(values, name) ? (ready.gives.get(name) ?? []) : []
    return given.some(([, present]) => present !== null && meets(present, values[name]))
  })
}

function ruleOf(ready, id) {
  return ready.rules.find((rule) => rule.id === id)
}
