/**
 * What the small words around a fact make of it: not so, earlier, again and again, somebody else's, only asked about.
 * Mirrors `freetext.scope`. Where it is not clear, it is so: a missed "not" costs a question, a wrong one could cost a
 * life. Must never look further than one sentence, but for a time that the next sentence goes on telling of.
 *
 * @typedef {{said: import("./find.js").Said, negated: boolean, asked: boolean, partners: boolean, dropped: boolean,
 *   usually: boolean, passed: boolean, ago: number}} Meant how a saying is meant; `ago` in milliseconds
 */
import {Background} from "./background.js"
import {overlaps} from "./find.js"
import {lengthOf} from "./times.js"

const DAY = 86_400_000
/** A negation reaches over at most so many words. */
const MOST_BETWEEN = 5
/** An item of a list under one negation has at most so many words. */
const LIST_ITEM = 4
/** How far behind a saying the "or" of a list is looked for. */
const LIST_AHEAD = 12
/** What somebody else had longer ago is no matter of today. */
const ANOTHERS_PAST = 14 * DAY
/** A time at least so long ago holds in the next sentence too, while that goes on in the past. */
const TOLD_ON = 3 * DAY
/** Cues whose id ends so count wherever they stand in a sentence. */
const ANYWHERE = "_anywhere"
/** A question is told by one of its first words. */
const LEADS = 3
const TURN = ["turn"]

export class Scope {
  /**
   * @param {import("./tokens.js").Tokens} tokens
   * @param {import("./find.js").Found} found
   */
  constructor(tokens, found) {
    this.all = tokens.all
    this.asks = tokens.asks
    this.cuesBySentence = this.bySentence(found.cues)
    this.sayings = this.bySentence(found.sayings)
    this.starts = new Map()
    for (const [number, token] of this.all.entries()) {
      if (!this.starts.has(token.sentence)) this.starts.set(token.sentence, number)
    }
    const agos = [...this.starts.keys()].flatMap((sentence) => this.past(sentence).map((cued) => this.length(cued)))
    this.background = new Background(this.cuesBySentence, agos)
  }

  /** @returns {Meant} */
  meant(said) {
    const {span} = said
    const sentence = this.sentence(span)
    const ago = Math.max(this.ago(span, sentence), this.background.past(sentence))
    const unreal = () => this.background.isUnreal(sentence) || this.isAsked(span, sentence)
    return {
      said,
      negated: this.isNegated(span, sentence),
      asked: !said.saying.evenAsked && unreal(),
      dropped: this.isAnothersPast(span, sentence, ago),
      partners: this.isOfPartner(span, sentence),
      usually: this.cues(sentence, "usually").length > 0,
      passed: this.background.passed(sentence, this.saidIn(sentence + 1).length > 0),
      ago,
    }
  }

  bySentence(found) {
    const sentences = new Map()
    for (const one of found) {
      const sentence = this.sentence(one.span)
      if (sentences.has(sentence)) sentences.get(sentence).push(one)
      else sentences.set(sentence, [one])
    }
    return sentences
  }

  sentence(span) {
    return this.all[span.first].sentence
  }

  saidIn(sentence) {
    return this.sayings.get(sentence) ?? []
  }

  cues(sentence, ...kinds) {
    return (this.cuesBySentence.get(sentence) ?? []).filter(({cue}) => kinds.includes(cue.kind))
  }

  /** Whether a "but" or the like begins between. */
  isTurned(sentence, first, last, kinds = TURN) {
    return this.cues(sentence, ...kinds).some(({span}) => first <= span.first && span.first <= last)
  }

  isMarked(first, last) {
    return this.all.slice(first, last + 1).some((token) => token.afterMark)
  }

  /** Whether a token is the first of what follows this sentence. */
  isBehind(number, sentence) {
    return number >= this.all.length || this.all[number].sentence !== sentence
  }

  isNegated(span, sentence) {
    const seeming = this.cues(sentence, "no_negation").map((cued) => cued.span)
    for (const cued of this.cues(sentence, "negation")) {
      if (seeming.some((one) => overlaps(cued.span, one)) || this.isSaid(cued.span, sentence)) continue
      if (cued.span.last < span.first && this.reaches(cued, span, sentence)) return true
    }
    return this.cues(sentence, "negation_after").some((cued) => {
      const after = cued.span.last + 1
      return cued.span.first === span.last + 1 && (this.isBehind(after, sentence) || this.all[after].afterMark)
    })
  }

  /** Whether the cue is part of a saying: "did not want it" is no negation of what follows. */
  isSaid(span, sentence) {
    return this.saidIn(sentence).some((said) => overlaps(said.span, span))
  }

  /** Whether what follows the negation is still under it when the saying begins. */
  reaches(negation, span, sentence) {
    const first = negation.span.last + 1
    if (this.isTurned(sentence, first, span.first, ["turn", "part"])) return false
    const far = this.isMarked(first, span.first) || span.first - first > MOST_BETWEEN
    if (far && !this.listGoesOn(first, span, sentence)) return false
    const subjects = this.cues(sentence, "self", "partner").filter(
      (one) => first <= one.span.first && one.span.first < span.first && one.cue.id.endsWith("_subject"),
    )
    return subjects.length <= (negation.cue.id.startsWith("think") ? 1 : 0)
  }

