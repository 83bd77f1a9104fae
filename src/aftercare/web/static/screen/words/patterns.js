/**
 * The written patterns of the lexicon as parts. Mirrors `knowledge.lexicon.Pattern`: "bleed~", "a|b", "(one run|other)",
 * "word?", "<group>", "..", "@4+", "[context]", "^", "$", "this & that". A pattern that can't be read is a fault.
 *
 * @typedef {{kind: "choice"|"word"|"group"|"number"|"gap"|"start"|"end"|"together", words: string[], choices: Part[][],
 *   least: number, most: number, optional: boolean, context: boolean}} Part
 */
import {demand} from "../fault.js"

const PIECE = /\(|\)\??|\[|\]\??|\||[^\s()[\]|]+/gu
const WORD = /^[\p{L}\p{N}]+~?$/u
const NUMBER = /^@(?:(\d+(?:\.\d+)?)(?:(\+)|-(\d+(?:\.\d+)?))?)?$/
const GAPS = new Map([["..", 3], ["...", 7]])
const EDGES = new Map([["^", "start"], ["$", "end"]])
const BRACKETS = new Map([["(", ")"], ["[", "]"]])
const TOGETHER = "&"

/**
 * A reader of written patterns. Parts that are one piece are read once: the same words stand in hundreds of patterns.
 * @param {Map<string, string[]>} spellings the one word that is written for another
 * @returns {(written: string) => Part[]}
 */
export function patternReader(spellings = new Map()) {
  const known = new Map()
  const simple = (piece) => {
    if (!known.has(piece)) known.set(piece, simplePart(piece, (word) => spellings.get(word)?.[0] ?? word))
    return known.get(piece)
  }
  return (written) => readPattern(written, simple)
}

function readPattern(written, simple) {
  const runs = [[]]
  for (const piece of written.match(PIECE) ?? []) {
    if (piece === TOGETHER) runs.push([])
    else runs.at(-1).push(piece)
  }
  const choices = runs.map((pieces) => sequence({pieces, at: 0, simple}, ""))
  demand(choices.every((parts) => parts.length > 0), "a pattern has no parts")
  return choices.length > 1 ? [part("together", {choices, most: GAPS.get("...")})] : choices[0]
}

/**
 * A word with its regular endings; some of them are no words, which does no harm.
 * @param {string} word
 * @returns {string[]}
 */
export function endings(word) {
  const isVowel = (sign) => "aeiou".includes(sign)
  const [third, second, last] = [word.at(-3), word.at(-2), word.at(-1)]
  if (last === "e") return [word, `${word}s`, `${word}d`, `${word.slice(0, -1)}ing`]
  if (last === "y" && !isVowel(second)) {
    return [word, `${word.slice(0, -1)}ies`, `${word.slice(0, -1)}ied`, `${word}ing`]
  }
  const plain = [word, `${word}s`, `${word}ed`, `${word}ing`]
  const closed = !isVowel(last) && !"wxy".includes(last) && isVowel(second)
  if (word.length > 2 && closed && !isVowel(third)) return [...plain, `${word}${last}ed`, `${word}${last}ing`]
  return plain
}

function part(kind, given = {}) {
  return {kind, words: [], choices: [], least: 0, most: 0, optional: false, context: false, ...given}
}

/** Parts up to the closing bracket; a bar binds the two parts beside it. */
function sequence(reader, closing) {
  const parts = []
  let bound = false
  while (reader.at < reader.pieces.length && !endsAt(reader, closing)) {
    const piece = reader.pieces[reader.at++]
    if (piece === "|") {
      bound = true
      continue
    }
    const next = BRACKETS.has(piece) ? choice(reader, BRACKETS.get(piece)) : reader.simple(piece)
    demand(!bound || parts.length > 0, "a pattern begins with a bar")
    if (bound) parts.push(joined(parts.pop(), next))
    else parts.push(next)
    bound = false
  }
  return parts
}

function endsAt(reader, closing) {
  const piece = reader.pieces[reader.at]
  return closing !== "" && (piece.startsWith(closing) || piece.startsWith("|"))
}

function choice(reader, closing) {
  const choices = [sequence(reader, closing)]
  while (reader.pieces[reader.at] === "|") {
    reader.at += 1
    choices.push(sequence(reader, closing))
  }
  const end = reader.pieces[reader.at++]
  demand(end?.startsWith(closing) && choices.every((parts) => parts.length > 0), "a bracket of a pattern is wrong")
  const [optional, context] = [end.endsWith("?"), closing === "]"]
  const isPlain = (parts) => parts.length === 1 && parts[0].kind === "word" && !parts[0].optional
  if (!context && choices.every(isPlain)) return part("word", {words: choices.flatMap(([one]) => one.words), optional})
  return part("choice", {choices, optional, context})
}

function simplePart(piece, spelt) {
  if (EDGES.has(piece)) return part(EDGES.get(piece))
  if (GAPS.has(piece)) return part("gap", {most: GAPS.get(piece)})
  const optional = piece.endsWith("?")
  const bare = optional ? piece.slice(0, -1) : piece
  if (bare.startsWith("<") && bare.endsWith(">")) return part("group", {words: [bare.slice(1, -1)], optional})
  const number = NUMBER.exec(bare)
  if (number !== null) {
    const [, from, plus, to] = number
    const least = Number(from ?? 0)
    const most = to !== undefined ? Number(to) : from !== undefined && plus === undefined ? least : Infinity
    return part("number", {least, most, optional})
  }
  demand(WORD.test(bare), "a pattern can't be read")
  const words = bare.endsWith("~") ? endings(bare.slice(0, -1)) : [bare]
  return part("word", {words: words.map(spelt), optional})
}

/** `a|b`, the later part's question mark for both. */
function joined(one, other) {
  const {optional} = other
  if (one.kind === "word" && other.kind === "word") return part("word", {words: [...one.words, ...other.words], optional})
  const choices = one.kind === "choice" && !one.optional ? one.choices : [[one]]
  return part("choice", {choices: [...choices, [other]], optional})
}
