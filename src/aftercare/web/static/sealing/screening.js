// Screens an entry in the page, before it is sealed: the rules that need this entry alone, and the words that decide.
// Loaded beforehand, so that nothing waits; where any of it is missing, slow or at fault, the answer is null, which
// means "could not be screened", and the page shows the static danger list.

const PATIENCE = 2_500;
const READ = "en";
const beside = (name) => new URL(name, import.meta.url).href;
let loading = null;
let words = null;

/** Begin to load what is needed for an entry without words. Never fails here. */
export function prepare() {
  loading ??= load();
  loading.catch(() => {});
}

/** Begin to load what reads words, because some are about to be written; worked out while nothing else is done. */
export function prepareWords() {
  prepare();
  words ??= loading.then(({ after, data }) => reader(after, data));
  words.then((read) => read && inQuiet(() => read.reader.getReady(read.words))).catch(() => (words = null));
}

function inQuiet(doing) {
  if (globalThis.requestIdleCallback) requestIdleCallback(doing, { timeout: PATIENCE });
  else setTimeout(doing, 0);
}

/**
 * @param {object} entry in its written form
 * @param {number} nowMs
 * @returns {Promise<Screened | null>}
 */
export async function screened(entry, nowMs) {
  try {
    prepare();
    const parts = await inTime(loading);
    return new Screened({ ...parts, ...(await readerFor(parts, entry)) }, entry, nowMs);
  } catch {
    loading = null;
    return null;
  }
}

/** What reads the words of an entry; without it, or where it can't be had, they count as unread. */
async function readerFor({ after, data }, entry) {
  if (after.wordsOf(data, entry) === "") return null;
  prepareWords();
  return inTime(words).catch(() => null);
}

/** One entry's way through what cannot wait and what is asked. In memory only; any fault is for the caller. */
export class Screened {
  constructor(parts, entry, nowMs) {
    Object.assign(this, parts);
    this.entry = entry;
    this.progress = this.progressing.begin();
    this.read = this.readWords();
    this.look(nowMs);
  }

  /** What was read in the entry's words; none where nobody could read them, and the static list stands for that. */
  readWords() {
    this.wasRead = false;
    if (!this.reader) return [];
    try {
      const text = this.after.wordsOf(this.data, this.entry);
      const { facts, understood } = this.reader.tryNote(this.words, text, this.after.momentOf(this.entry));
      this.wasRead = understood;
      return facts;
    } catch {
      return [];
    }
  }

  look(nowMs) {
    this.saved = this.after.afterLetter(this.data, this.read, this.entry, this.progress.told, nowMs);
    this.step = this.steps.nextStep(this.data, this.saved, this.progress);
  }

  /** The flags of the step, each with place, help and words for its page. */
  pages(country) {
    return this.step.flags.map((flag) => this.steps.flagPage(this.data, flag, country));
  }

  helpFor(kinds) {
    return this.steps.helpByCountry(this.data, kinds);
  }

  readFlags(nowMs) {
    this.progress = this.progressing.readFlags(this.progress, this.saved);
    this.look(nowMs);
  }

  showAgain(nowMs) {
    this.progress = this.progressing.showAgain(this.progress);
    this.look(nowMs);
  }

  tellDanger(said, nowMs) {
    this.progress = this.progressing.tellDanger(this.progress, this.saved, said, nowMs);
    this.look(nowMs);
  }

  tellQuestion(status, nowMs) {
    this.progress = this.progressing.tellQuestion(this.progress, this.saved, this.step.question.id, status, nowMs);
    this.look(nowMs);
  }

  tellQuote(quote, said, nowMs) {
    this.progress = this.progressing.tellQuote(this.progress, quote, said, nowMs);
    this.look(nowMs);
  }
}

async function load() {
  const [after, steps, progressing, data] = await Promise.all([
    import("../screen/after.js"),
    import("../screen/steps.js"),
    import("../screen/progress.js"),
    json(`../made/screening.${document.documentElement.lang}.json`),
  ]);
  return { after, steps, progressing, data };
}

/** Words are read in English alone; unread words are told apart by the static list, which every note gets. */
async function reader(after, data) {
  if (document.documentElement.lang !== READ) return null;
  const [read, lexicon] = await Promise.all([import("../screen/words/read.js"), json("../made/words.json")]);
  return after.sameKnowledge(data, lexicon) ? { reader: read, words: lexicon } : null;
}

async function json(name) {
  const answer = await fetch(beside(name));
  if (!answer.ok) throw new Error("not there");
  return answer.json();
}

function inTime(promise) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("late")));
  return Promise.race([promise, late]);
}
