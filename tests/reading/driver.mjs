// Runs the scripts that read notes in the browser: a line of JSON in, a line out. Knows no answer of its own.
import {createInterface} from "node:readline"
import {pathToFileURL} from "node:url"

const load = (name) => import(pathToFileURL(`${process.argv[2]}/words/${name}.js`).href)
const [reader, tokens, spelling] = await Promise.all(["read", "tokens", "spelling"].map(load))
let words = null

const doing = {
  words: ({words: given}) => ((words = given), reader.getReady(given)),
  read: ({texts, now}) => texts.map((text) => reader.tryNote(words, text, now)),
  facts: ({text, now}) => reader.readNote(words, text, now),
  other: ({words: given, text, now}) => reader.tryNote(given, text, now),
  plain: ({texts}) => texts.map(tokens.plainWord),
  slips: ({pairs}) => pairs.map(([one, other]) => spelling.slipsBetween(one, other, 30)),
  timed: ({text, now, times}) => Math.min(...Array.from({length: times}, () => timed(text, now))),
}

/** Milliseconds of work, whatever else the machine does. */
function timed(text, now) {
  const before = process.cpuUsage()
  if (!reader.tryNote(words, text, now).read) throw new Error("not read")
  return process.cpuUsage(before).user / 1000
}

for await (const line of createInterface({input: process.stdin})) {
  const asked = JSON.parse(line)
  let answer
  try {
    answer = {is: doing[asked.do](asked)}
  } catch (fault) {
    answer = {fault: String(fault.stack)}
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
