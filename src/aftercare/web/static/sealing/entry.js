// From the fields of the form to an entry in its written form (model/wire.py), exactly as the server reads them: an
// untouched field is unknown and leaves no value, never zero. Pure: fields, what was asked and the clock in, entry out.

const NOTE_LIMIT = 10_000;
const MOST_READ = 4 * NOTE_LIMIT;
const HIGHEST = 10;
const FIRST_YEAR = 1930;
const LEEWAY = 36 * 3600 * 1000;
const DAY = 24 * 60;
const MOST_CHOICES = 40;
// White space as Python strips it, which is not quite what trim() takes away.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");

/**
 * @typedef {{id: string, kind: string, order: number, options?: string[], minimum?: number, maximum?: number,
 *   follows?: {measure: string, atLeast?: number, atMost?: number, equals?: any, anyOf?: string[]}}} Asked
 */

/** What does not fit, by field, each with the key of its sentence on the page. */
export class Mend extends Error {
  /** @param {Record<string, string>} fields */
  constructor(fields) {
    super("mend");
    this.fields = fields;
  }
}

/**
 * The entry, or Mend with every field to mend, or a RangeError for a kind of question that only the server reads.
 * @param {[string, string][]} fields as the form would send them
 * @param {Asked[]} asked
 * @param {string} id
 * @param {number} nowMs
 * @param {string} kind what is logged: "encounter" or "day"
 */
export function readEntry(fields, asked, id, nowMs, kind = "encounter") {
  const posted = new Posted(fields);
  const at = readWhen(posted, nowMs);
  const values = readValues(posted, asked);
  const note = readNote(posted);
  if (Object.keys(values).length === 0 && note === null) throw new Mend({ entry: "nothing" });
  checkTime(at, nowMs);
  const recorded = recordedAt(nowMs);
  return { v: 1, id, kind, at, recorded, values, added: [], note, source: null };
}

/**
 * What can be read of a form that can't be kept as it stands, so that what is in it is looked through all the same. What
 * does not fit is left away; a time that can't be is now. Null when nothing is filled in.
 */
export function readLeniently(fields, asked, id, nowMs, kind = "encounter") {
  const posted = new Posted(fields);
  const values = {};
  for (const measure of asked) {
    const value = orNull(() => READERS[measure.kind](posted, measure));
    if (value !== null) values[measure.id] = value;
  }
  const note = strip(posted.text("note").replaceAll("\r\n", "\n")).slice(0, MOST_READ) || null;
  if (Object.keys(values).length === 0 && note === null) return null;
  const at = orNull(() => {
    const when = readWhen(posted, nowMs);
    checkTime(when, nowMs);
    return when;
  });
  const rightNow = { local: new Date(nowMs).toISOString().slice(0, 16), zone: "UTC", precision: "instant" };
  return { v: 1, id, kind, at: at ?? rightNow, recorded: recordedAt(nowMs), values, added: [], note, source: null };
}

function orNull(reading) {
  try {
    return reading();
  } catch {
    return null;
  }
}

/** What was typed, as the server reads a posted form. */
class Posted {
  constructor(fields) {
    this.fields = fields.map(([name, value]) => [name, wellFormed(value)]);
  }

  text(name) {
    return strip(this.fields.findLast(([key]) => key === name)?.[1] ?? "");
  }

  all(name) {
    return this.fields.filter(([key, value]) => key === name && value).map(([, value]) => value);
  }
}

const strip = (text) => text.replace(AROUND, "");

// Half a sign can be stored nowhere; a browser that sends a form puts this in its place.
export function wellFormed(text) {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (part) => (part.length === 2 ? part : "\ufffd"));
}

function readNote(posted) {
  const note = strip(posted.text("note").replaceAll("\r\n", "\n"));
  if ([...note].length > NOTE_LIMIT) throw new Mend({ note: "long_note" });
  return note || null;
}

function readValues(posted, asked) {
  const values = {};
  const wrong = {};
  for (const measure of [...asked].sort(byOrder)) {
    const reader = READERS[measure.kind];
    if (!reader) throw new RangeError(measure.kind);
    try {
      const value = reader(posted, measure);
      if (value !== null) values[measure.id] = value;
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      wrong[measure.id] = error.message;
    }
  }
  for (const { id, follows } of asked) {
    if (id in values && follows && follows.measure in values && !holds(follows, values[follows.measure])) {
      wrong[id] = "contradicts";
    }
  }
  if (Object.keys(wrong).length > 0) throw new Mend(wrong);
  return values;
}

const byOrder = (one, other) => one.order - other.order || (one.id < other.id ? -1 : 1);

function holds({ equals, anyOf, atLeast, atMost }, value) {
  if (equals !== undefined && value !== equals) return false;
  if (anyOf?.length && ![value].flat().some((each) => anyOf.includes(each))) return false;
  if (atLeast === undefined && atMost === undefined) return true;
  const number = Number(value);
  return typeof value !== "string" && number >= (atLeast ?? -Infinity) && number <= (atMost ?? Infinity);
}

