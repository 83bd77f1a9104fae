/**
 * What to show after an entry that was left while the journal is locked, before it is sealed: the rules that need this
 * entry alone, and what they lack. Mirrors `usecases.letter_in.after_letter`, `check.screening` and `usecases.notes`.
 *
 * Anything that is thrown here means: this could not be screened. The page then shows `dangerListOf(data)`, or the list
 * that stands in the page itself, and never that all is well. On unlocking everything is screened again.
 *
 * @typedef {{entry: object, fired: import("./triage.js").Fired[], firstScreen: import("./triage.js").Fired[],
 *   open: import("./triage.js").OpenRule[], dangerLines: {id: string, text: string, gives: string[]}[],
 *   questions: {id: string, question: string, discreet: boolean}[], quotes: import("./quotes.js").Quote[],
 *   unreadWords: boolean}} AfterLetter
 */
import {prepare, URGENT} from "./data.js"
import {leafOf} from "./expressions.js"
import {factsOfEntry, readFact, settle} from "./facts.js"
import {demand} from "./fault.js"
import {unanswered} from "./quotes.js"
import {evaluate, FIRES, knownOf} from "./rules.js"
import {screen} from "./triage.js"
import {momentFromText, momentOf} from "./when.js"

export {sameKnowledge} from "./data.js"
export {momentOf} from "./when.js"

/** At most so many lines in *Any of these now?*, and so many questions. */
export const MOST_LINES = 8
const SEATS = 3
export const MOST_QUESTIONS = 12
const KINDS = ["encounter", "moment", "day"]

/**
 * @param {object} data the made file `screening.<language>.json`
 * @param {object[]} read what was read in the entry's words (`readNote`), dated by `momentOf(entry)`; none where
 *   nobody could read it
 * @param {object} entry in the written form of `model.wire`
 * @param {object[]} told answers given since, newest last
 * @param {number} nowMs
 * @param {{version?: string|null}} [expected] the version of the knowledge that the page was made with
 * @returns {AfterLetter}
 */
export function afterLetter(data, read, entry, told, nowMs, {version = null} = {}) {
  const ready = prepare(data, version)
  demand(Number.isFinite(nowMs), "there is no time")
  demand(KINDS.includes(entry?.kind) && typeof entry.id === "string" && entry.id !== "", "this is no such entry")
  const words = datedAsWritten(read.map((fact) => readFact(fact, ready)), entry, ready)
  const answers = told.map((fact) => readFact(fact, ready))
  const about = [...words, ...answers]
  const own = factsOfEntry(entry, ready)
  const {fired, open} = screen(ready, settle([...own, ...about], ready, nowMs), nowMs)
  const answered = new Set(answers.map((fact) => fact.finding))
  return {
    entry,
    fired,
    firstScreen: fired.filter((flag) => URGENT.includes(flag.action)),
    open,
    dangerLines: anyOfThese(ready, entry, own, open, about),
    questions: nextQuestions(ready, open).filter((question) => !answered.has(question.id)),
    quotes: unanswered(fired, entry.id, answers),
    unreadWords: wordsOf(data, entry) !== "",
  }
}

/**
 * The static list for text that nobody has read.
 * @returns {{id: string, text: string}[]}
 */
export function dangerListOf(data) {
  return data.dangerList
}

/**
 * The entry's note and what was typed into text questions, the latest of each; empty without any.
 * @param {object} data
 * @param {object} entry
 * @returns {string}
 */
export function wordsOf(data, entry) {
  const {texts} = prepare(data)
  const values = Object.assign({}, entry.values, ...(entry.added ?? []).map((addition) => addition.values))
  const typed = Object.entries(values).filter(([name, value]) => texts.has(name) && typeof value === "string")
  return [entry.note ?? "", ...typed.map(([, value]) => value)].filter((part) => part.trim() !== "").join("\n")
}

/** With the entry, and despair dated as of writing: who writes so is in it while writing, whatever day is told of. */
function datedAsWritten(facts, entry, ready) {
  const moment = momentOf(entry)
  const recorded = momentFromText(entry.recorded)
  const wroteNow = (entry.source ?? null) === null
  return facts.map((fact) => {
    const feelsSo = wroteNow && ready.writer.has(fact.finding) && fact.time !== "ever" && fact.at === moment
    return {...fact, entry: entry.id, at: feelsSo ? Math.max(fact.at, recorded) : fact.at}
  })
}

/** The lines of *Any of these now?*, at most eight; those of rules that are open come first. */
function anyOfThese(ready, entry, own, open, about) {
  if ((entry.source ?? null) !== null) return []
  const mine = about.filter((fact) => fact.entry === entry.id)
  const known = knownOf([...own, ...mine], ready.composites, ready.urgent)
  const moments = own.map((fact) => fact.at)
  const window = {until: moments.length ? Math.max(...moments) : momentFromText(entry.recorded), since: null}
  const fires = (expression) => evaluate(expression, known, window).truth === FIRES
  const lists = ready.triggers.filter((one) => fires(one.when)).map((one) => one.lines)
  const called = new Set(lists.flat())
  const answered = answeredFor(entry, about)
  const urgent = open.filter((rule) => URGENT.includes(rule.couldBe))
  const opened = new Set(urgent.flatMap((rule) => [...ready.matters.get(rule.rule)]))
  const lines = [...called].map((name) => ready.lines.get(name))
  const fitting = lines.filter(({gives}) => !gives.some((name) => answered.has(name) || fires(leafOf(name))))
  const fits = new Set(fitting.map((line) => line.id))
  const seated = new Set(lists.flatMap((names) => names.filter((name) => fits.has(name)).slice(0, SEATS)))
  const isOpen = (line) => line.gives.some((name) => opened.has(name))
  const rank = (line) => (seated.has(line.id) ? 0 : 2) + (isOpen(line) ? 0 : 1)
  const first = [0, 1, 2, 3].flatMap((place) => fitting.filter((line) => rank(line) === place)).slice(0, MOST_LINES)
  return lines.filter((line) => first.includes(line))
}

/** What was answered about the entry as it is: what was added to it since is asked about anew. */
function answeredFor(entry, about) {
  const added = entry.added ?? []
  const since = added.length ? momentFromText(added.at(-1).recorded) : null
  const counts = (fact) => fact.origin === "answer" && (since === null || fact.at === null || fact.at >= since)
  return new Set(about.filter((fact) => fact.entry === entry.id && counts(fact)).map((fact) => fact.finding))
}

/** What open rules ask, most urgent first, each once; not those that wait for the person's own tap. */
function nextQuestions(ready, open) {
  const discreet = new Set(ready.rules.filter((rule) => rule.discreet).map((rule) => rule.id))
  const names = new Set(open.filter((rule) => !discreet.has(rule.rule)).flatMap((rule) => rule.ask))
  return [...names].slice(0, MOST_QUESTIONS).map((id) => {
    const {question, discreet: isPrivate} = ready.findings.get(id)
    return {id, question, discreet: isPrivate}
  })
}
