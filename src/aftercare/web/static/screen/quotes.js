/**
 * The person's own words behind a flag, with the question whether that is so now. Mirrors `usecases.quotes`. Kept in
 * the page's memory alone; the words go nowhere else.
 *
 * @typedef {{key: string, entry: string, text: string, shown: string, rules: string[], findings: string[],
 *   ends: string[]}} Quote
 */
import {goneName, URGENT} from "./data.js"

/** Characters of a quote that are shown. */
export const LONGEST = 240

/**
 * The quotes behind urgent flags that nobody has answered, in the order of the flags.
 * @param {import("./triage.js").Fired[]} flags
 * @param {string} entry its id
 * @param {import("./rules.js").Fact[]} answers
 * @returns {Quote[]}
 */
export function unanswered(flags, entry, answers) {
  const answered = new Map()
  for (const fact of answers) {
    if (fact.origin === "answer" && fact.at !== null) answered.set(answerKey(fact.finding, fact.entry), fact.at)
  }
  const found = []
  for (const flag of flags.filter((one) => URGENT.includes(one.action))) {
    const over = answered.get(answerKey(goneName(flag.rule), null))
    const words = flag.deciding.filter(isQuoted).filter((fact) => fact.entry === entry)
    for (const text of new Set(words.map((fact) => fact.quote))) {
      const facts = words.filter((fact) => fact.quote === text)
      if (facts.some((fact) => isAnswered(fact, over, answered.get(answerKey(fact.finding, entry))))) continue
      const dated = flag.deciding.filter((fact) => fact.at !== null)
      const alone = dated.every((fact) => fact.origin === "words" && fact.entry === entry)
      const findings = [...new Set(facts.map((fact) => fact.finding))]
      putIn(found, {entry, text, rules: [flag.rule], findings, ends: alone ? [flag.rule] : []})
    }
  }
  return found.map((one) => ({key: `${one.rules[0]}.${one.findings[0]}`, shown: shortened(one.text), ...one}))
}

/**
 * The words behind a flag, each once, cut where they are long.
 * @param {import("./triage.js").Fired} flag
 */
export function quotesOf(flag) {
  const seen = new Set()
  const texts = flag.deciding.filter(isQuoted).filter((fact) => {
    const key = answerKey(fact.entry, fact.quote)
    return !seen.has(key) && seen.add(key)
  })
  return [...new Set(texts.map((fact) => shortened(fact.quote)))]
}

/** A quote to show: one line, not too long. */
export function shortened(text) {
  const line = text.split(/\s+/u).filter(Boolean).join(" ")
  const signs = [...line]
  return signs.length <= LONGEST ? line : `${signs.slice(0, LONGEST - 1).join("").trimEnd()}…`
}

/** One question for words that lie within each other. */
function putIn(found, quote) {
  const place = found.findIndex((other) => other.text.includes(quote.text) || quote.text.includes(other.text))
  if (place < 0) {
    found.push(quote)
    return
  }
  const other = found[place]
  const once = (part) => [...new Set([...other[part], ...quote[part]])]
  const text = [...quote.text].length > [...other.text].length ? quote.text : other.text
  found[place] = {entry: other.entry, text, rules: once("rules"), findings: once("findings"), ends: once("ends")}
}

function isQuoted(fact) {
  return fact.origin === "words" && Boolean(fact.quote) && Boolean(fact.entry) && fact.status === "present"
}

function isAnswered(fact, ...answered) {
  return answered.some((at) => at !== undefined && (fact.at === null || at >= fact.at))
}

function answerKey(first, second) {
  return JSON.stringify([first, second])
}