class Unfit extends Error {}

function whole(text) {
  if (text === "") return null;
  if (!/^[0-9]{1,9}$/.test(text)) throw new Unfit("pick");
  return Number(text);
}

function within(number, highest) {
  if (number !== null && number > highest) throw new Unfit("pick");
  return number;
}

function yesNo(posted, { id }) {
  const answer = { yes: true, no: false, "": null }[posted.text(id)];
  if (answer === undefined) throw new Unfit("pick");
  return answer;
}

const steps = (posted, { id, options }) => within(whole(posted.text(id)), options.length - 1);

const scale = (posted, { id }) => within(whole(posted.text(id)), HIGHEST);

function choice(posted, { id, options }) {
  const text = posted.text(id);
  if (text && !options.includes(text)) throw new Unfit("pick");
  return text || null;
}

function choices(posted, { id, options }) {
  const found = posted.all(id);
  if (found.every((each) => !strip(each))) return null;
  if (found.length > MOST_CHOICES || !found.every((each) => options.includes(each))) throw new Unfit("pick");
  const chosen = options.filter((option) => found.includes(option));
  if (chosen.includes("none") && chosen.length > 1) throw new Unfit("alone");
  return chosen;
}

function duration(posted, { id, maximum }) {
  const hours = whole(posted.text(`${id}.h`));
  const minutes = whole(posted.text(`${id}.m`));
  return hours === null && minutes === null ? null : within((hours ?? 0) * 60 + (minutes ?? 0), maximum ?? DAY);
}

function sites(posted, { id, options }) {
  const scores = options.map((site) => [site, within(whole(posted.text(`${id}.${site}`)), HIGHEST)]);
  const given = scores.filter(([, score]) => score !== null);
  return given.length > 0 ? Object.fromEntries(given) : null;
}

function number(posted, { id, minimum, maximum }) {
  const text = posted.text(id).replaceAll(",", ".");
  if (text === "") return null;
  // What only the server's language takes for a number is left to it.
  if (/[^\x00-\x7f]|_/.test(text)) throw new RangeError(id);
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!(value >= minimum && value <= maximum)) throw new Unfit("number");
  return value;
}

function date(posted, { id }) {
  const text = posted.text(id);
  if (text && minute(`${text}T00:00`) === null) throw new Unfit("day");
  return text || null;
}

function text(posted, { id, maximum }) {
  const written = posted.text(id);
  if ([...written].length > maximum || written.includes("\0")) throw new Unfit("long_text");
  return written || null;
}

const READERS = { yes_no: yesNo, steps, scale, choice, choices, duration, sites, number, date, text };

function readWhen(posted, nowMs) {
  if (posted.text("when") !== "earlier") {
    const local = minute(posted.text("local")) ?? new Date(nowMs).toISOString().slice(0, 16);
    return { local, zone: zoneOf(posted), precision: "instant" };
  }
  const day = posted.text("day");
  if (minute(`${day}T00:00`) === null) throw new Mend({ time: "day" });
  const hour = posted.text("hour");
  if (posted.text("only_day") || !hour) return { local: day, zone: null, precision: "day" };
  const local = minute(`${day}T${hour.slice(0, 5)}`);
  if (local === null || !/^\d\d:\d\d(:[0-5]\d)?$/.test(hour)) throw new Mend({ time: "hour" });
  return { local, zone: zoneOf(posted), precision: "instant" };
}

/** The text if it is a minute that there is, like 2026-11-20T23:40; else null. */
function minute(text) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) || text.startsWith("0000")) return null;
  const read = new Date(`${text}:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) ? text : null;
}

/** The zone the browser says it is in, when that is one; else what the server takes for a browser that doesn't say. */
function zoneOf(posted) {
  const named = posted.text("zone");
  const offset = /^[+-](\d\d):(\d\d)$/.exec(named);
  if (offset && Number(offset[1]) * 60 + Number(offset[2]) < DAY) return named;
  if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(named)) return "UTC";
  try {
    new Intl.DateTimeFormat("en", { timeZone: named });
    return named;
  } catch {
    return "UTC";
  }
}

function checkTime({ local }, nowMs) {
  const moment = Date.parse(`${local.length === 10 ? `${local}T00:00` : local}:00Z`);
  if (moment < Date.UTC(FIRST_YEAR, 0, 1)) throw new Mend({ time: "before" });
  if (moment > nowMs + LEEWAY) throw new Mend({ time: "ahead" });
}

/** A UTC moment as it is written: seconds, or microseconds where there are any, and Z. */
function recordedAt(nowMs) {
  const text = new Date(nowMs).toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, 19)}Z` : `${text.slice(0, 23)}000Z`;
}
