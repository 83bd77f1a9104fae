// A form of the open journal when the program can't be reached: what was filled in is screened, sealed and kept on this
// device, as while locked; a half-filled form is kept as it is. While the program answers, saving goes on as ever. Only
// in a browser that may write, and only once all that is needed is at hand: nothing is kept unseen.
import { Mend, readEntry, readLeniently, wellFormed } from "./entry.js";
import { discard, keep } from "./letters.js";
import { prepare, prepareWords, screened } from "./screening.js";
import { mend, notKept, refused } from "./screens.js";
import { newId, sealLetter, TooLong } from "./seal.js";
import { walk } from "./walk.js";
import { finish, goFront, goOn, goWith, isLocking } from "../going.js";

const PATIENCE = 10_000;
const NOT_KEPT = ["t", "form", "do"];
const LOCKED_OR_STALE = 403;

/**
 * @param {HTMLFormElement} form
 * @param {import("./letters.js").Pairing} pin
 * @param {() => void} fillClock puts the browser's time and zone into the form
 */
export async function watchOpenForm(form, pin, fillClock) {
  const parts = await fetchParts(form);
  if (parts !== null) new OpenForm(form, pin, fillClock, parts).watch();
}

/** Templates and questions, from the program while it is there. Any other answer has none. */
async function fetchParts(form) {
  const fields = new FormData(form);
  const named = ["t", "id", "entry"].filter((name) => fields.has(name)).map((name) => [name, fields.get(name)]);
  const request = new XMLHttpRequest();
  request.open("POST", form.dataset.apart);
  request.responseType = "document";
  await new Promise((done) => {
    request.onloadend = done;
    request.send(new URLSearchParams([...named, ["form", form.dataset.begun]]));
  });
  const parts = request.response?.getElementById("apart");
  if (!parts) return null;
  for (const script of parts.querySelectorAll("script")) script.remove();
  return document.importNode(parts, true);
}

class OpenForm {
  constructor(form, pin, fillClock, parts) {
    Object.assign(this, { form, pin, fillClock, parts, kept: null, busy: false, turn: Promise.resolve() });
    this.asked = JSON.parse(parts.dataset.asked);
    this.sentences = JSON.parse(parts.dataset.sentences);
  }

