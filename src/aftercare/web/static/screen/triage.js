/**
 * Which red flags fire, which are open, and the level they make together. Mirrors `check.triage`; there are no notices,
 * because while the journal is locked nobody knows what was put away. Must never lower a level.
 *
 * @typedef {{rule: string, action: string, within: string, service: string, because: string, doNow: string[],
 *   doNot: string[], deciding: import("./rules.js").Fact[]}} Fired
 * @typedef {{rule: string, floor: string, ask: string[], couldBe: string}} OpenRule
 */
import {ACTIONS, goneName} from "./data.js"
import {closure, findingsOf, leafOf} from "./expressions.js"
import {evaluate, FIRES, holds, knownOf, lastWindow, newestAnchor, OPEN, wasAsked} from "./rules.js"

/**
 * @param {import("./data.js").Ready} ready
 * @param {import("./rules.js").Fact[]} facts settled
 * @param {number} now
 * @returns {{fired: Fired[], open: OpenRule[]}}
 */
export function screen(ready, facts, now) {
  const known = knownOf(facts, ready.composites, ready.urgent)
  const present = new Set(facts.filter((fact) => fact.status === "present").map((fact) => fact.finding))
  const fired = []
  const opened = []
  for (const rule of ready.rules) {
    if (![...ready.matters.get(rule.id)].some((name) => present.has(name))) continue
    const outcomes = rule.branches.flatMap((branch) => outcomesOf(rule, branch, known, now))
    const found = mostUrgent(outcomes)
    if (found !== null) fired.push(firedOf(rule, found))
    const open = openRule(rule, outcomes, found, known, now)
    if (open !== null) opened.push(open)
  }
  const first = new Set(ready.rules.filter((rule) => rule.askFirst).map((rule) => rule.id))
  fired.sort((one, other) => byAction(one.action, other.action) || byName(one.rule, other.rule))
  opened.sort(
    (one, other) =>
      byAction(one.floor, other.floor) ||
      byAction(one.couldBe, other.couldBe) ||
      first.has(other.rule) - first.has(one.rule) ||
      byName(one.rule, other.rule),
  )
  return {fired, open: opened}
}

/** The branch within its time; and, where that does not fire, as past. */
function outcomesOf(rule, branch, known, now) {
  const window = liveWindow(rule, branch, known, now)
  const verdict = evaluateTogether(branch, known, window, anchorOf(rule, known, window))
  const outcomes = [{branch, verdict, passed: false, action: branch.action}]
  if (verdict.truth !== FIRES && branch.after !== null) {
    const pastWindow = lastWindow(branch.after.until, now)
    const past = evaluate(branch.fires, known, pastWindow, anchorOf(rule, known, pastWindow))
    if (past.truth === FIRES) outcomes.push({branch, verdict: past, passed: true, action: branch.after.action})
  }
  return outcomes
}

/** The time in which the branch's facts are live; what the person said is over is past. */
function liveWindow(rule, branch, known, now) {
  const window = lastWindow(branch.liveFor, now)
  const gone = branch.stands ? null : goneAt(rule, known)
  if (gone === null) return window
  return {until: now, since: window.since === null ? gone : Math.max(gone, window.since)}
}

/** The newest core finding: an older "no" or excuse was about something else. */
function anchorOf(rule, known, window) {
  return newestAnchor(rule.core.flatMap((name) => evaluate(leafOf(name), known, window).deciding))
}

/** Where signs must belong to one episode, look at each stretch of that length on its own; the gravest counts. */
function evaluateTogether(branch, known, window, anchor) {
  if (branch.together === null) return evaluate(branch.fires, known, window, anchor)
  const about = onlyAbout(known, closure(findingsOf(branch.fires), known.composites))
  const facts = [...about.byFinding.values()].flat().filter((fact) => fact.at !== null && holds(window, fact))
  const moments = [...new Set(facts.map((fact) => fact.at))].sort((one, other) => one - other)
  if (!moments.length) return evaluate(branch.fires, known, window, anchor)
  const verdicts = moments.map((moment) =>
    evaluate(branch.fires, withinStretch(about, moment, branch.together), window, anchor),
  )
  return verdicts.find((one) => one.truth === FIRES) ?? verdicts.find((one) => one.truth === OPEN) ?? verdicts[0]
}

function onlyAbout(known, names) {
  return {...known, byFinding: new Map([...known.byFinding].filter(([name]) => names.has(name)))}
}

/** Drop what the entry says of other times; the person's answers stay. */
function withinStretch(known, start, length) {
  const fits = (fact) => fact.at === null || fact.origin === "answer" || (start <= fact.at && fact.at <= start + length)
  return {...known, byFinding: new Map([...known.byFinding].map(([name, facts]) => [name, facts.filter(fits)]))}
}

function goneAt(rule, known) {
  const said = known.byFinding.get(goneName(rule.id)) ?? []
  const moments = said.filter((fact) => fact.at !== null && fact.status === "present").map((fact) => fact.at)
  return moments.length ? Math.max(...moments) : null
}

function mostUrgent(outcomes) {
  let found = null
  for (const outcome of outcomes) {
    if (outcome.verdict.truth !== FIRES) continue
    if (found === null || byAction(outcome.action, found.action) < 0) found = outcome
  }
  return found
}

function firedOf(rule, {branch, verdict, passed, action}) {
  const said = passed ? branch.after : branch
  const doNow = passed || !branch.doNow.length ? rule.doNow : branch.doNow
  const {within, service, because} = said
  return {
    ...{rule: rule.id, action, within, service, because},
    doNow: [...doNow],
    doNot: passed ? [] : [...branch.doNot],
    deciding: verdict.deciding,
  }
}

/** The rule as open: a core finding is there, and something unknown could still make it more urgent than it is. */
function openRule(rule, outcomes, found, known, now) {
  const reached = found === null ? ACTIONS.length : ACTIONS.indexOf(found.action)
  const undecided = outcomes.filter(
    ({verdict, branch, action}) =>
      verdict.truth === OPEN &&
      branch.opens &&
      ACTIONS.indexOf(action) < reached &&
      hasCore(rule, known, liveWindow(rule, branch, known, now)),
  )
  if (!undecided.length) return null
  const couldBe = undecided.map((outcome) => outcome.action).sort(byAction)[0]
  const unknown = closure(undecided.flatMap((outcome) => outcome.verdict.unknown), known.composites)
  const window = liveWindow(rule, undecided[0].branch, known, now)
  const anchor = anchorOf(rule, known, window)
  const decides = (name) => [...closure([name], known.composites)].some((part) => unknown.has(part))
  const ask = rule.ask.filter((name) => !wasAsked(known, name, anchor) && decides(name))
  const raised = rule.floors.filter((one) => evaluate(one.when, known, window).truth === FIRES)
  const floor = [rule.floor, ...raised.map((one) => one.action)].sort(byAction)[0]
  return {rule: rule.id, floor: byAction(floor, couldBe) < 0 ? couldBe : floor, ask, couldBe}
}

function hasCore(rule, known, window) {
  return rule.core.some((name) => evaluate(leafOf(name), known, window).truth === FIRES)
}

function byAction(one, other) {
  return ACTIONS.indexOf(one) - ACTIONS.indexOf(other)
}

function byName(one, other) {
  return one < other ? -1 : Number(one > other)
}
