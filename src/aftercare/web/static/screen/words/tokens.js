/**
 * Cuts a text into words and sentences, and writes each word the way the lexicon writes it. Mirrors `freetext.tokens`.
 * Must never keep a word beyond the call.
 *
 * @typedef {{word: string, start: number, end: number, sentence: number, afterMark: boolean}} Token
 * @typedef {{text: string, all: Token[], asks: Set<number>, typed: number, known: number}} Tokens `asks`: sentences that
 *   end in a question mark; `typed`: words, numbers aside; `known`: how many of them are English as they were typed
 */
const APOSTROPHES = "'’‘`´"
const LETTERS = "[\\p{L}\\p{Nl}\\p{No}]+"
const PIECE = new RegExp(
  "(?<score>\\p{Nd}{1,2}(?:\\.\\p{Nd})? ?(?:/|out of) ?10(?![\\p{L}\\p{N}_]))" +
    "|(?<number>\\p{Nd}+(?:[.,]\\p{Nd}+)?)" +
    `|(?<word>${LETTERS}(?:[${APOSTROPHES}]${LETTERS})*)` +
    "|(?<end>[.!?]+|[。！？…]+)" +
    "|(?<mark>[,;:()\\-–—/|*\"“”])",
  "gu",
)
const LONGEST_WORD = 40
const OUT_OF_TEN = "outof10"
export const SENTENCE_END = ";"
const LONG_SENTENCE = 40
/** Who writes on without a full stop is read in pieces: cut where a new thought begins, at the latest here. */
const LONGEST_SENTENCE = 80
const NEW_THOUGHT = new Set(["and", "but", "then", "so", "because", "now", "i"])
const DIGIT = /^\p{Nd}$/u

/**
 * @param {string} given
 * @param {Map<string, string[]>} spellings the words for a short form
 * @param {import("./spelling.js").Speller} speller
 * @returns {Tokens}
 */
export function tokenize(given, spellings, speller) {
  const text = given.normalize("NFKC")
  const all = []
  const asks = new Set()
  const mended = new Map()
  const isEnglish = new Map()
  let [sentence, marked, began, typed, known] = [0, false, 0, 0, 0]
  for (const match of text.matchAll(PIECE)) {
    const {end, mark} = match.groups
    if (end !== undefined || mark !== undefined) {
      if (end !== undefined && /[?？]/u.test(end)) asks.add(sentence)
      if (end !== undefined && endsSentence(end)) sentence += 1
      marked = true
      continue
    }
    const raw = match[0]
    const isWord = match.groups.word !== undefined
    if (!mended.has(raw)) {
      mended.set(raw, wordsOf(match, spellings, speller))
      isEnglish.set(raw, isWord && standsIn(plainWord(raw), spellings, speller))
    }
    typed += isWord ? 1 : 0
    known += isEnglish.get(raw) ? 1 : 0
    for (const word of mended.get(raw)) {
      if (runsOn(all.length - began, word, marked)) sentence += 1
      if (all.length === 0 || all.at(-1).sentence !== sentence) began = all.length
      all.push({word, start: match.index, end: match.index + raw.length, sentence, afterMark: marked})
      marked = false
    }
  }
  return {text, all, asks, typed, known}
}

/** The person's own words from one token to another. */
export function quoteOf(tokens, first, last) {
  return tokens.text.slice(tokens.all[first].start, tokens.all[last].end)
}

/** Lower case, without accents and apostrophes. */
export function plainWord(word) {
  const lowered = casefold(word).replace(/['’‘`´]/gu, "")
  return lowered.normalize("NFD").replace(/\p{Mn}/gu, "")
}

/** The number that decimal digits of any script stand for. */
export function numberOf(word) {
  return Number([...word].map((sign) => (DIGIT.test(sign) ? digitOf(sign) : sign)).join(""))
}

/** Lower case for comparing: where capitals are written with more letters, these; no letter for the end of a word. */
function casefold(word) {
  const folded = (sign) => (sign === "ı" ? sign : sign.toLowerCase().toUpperCase().toLowerCase())
  return [...word].map(folded).join("").replaceAll("ς", "σ")
}

/** Digits stand in runs of ten, the nought first. */
function digitOf(sign) {
  let value = 0
  while (value < 9 && DIGIT.test(String.fromCodePoint(sign.codePointAt(0) - value - 1))) value += 1
  return value
}

function standsIn(word, spellings, speller) {
  return speller.known.has(word) || spellings.has(word)
}

function runsOn(length, word, marked) {
  return length >= LONGEST_SENTENCE || (length >= LONG_SENTENCE && (marked || NEW_THOUGHT.has(word)))
}

/** One full stop, or a mark that cries or asks; dots in a row only pause. */
function endsSentence(marks) {
  return marks === "." || !/^[.…]*$/u.test(marks)
}

function wordsOf({0: raw, groups}, spellings, speller) {
  if (groups.score !== undefined) return [/^[\p{Nd}.]+/u.exec(raw)[0], OUT_OF_TEN]
  if (groups.number !== undefined) return [plainNumber(raw)]
  const spelt = (word) => spellings.get(word) ?? [word]
  const plain = plainWord(raw)
  return spelt(plain).flatMap((word) => {
    if (word !== plain || speller.known.has(word)) return [word]
    return speller.mend(word).flatMap(spelt)
  })
}

/** A comma before three digits parts thousands; before fewer it is a decimal comma. */
function plainNumber(number) {
  const [whole, rest = ""] = number.replace(",", ".").split(".")
  if (number.includes(",") && [...rest].length === 3) return wholeNumber(whole + rest)
  const bare = whole.replace(/^0+/u, "")
  if (rest !== "") return `${bare || "0"}.${rest}`
  return [...bare].slice(0, LONGEST_WORD).join("") || "0"
}

/** In plain digits, without noughts before it. */
function wholeNumber(digits) {
  const plain = [...digits].slice(0, LONGEST_WORD).map(digitOf).join("")
  return plain.replace(/^0+/u, "") || "0"
}