  watch() {
    this.form.before(this.parts);
    // Without the program the page's own clock counts on; the person is still there (clock.js).
    document.body.dataset.alone = "";
    this.form.addEventListener("submit", (event) => this.submit(event), { capture: true });
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, getReady, { once: true });
    this.form.elements.note.addEventListener("input", prepareWords, { once: true });
    this.form.addEventListener("notheld", () => this.inTurn(() => this.keepBegun()));
    this.form.addEventListener("held", () => this.inTurn(() => this.dropBegun()));
  }

  inTurn(doing) {
    this.turn = this.turn.then(doing).catch(() => {});
  }

  async submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    await finish(() => this.save());
  }

  /** Saved there, or kept here: Lock meanwhile, or that it has locked, takes nothing of it away. */
  async save() {
    this.fillClock();
    const taken = await this.send();
    if (taken === true) {
      this.inTurn(() => this.dropBegun());
      await this.turn;
      goOn(this.form.dataset.next);
    } else if (taken === false) {
      goWith(this.form);
    } else {
      await this.keepHere().catch(() => this.complain(notKept(), null));
      if (this.isCovered()) await this.putAway();
      this.busy = false;
    }
  }

  isCovered() {
    return this.form.isConnected && document.documentElement.classList.contains("covered");
  }

  /** Nobody saw what is to be mended: it is kept as it is, to be gone on with. */
  async putAway() {
    if (!isLocking()) {
      this.inTurn(() => this.keepBegun());
      await this.turn;
    }
    goFront();
  }

  /** True when saved, false when there is something to mend, which its page says; null when nobody took it. */
  async send() {
    const body = new URLSearchParams(new FormData(this.form));
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body,
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.type === "opaqueredirect") return true;
      return answer.status === LOCKED_OR_STALE || answer.status >= 500 ? null : false;
    } catch {
      return null;
    }
  }

  async keepHere() {
    const now = Date.now();
    const entry = this.read(now);
    if (entry instanceof Mend) {
      this.complain(mend(entry.fields, this.sentences), await this.look(now));
      return;
    }
    // Screened before it is sealed; where that can't be done, the static list stands for it.
    const seen = await (entry ? screened(entry, now) : this.look(now));
    const begun = entry === null || this.form.dataset.begun === "edit";
    this.inTurn(() => this.keepAndShow(begun ? this.draft(now) : { entry }, seen, begun));
    await this.turn;
  }

  async keepAndShow(content, seen, begun) {
    try {
      this.kept = await keep(await sealLetter(this.pin, content), this.kept);
    } catch (error) {
      this.complain(error instanceof TooLong ? mend({ note: "too_long" }, this.sentences) : notKept(), seen);
      return;
    }
    await this.show(seen ?? null, begun);
  }

  /** What is in a form that can't be kept as an entry; undefined where there is nothing in it to look at. */
  async look(now) {
    const fields = [...new FormData(this.form)];
    const entry = readLeniently(fields, this.asked, newId(), now, this.parts.dataset.kind);
    return entry === null ? undefined : screened(entry, now);
  }

  /** The entry; a Mend; or null where only the server can read the form, or a change is to be mended later. */
  read(now) {
    const { begun } = this.form.dataset;
    const id = this.form.elements[begun === "edit" ? "entry" : "id"].value;
    try {
      return readEntry([...new FormData(this.form)], this.asked, id, now, this.parts.dataset.kind);
    } catch (error) {
      return error instanceof Mend && begun !== "edit" ? error : null;
    }
  }

  draft(now) {
    const fields = {};
    for (const [name, value] of new FormData(this.form)) {
      if (!value || NOT_KEPT.includes(name)) continue;
      const text = wellFormed(value);
      fields[name] = name in fields ? `${fields[name]}\n${text}` : text;
    }
    fields.kept = new Date(now).toISOString().replace("Z", "+00:00");
    return { draft: { form: this.form.dataset.begun, fields } };
  }

  /** What is filled in so far, in the place of what was kept of it before. */
  async keepBegun() {
    if (!this.form.isConnected) return;
    try {
      this.kept = await keep(await sealLetter(this.pin, this.draft(Date.now())), this.kept);
      this.form.querySelector(".unkept").hidden = true;
    } catch {
      this.form.querySelector(".unkept").hidden = false;
    }
  }

  async dropBegun() {
    if (this.kept !== null) await discard(this.kept);
    this.kept = null;
  }

  /** Of the page only what is needed now stays: the screens hold nothing of the journal. */
  async show(seen, begun) {
    const { parts } = this;
    parts.remove();
    delete document.body.dataset.personal;
    if (!isLocking()) document.documentElement.classList.remove("covered");
    document.getElementById("soon").hidden = true;
    document.getElementById("main").replaceChildren(parts);
    const { where: country, minutes } = parts.dataset;
    const [place, waiting] = ["#steps", "#waiting"].map((name) => parts.querySelector(name));
    walk(seen, { place, waiting, country, minutes: Number(minutes) }, begun);
    const { bring } = await import("./waiting.js");
    bring().catch(() => {});
  }

  complain(what, seen) {
    const slot = this.parts.querySelector('[data-slot="mend"]');
    slot.replaceChildren(...(seen === undefined ? [what] : refused(what, seen, this.parts.dataset.where)));
    slot.firstElementChild.tabIndex = -1;
    slot.firstElementChild.focus({ preventScroll: true });
    slot.firstElementChild.scrollIntoView({ block: "start" });
  }
}

/** All that seals is at hand before it is needed: it may have to do without the program. */
function getReady() {
  prepare();
  import("./age.js").catch(() => {});
  import("./waiting.js").catch(() => {});
}
