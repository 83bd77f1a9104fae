// The screens after an entry that the page sealed by itself, filled from the page's templates. Text only: nothing that
// was written can become markup, and nothing of it stays once a screen is taken away.

const SIGNS = { now: "yes", not: "no" };

/** A copy of a template, its slots filled: text for a text, nodes for nodes; what is empty is taken out. */
function made(name, slots = {}) {
  const copy = document.getElementById(`t-${name}`).content.cloneNode(true);
  for (const [key, value] of Object.entries(slots)) {
    const slot = copy.querySelector(`[data-slot="${key}"]`);
    if (value === null || value === "") slot.remove();
    else slot.replaceChildren(...[value].flat());
  }
  return copy;
}

const wordsOf = (name) => document.getElementById(`t-${name}`).content.textContent.trim();

function only(copy, parts) {
  for (const [name, wanted] of Object.entries(parts)) {
    if (!wanted) copy.querySelector(`[data-part="${name}"]`).remove();
  }
  return copy;
}

const item = (text, sign) => Object.assign(document.createElement("li"), { textContent: text, className: sign });

/**
 * The screen of a step.
 * @param {import("./screening.js").Screened} screened
 * @param {string} country two letters, or empty
 * @param {boolean} begun a half-filled form was kept, not an entry
 */
export function screenOf(screened, country, begun = false) {
  const { step } = screened;
  if (step.kind === "flags") return flags(screened, country);
  if (step.kind === "quote") return [quote(step.quotes[0], "h1"), made("skip")];
  if (step.kind === "danger") return [made("danger", { lines: step.lines.map(line) })];
  if (step.kind === "question") return [made("question", { question: step.question.question })];
  const { saved, wasRead } = screened;
  return [end({ flags: screened.pages(country || null), words: saved.unreadWords, read: wasRead, begun })];
}

/** The last screen. Where nothing could be screened, the static list stands on it, whatever was written. */
export function end({ flags: pages = [], words = true, read = false, begun = false } = {}) {
  const copy = made("end", { chip: pages[0]?.chip ?? "" });
  only(copy, { noted: !begun, begun });
  only(copy, { read, unread: !read });
  only(copy, { stands: pages.length > 0, danger: words });
  if (pages.length > 0) tint(copy.querySelector('[data-part="stands"]'), pages[0].emergency);
  return copy;
}

/** What to mend, each line leading to its field. */
export function mend(fields, sentences) {
  const lines = Object.entries(fields).map(([field, key]) => {
    const link = Object.assign(document.createElement("a"), { href: `#${field}`, textContent: sentences[key] });
    const line = document.createElement("li");
    line.append(link);
    return line;
  });
  return made("mend", { title: wordsOf(lines.length === 1 ? "one" : "several"), list: lines });
}

/** That nothing was kept, and what to do. */
export const notKept = () => made("mend", { title: wordsOf("not-kept"), list: null });

/** Why it was not kept, below what can't wait: that is shown whether anything could be kept or not. */
export function refused(complaint, screened, country) {
  return [...cannotWait(screened, country), complaint];
}

/** Whether nothing is lost with the page: all was asked, nothing that was noted can't wait, and no words are unread. */
export const nothingStands = ({ step, saved }) => step.kind === "end" && saved.fired.length === 0 && !saved.unreadWords;

function cannotWait(screened, country) {
  try {
    const { step, saved, wasRead } = screened;
    const pages = step.kind === "flags" ? screened.pages(country || null) : [];
    const parts = pages.map((page, place) => flag(screened, page, place + 1));
    const asks = saved.unreadWords || step.kind === "danger";
    return asks ? [...parts, list(wasRead)] : parts;
  } catch {
    return [list(false)];
  }
}

const list = (read) => end({ read }).querySelector('[data-part="danger"]');

/** The static list by itself, who to reach first: nothing on it is of what was written. */
export function listAlone() {
  const card = list(false);
  card.querySelector("h2").after(card.querySelector("a").parentElement);
  raise(card.querySelector("h2"));
  const button = end().querySelector(".thumb");
  return [card, button];
}

/**
 * What stays when nobody is there: of an emergency the numbers and what to do, with no word of what was written or of
 * why. What is the person's own affair gives way to the static list. Null where nothing was to be shown at all.
 */
