/**
 * What a whole text is about: nobody who is ill, something long past and well since, something that passed at once.
 * Mirrors `freetext.background`. Where a text tells of now as well, it is about now: a past that is taken for now costs a
 * question, the other way round it could cost a life.
 */
import {overlaps} from "./find.js"

const DAY = 86_400_000
/** A time at least so long ago, and well since, is what the whole text is about. */
const LONG_AGO = 14 * DAY
const SUBJECT = "_subject"
/** Cues whose id ends so bind only loosely: "now" stands in texts about the past too. */
const LOOSELY = "_loosely"

export class Background {
  /**
   * @param {Map<number, import("./find.js").Cued[]>} bySentence
   * @param {number[]} agos the times ago that the text tells of, in milliseconds
   */
  constructor(bySentence, agos) {
    const cues = [...bySentence.values()].flat()
    const nobody = cues.filter(({cue}) => cue.kind === "nobody")
    const well = cues.some(({cue}) => cue.kind === "well_since")
    const longAgo = Math.max(0, ...agos)
    this.bySentence = bySentence
    this.nobody = nobody.some(({cue}) => !cue.id.endsWith(LOOSELY))
    this.somebodysWork = nobody.filter(({cue}) => cue.id.endsWith(LOOSELY))
    this.ago = well && longAgo >= LONG_AGO ? longAgo : 0
  }

  /** Whether what a sentence tells is about nobody who is ill. */
  isUnreal(sentence) {
    if (this.nobody || this.somebodysWork.length === 0) return this.nobody
    const isWork = ({span}) => this.somebodysWork.some((work) => overlaps(span, work.span))
    return !this.of(sentence).some((cued) => isHere(cued.cue) && !isWork(cued))
  }

  /** How long ago what a sentence tells was, as part of the whole; 0 where it tells of now. */
  past(sentence) {
    return this.isNow(sentence) ? 0 : this.ago
  }

  isNow(sentence) {
    return this.of(sentence).some(({cue}) => cue.kind === "now" && !cue.id.endsWith(LOOSELY))
  }

  /** Whether what a sentence tells passed at once. `toldNext`: the next sentence tells something of its own. */
  passed(sentence, toldNext) {
    const [here, following] = [this.kinds(sentence), this.kinds(sentence + 1)]
    if (here.has("back") || following.has("back")) return false
    return here.has("over") || (!toldNext && following.has("over"))
  }

  of(sentence) {
    return this.bySentence.get(sentence) ?? []
  }

  kinds(sentence) {
    return new Set(this.of(sentence).map(({cue}) => cue.kind))
  }
}

/** Whether a cue names the writer, or somebody as the one who does something: "their lips" may be anybody's. */
function isHere(cue) {
  return cue.kind === "self" || (cue.kind === "partner" && cue.id.endsWith(SUBJECT))
}
