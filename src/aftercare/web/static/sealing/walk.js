// The way through the screens after something was sealed in the page: what cannot wait, what is asked, that it is kept.
// Answers change the screening in memory only; nothing of what was written outlives its screens.
import { end, listAlone, nothingStands, screenOf, unattended } from "./screens.js";
import { goFront } from "../going.js";
import { markFinished } from "../unfinished.js";

/**
 * @typedef {{place: HTMLElement, waiting: HTMLElement, country: string, minutes: number}} Where `place` shows the
 *   screens, `waiting` is how many wait; `minutes` until they are taken away when nobody is there
 * @param {import("./screening.js").Screened | null} seen null when it could not be screened: then the static list
 * @param {Where} where
 * @param {boolean} begun a half-filled form was kept, not an entry
 */
export function walk(seen, where, begun = false) {
  new Walk(seen, where, begun).begin();
}

/** In place of screens that were lost before Done, as when the page was loaded anew. */
export function walkAgain(where) {
  new Walk(null, where, false).beginWith(listAlone());
}

class Walk {
  constructor(seen, where, begun) {
    Object.assign(this, { seen, begun }, where);
  }

  begin() {
    this.watch();
    this.show();
    this.watchIdle();
  }

  beginWith(parts) {
    this.watch();
    this.fill(parts);
  }

  watch() {
    this.place.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button && !this.waiting.contains(button)) this[DOING[button.dataset.do]](button.dataset);
    });
  }

  /** The next screen. A fault on the way ends in the static list, never in silence. */
  show() {
    let parts;
    try {
      parts = this.seen === null ? [end({ begun: this.begun })] : screenOf(this.seen, this.country, this.begun);
      // The next can be noted at once, also without Done: nobody is shown a list of dangers for nothing.
      if (this.seen !== null && nothingStands(this.seen)) markFinished();
    } catch {
      this.seen = null;
      parts = [end({ begun: this.begun })];
    }
    this.fill(parts);
  }

  fill(parts) {
    this.place.replaceChildren(...parts);
    this.place.hidden = false;
    this.place.querySelector('[data-slot="waiting"]')?.replaceChildren(this.waiting);
    // Of a danger its first word: whom to reach stands before why, and nobody is led past it.
    const first = this.place.querySelector(".banner.flag .tag, h1");
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  tell(doing) {
    try {
      doing(this.seen, Date.now());
    } catch {
      this.seen = null;
    }
    this.show();
  }

  read() {
    this.tell((seen, now) => seen.readFlags(now));
  }

  again() {
    this.tell((seen, now) => seen.showAgain(now));
  }

  none() {
    const ticked = this.ticked();
    this.tell((seen, now) => seen.tellDanger({ ticked, none: true }, now));
  }

  skip() {
    this.tell((seen, now) => seen.tellDanger({}, now));
  }

  tick() {
    const ticked = this.ticked();
    if (ticked.length > 0) this.tell((seen, now) => seen.tellDanger({ ticked }, now));
    else this.place.querySelector('[data-part="wrong"]').hidden = false;
  }

  answer({ answer }) {
    this.tell((seen, now) => seen.tellQuestion(answer ?? null, now));
  }

  quote({ so, quote }) {
    const { saved, step } = this.seen;
    const one = saved.quotes.find(({ key }) => key === quote) ?? step.quotes[0];
    this.tell((seen, now) => seen.tellQuote(one, so ?? null, now));
  }

  ticked() {
    return [...this.place.querySelectorAll("input:checked")].map((box) => box.value);
  }

  leave() {
    this.seen = null;
    markFinished();
    this.place.replaceChildren();
    goFront();
  }

  /** Nobody is there: what was just written is taken away, and whatever can help without it stays. */
  rest() {
    this.stopWatching();
    const parts = unattended(this.seen, this.country);
    this.seen = null;
    if (parts === null) this.leave();
    else this.fill(parts);
  }

  /** For as long as the journal waits. A page that was put away whole has counted nothing: it looks at the clock. */
  watchIdle() {
    const time = this.minutes * 60_000;
    const watching = new AbortController();
    let timer;
    let acted;
    const again = () => {
      clearTimeout(timer);
      acted = Date.now();
      timer = setTimeout(() => this.rest(), time);
    };
    this.stopWatching = () => {
      clearTimeout(timer);
      watching.abort();
    };
    const { signal } = watching;
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, again, { signal });
    window.addEventListener("pageshow", () => Date.now() - acted > time && this.rest(), { signal });
    again();
  }
}

const DOING = {
  read: "read",
  again: "again",
  none: "none",
  skip: "skip",
  ticked: "tick",
  answer: "answer",
  quote: "quote",
  done: "leave",
};
