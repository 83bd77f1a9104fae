/**
 * Reads the made file `screening.<language>.json` strictly, once: whatever is missing, unknown or names what is not
 * there is a fault, because a rule that is half read would be silent. Made by `usecases/for_browser.py`.
 *
 * @typedef {{rules: object[], findings: Map<string, object>, composites: Map<string, object>, urgent: Set<string>,
 *   matters: Map<string, Set<string>>, gives: Map<string, [string, object|null, object|null][]>, gone: Set<string>,
 *   texts: Set<string>, triggers: object[], lines: Map<string, object>, writer: Set<string>, wanted: Set<string>,
 *   data: object}} Ready
 */
import {closure, findingsOf, readExpression} from "./expressions.js"
import {demand} from "./fault.js"

/** The shape of the data that these scripts were written for. */
export const FORMAT = 1
/** What a rule asks for, most urgent first. */
export const ACTIONS = Object.freeze(["EN", "SD", "2W", "RT", "TH", "SC"])
export const URGENT = Object.freeze(["EN", "SD"])
const kept = new WeakMap()

/**
 * @param {object} data
 * @param {string|null} [version] of the knowledge that the page was made with; another is refused
 * @returns {Ready}
 */
export function prepare(data, version = null) {
  demand(data !== null && typeof data === "object", "there is no data")
  demand(data.format === FORMAT, "the data has another form than these scripts")
  demand(typeof data.version === "string" && /^[0-9a-f]{32}$/.test(data.version), "the data has no version")
  demand(version === null || version === data.version, "the data is of another version than the page")
  let ready = kept.get(data)
  if (ready === undefined) kept.set(data, (ready = read(data)))
  return ready
}

/**
 * Whether two made files, such as the rules and the words, come of the same knowledge.
 * @param {{version?: string}} one
 * @param {{version?: string}} other
 */
export function sameKnowledge(one, other) {
  return typeof one?.version === "string" && one.version === other?.version
}

function read(data) {
  const findings = new Map(entries(data.findings, "findings").map(([name, plain]) => [name, findingOf(name, plain)]))
  const rules = list(data.rules, "rules").map((plain) => ruleOf(plain, data))
  demand(rules.length > 0 && findings.size > 0, "there are no rules or no findings")
  const made = [...findings].filter(([, one]) => one.when !== null)
  const composites = new Map(made.map(([name, one]) => [name, one.when]))
  const lines = new Map(list(data.dangerLines, "danger lines").map((line) => [line.id, lineOf(line)]))
  const triggers = list(data.triggers, "triggers").map((one) => ({...one, when: readExpression(one.when)}))
  const gives = new Map(entries(data.gives, "gives"))
  list(data.dangerList, "danger list").forEach((line) => demand(lines.get(line.id), "a danger line is not known"))
  const ready = {
    data,
    findings,
    rules,
    composites,
    lines,
    triggers,
    gives,
    gone: new Set(rules.map((rule) => goneName(rule.id))),
    urgent: closure(rules.flatMap(urgentFindings), composites),
    matters: new Map(rules.map((rule) => [rule.id, closure([...rule.core, ...firing(rule)], composites)])),
    texts: new Set(list(data.texts, "texts")),
    writer: new Set(list(data.writer, "states of the writer")),
    wanted: new Set(list(data.wanted, "wanted")),
  }
  checkNames(ready)
  return Object.freeze(ready)
}

/** The finding that says that what a rule is about is over. */
export function goneName(rule) {
  return `gone_${rule.toLowerCase()}`
}

function findingOf(name, plain) {
  const {question = "", ever = false, lasts = null, denies = [], noMeans = "", when = null, discreet = false} = plain
  demand(lasts === null || Number.isFinite(lasts), `a length of time is wrong: ${name}`)
  const made = when === null ? null : readExpression(when)
  return {id: name, question, ever, lasts, denies: list(denies, name), noMeans, when: made, discreet}
}

function ruleOf(plain, data) {
  const {id, title, floor} = plain
  demand([id, title].every((one) => typeof one === "string" && one), "a rule has no name")
  demand(ACTIONS.includes(floor), `a floor is not known: ${id}`)
  const branches = list(plain.branches, id).map((branch) => branchOf(branch, id, data))
  demand(branches.length > 0 && list(plain.core, id).length > 0, `a rule has no branch or no core: ${id}`)
  const floors = list(plain.floors ?? [], id).map(({when, action}) => {
    demand(ACTIONS.includes(action), `a floor is not known: ${id}`)
    return {when: readExpression(when), action}
  })
  const {core, ask = [], askFirst = false, discreet = false, doNow = []} = plain
  return {id, title, core, floor, floors, ask: list(ask, id), askFirst, discreet, doNow: list(doNow, id), branches}
}

function branchOf(plain, id, data) {
  checkSays(plain, id, data)
  const {liveFor = null, together = null, silent = false, stands = false, doNow = [], doNot = [], after = null} = plain
  demand([liveFor, together].every((one) => one === null || Number.isFinite(one)), `a length of time is wrong: ${id}`)
  if (after !== null) {
    checkSays(after, id, data)
    demand(Number.isFinite(after.until), `what is past has no end: ${id}`)
  }
  const {action, within, service, because} = plain
  const fires = readExpression(plain.fires)
  return {
    ...{action, within, service, because, fires, liveFor, together, stands, after},
    opens: !silent,
    doNow: list(doNow, id),
    doNot: list(doNot, id),
  }
}

function checkSays({action, within, service, because}, id, data) {
  demand(ACTIONS.includes(action), `an action is not known: ${id}`)
  demand([within, because].every((one) => typeof one === "string" && one), `a rule says nothing: ${id}`)
  demand(data.places?.[service] !== undefined, `a place is not known: ${id}`)
}

function lineOf(plain) {
  demand(typeof plain.text === "string" && plain.text !== "", "a danger line says nothing")
  demand(list(plain.gives, "danger lines").length > 0, "a danger line gives nothing")
  return plain
}

/** Every finding that is named anywhere is there: a misspelt one would never fire. */
function checkNames({rules, findings, lines, triggers, gives, writer, wanted}) {
  const named = new Set([...writer, ...wanted])
  const add = (names) => names.forEach((name) => named.add(name))
  for (const rule of rules) {
    add([...rule.core, ...rule.ask, ...firing(rule), ...rule.floors.flatMap((floor) => findingsOf(floor.when))])
    rule.ask.forEach((name) => demand(findings.get(name)?.question, `a question has no words: ${name}`))
  }
  for (const finding of findings.values()) {
    add([...finding.denies, ...(finding.when ? findingsOf(finding.when) : [])])
    if (finding.noMeans) named.add(finding.noMeans)
  }
  for (const line of lines.values()) add(line.gives)
  for (const trigger of triggers) {
    add(findingsOf(trigger.when))
    trigger.lines.forEach((name) => demand(lines.has(name), `a danger line is not known: ${name}`))
  }
  for (const given of gives.values()) add(list(given, "gives").map((one) => one[0]))
  named.forEach((name) => demand(findings.has(name), `a finding is not known: ${name}`))
}

function urgentFindings(rule) {
  return rule.branches.filter((branch) => URGENT.includes(branch.action)).flatMap((branch) => findingsOf(branch.fires))
}

function firing(rule) {
  return rule.branches.flatMap((branch) => findingsOf(branch.fires))
}

function list(value, what) {
  demand(Array.isArray(value), `this is no list: ${what}`)
  return value
}

function entries(value, what) {
  demand(value !== null && typeof value === "object" && !Array.isArray(value), `this is not there: ${what}`)
  return Object.entries(value)
}
