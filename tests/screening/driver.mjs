// Runs the scripts that screen in the browser: a line of JSON in, a line out. Knows no answer of its own.
import {createInterface} from "node:readline"
import {pathToFileURL} from "node:url"

const folder = process.argv[2]
const load = (name) => import(pathToFileURL(`${folder}/${name}.js`).href)
const [after, steps, progress, when, facts, data] = await Promise.all(
  ["after", "steps", "progress", "when", "facts", "data"].map(load),
)
let made = null

const doing = {
  data: ({data}) => ((made = data), {}),
  after: ({read, entry, told, now, version}) => after.afterLetter(made, read, entry, told, now, {version}),
  many: ({asked}) => asked.map((one) => doing[one.do](one)),
  step: ({read, entry, told, now, seen, passed, opened}) => {
    const saved = after.afterLetter(made, read, entry, told, now)
    return steps.nextStep(made, saved, {seen: new Set(seen), passed: new Set(passed), told, opened})
  },
  walk: ({read, entry, says, now}) => walk(read, entry, says, now),
  page: ({read, entry, told, now, country}) =>
    after.afterLetter(made, read, entry, told, now).fired.map((flag) => steps.flagPage(made, flag, country)),
  help: ({kinds}) => steps.helpByCountry(made, kinds),
  services: ({country, kinds}) => steps.servicesFor(made, country, kinds),
  words: ({entry}) => after.wordsOf(made, entry),
  list: () => after.dangerListOf(made),
  moment: ({entry}) => when.momentOf(entry),
  prepare: ({data: other, version}) => (data.prepare(other, version), {}),
  same: ({one, other}) => data.sameKnowledge(one, other),
  timed: ({read, entry, told, now, times}) => timed(() => after.afterLetter(made, read, entry, told, now), times),
}

/** Goes through the pages with given answers; returns what each page was. */
function walk(read, entry, says, now) {
  let at = progress.begin()
  const seen = []
  for (const said of says) {
    const saved = after.afterLetter(made, read, entry, at.told, now)
    const step = steps.nextStep(made, saved, at)
    seen.push({kind: step.kind, about: about(step)})
    if (step.kind === "flags") at = progress.readFlags(at, saved)
    else if (step.kind === "quote") at = progress.tellQuote(at, step.quotes[0], said.quote, now)
    else if (step.kind === "danger") at = progress.tellDanger(at, saved, dangerSaid(step, said), now)
    else if (step.kind === "question") at = progress.tellQuestion(at, saved, step.question.id, said.answer, now)
    else return seen
  }
  return seen
}

function dangerSaid({lines}, {lines: said}) {
  if (said === "none") return {none: true}
  return said === null ? {} : {ticked: [lines[said % lines.length].id]}
}

function about(step) {
  const parts = [step.flags.map(steps.flagKey), step.quotes.map((one) => one.key), step.lines.map((one) => one.id)]
  return [...parts.flat(), ...(step.question ? [step.question.id] : [])]
}

function timed(work, times) {
  const begun = performance.now()
  for (let time = 0; time < times; time += 1) work()
  return (performance.now() - begun) / times
}

for await (const line of createInterface({input: process.stdin})) {
  let answer
  try {
    const asked = JSON.parse(line)
    answer = {is: doing[asked.do](asked)}
  } catch (error) {
    answer = {fault: error.constructor.name, say: String(error.message)}
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