  /** A list like "no fever, pain or bleeding": short items, and an "or" at its end. */
  listGoesOn(first, span, sentence) {
    const edges = [first]
    for (let number = first + 1; number <= span.first; number += 1) if (this.all[number].afterMark) edges.push(number)
    edges.push(span.first)
    const isShort = edges.slice(1).every((edge, place) => edge - edges[place] <= LIST_ITEM)
    let end = span.last + 1
    while (!this.isBehind(end, sentence) && end < span.last + LIST_AHEAD) end += 1
    const isAhead = (cued) => first <= cued.span.first && cued.span.first < end
    const goesOn = this.cues(sentence, "list_goes_on").some(
      (cued) => isAhead(cued) && !this.isTurned(sentence, span.last, cued.span.first),
    )
    return isShort && goesOn
  }

  isAsked(span, sentence) {
    if (this.cues(sentence, "fiction").length > 0 && this.cues(sentence, "now").length === 0) return true
    const people = this.cues(sentence, "self", "partner")
    for (const cued of this.cues(sentence, "hypothetical")) {
      if (cued.span.first > span.last) continue
      const isFresh = ({span: {first}}) => cued.span.last < first && first <= span.last && this.all[first].afterMark
      if (!people.some(isFresh) && !this.isTurned(sentence, cued.span.last + 1, span.first)) return true
    }
    const lead = this.starts.get(sentence) + LEADS
    const begins = this.cues(sentence, "question").some(
      (cued) =>
        (cued.span.first < lead || cued.cue.id.endsWith(ANYWHERE)) &&
        !this.isTurned(sentence, cued.span.last + 1, span.first),
    )
    const isHere = people.length > 0 || this.cues(sentence, "here", "now").length > 0
    return (begins || this.asks.has(sentence)) && !isHere
  }

  /** Who stands in the saying itself did it: "my ex forced me" is the writer's own past. */
  isAnothersPast(span, sentence, ago) {
    const others = this.cues(sentence, "other").filter((cued) => !overlaps(cued.span, span))
    const people = this.cues(sentence, "self", "partner").filter(
      (cued) =>
        !others.some((other) => overlaps(cued.span, other.span)) &&
        !(cued.cue.kind === "partner" && overlaps(cued.span, span)),
    )
    let nearest = null
    for (const cued of [...people, ...others]) {
      if (cued.span.first <= span.last && (nearest === null || cued.span.last > nearest.span.last)) nearest = cued
    }
    if (nearest === null || nearest.cue.kind === "self") return false
    const once = this.cues(sentence, "once").length > 0 && this.cues(sentence, "now").length === 0
    return once || ago > ANOTHERS_PAST
  }

  isOfPartner(span, sentence) {
    if (this.cues(sentence, "other").length > 0) return false
    return this.cues(sentence, "partner").some((cued) => cued.span.first <= span.last)
  }

  ago(span, sentence) {
    const told = this.toldAgo(span, sentence)
    if (told !== null) return told
    if (this.cues(sentence, "now", "ago", "ongoing").length > 0 || !this.goesOnInPast(sentence)) return 0
    const agos = this.past(sentence - 1).map((cued) => this.length(cued))
    const least = Math.min(...agos)
    return agos.length > 0 && this.cues(sentence - 1, "now").length === 0 && least >= TOLD_ON ? least : 0
  }

  /** The nearest time in the sentence that is told of this; null when none is. */
  toldAgo(span, sentence) {
    let nearest = null
    for (const cued of this.past(sentence)) {
      if (this.isOfAnother(cued.span, span, sentence)) continue
      const [low, high] = span.first < cued.span.first ? [span, cued.span] : [cued.span, span]
      const between = [low.last + 1, high.first - 1]
      const isBetween = ({span: now}) => low.first <= now.first && now.first <= high.last
      if (this.isTurned(sentence, ...between) || this.cues(sentence, "now").some(isBetween)) continue
      const parted = this.isMarked(low.last + 1, high.first) || this.isTurned(sentence, ...between, ["part"])
      if (parted && !this.clauseIsPast(span)) continue
      const distance = high.first - low.last
      if (nearest === null || distance < nearest.distance) nearest = {distance, length: this.length(cued)}
    }
    return nearest === null ? null : nearest.length
  }

  /** Whether the time stands inside the words of another saying: the two months since a birth date the birth. */
  isOfAnother(time, span, sentence) {
    return this.saidIn(sentence).some(
      (said) => said.span.first <= time.first && time.last <= said.span.last && !overlaps(said.span, span),
    )
  }

  past(sentence) {
    const goingOn = this.cues(sentence, "ongoing").map((cued) => cued.span)
    return this.cues(sentence, "ago").filter((cued) => !goingOn.some((one) => overlaps(cued.span, one)))
  }

  /** Whether the words of the saying and around it, up to the next mark, tell of the past and not of now. */
  clauseIsPast(span) {
    const sentence = this.sentence(span)
    const edges = new Set(this.cues(sentence, "part", "turn").map((cued) => cued.span.first))
    let {first, last} = span
    while (first > 0 && !this.all[first].afterMark && this.all[first - 1].sentence === sentence && !edges.has(first)) {
      first -= 1
    }
    while (!this.isBehind(last + 1, sentence) && !this.all[last + 1].afterMark && !edges.has(last + 1)) last += 1
    return this.isPast(sentence, first, last)
  }

  goesOnInPast(sentence) {
    const first = this.starts.get(sentence)
    let last = first
    while (!this.isBehind(last + 1, sentence)) last += 1
    return this.isPast(sentence, first, last)
  }

  isPast(sentence, first, last) {
    const isWithin = ({span}) => first <= span.first && span.first <= last
    if (this.cues(sentence, "present_verb").some(isWithin)) return false
    if (this.cues(sentence, "past_verb").some(isWithin)) return true
    return this.all.slice(first, last + 1).some((token) => token.word.endsWith("ed"))
  }

  length(cued) {
    return lengthOf(cued.cue, this.all.slice(cued.span.first, cued.span.last + 1).map((token) => token.word))
  }
}