export function unattended(screened, country) {
  if (screened === null) return listAlone();
  try {
    const { saved, data, steps, progress } = screened;
    const { flags: shown } = steps.nextStep(data, saved, { ...progress, seen: new Set(), opened: false });
    const pages = shown.map((one) => steps.flagPage(data, one, country || null));
    const urgent = pages.filter((page) => page.mind || page.emergency);
    if (urgent.length > 0) return [...urgent.map((page, place) => flag(screened, unsaid(page), place)), end().querySelector(".thumb")];
    return saved.fired.length > 0 || saved.unreadWords || saved.dangerLines.length > 0 ? listAlone() : null;
  } catch {
    return listAlone();
  }
}

const unsaid = (page) => ({ ...page, flag: { ...page.flag, because: page.chip } });

function flags(screened, country) {
  const pages = screened.pages(country || null);
  const parts = pages.flatMap((page, place) => [...(place === 1 ? [made("else")] : []), flag(screened, page, place)]);
  return [made("flags", { flags: parts, quotes: screened.step.quotes.map((one) => quote(one, "h2")) })];
}

function flag(screened, page, place) {
  const { because, doNow = [], doNot = [] } = page.flag;
  const copy = made("flag", {
    chip: page.chip,
    place: page.place,
    reach: reach(screened, page),
    because: page.mind ? wordsOf("mind") : because,
    now: doNow.map((text) => item(text, SIGNS.now)),
    not: doNot.map((text) => item(text, SIGNS.not)),
  });
  only(copy, { mind: page.mind, now: doNow.length > 0, not: doNot.length > 0 });
  tint(copy.querySelector(".banner"), page.emergency);
  if (place > 0) lower(copy.querySelector("h1"));
  return copy;
}

function tint(banner, emergency) {
  banner.classList.add(emergency ? "red" : "ember");
  banner.querySelector(".tag").classList.add(emergency ? "alarm" : "ember");
}

const lower = (heading) => renamed(heading, "h2");
const raise = (heading) => renamed(heading, "h1");

function renamed(heading, name) {
  const other = document.createElement(name);
  other.append(...heading.childNodes);
  heading.replaceWith(other);
}

function reach(screened, page) {
  if (page.services.length > 0) return [...ofCountry(screened, page.services), ...page.services.map(service)];
  if (page.kinds.length === 0) return [];
  return [...(page.emergency ? [made("anywhere")] : []), ...pick(screened.helpFor(page.kinds))];
}

/** Whose numbers these are, so that nobody abroad rings those of home; what works everywhere belongs to no country. */
function ofCountry({ data }, services) {
  const codes = [...new Set(services.map(({ country }) => country))].filter((code) => code !== "ZZ");
  const names = codes.map((code) => data.countries?.[code] ?? code);
  return names.length > 0 ? [made("of", { country: names.join(", ") })] : [];
}

/** One list to pick the country from; nothing of it is kept. */
function pick(helps) {
  const copy = made("pick");
  const select = copy.querySelector("select");
  const shown = document.createElement("div");
  for (const { country, name } of helps) select.append(new Option(name, country));
  select.addEventListener("change", () => {
    const help = helps.find(({ country }) => country === select.value);
    shown.replaceChildren(...(help?.services ?? []).map(service));
  });
  return [copy, shown];
}

function service({ name, hours, note, lines }) {
  return made("service", { name, hours: hours ?? "", note: note ?? "", lines: lines.map(number) });
}

function number({ number: digits, how, note, confidence }) {
  const sure = confidence === "high";
  if (how === "call" && sure) {
    const copy = made("call", { number: digits, note: note ?? "" });
    copy.querySelector("a").href = `tel:${digits.replaceAll(" ", "")}`;
    return copy;
  }
  return only(made("number", { number: digits, note: note ?? "" }), { text: how === "text", web: how === "web", unsure: !sure });
}

function quote(one, heading) {
  const copy = made("quote", { shown: one.shown });
  if (heading === "h1") raise(copy.querySelector("h2"));
  for (const button of copy.querySelectorAll("[data-so]")) button.dataset.quote = one.key;
  return copy;
}

function line({ id, text }) {
  const copy = made("line", { text });
  copy.querySelector("input").value = id;
  return copy;
}
