/**
 * When an entry was: its local time and zone as a moment, in milliseconds since 1970. Mirrors `model.entry.When` and
 * `check.facts.moment_of`. A zone that is not known is a fault, never UTC.
 */
import {demand} from "./fault.js"

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A local time without a zone can lie this much later in UTC: the westernmost zones are twelve hours behind. */
const UNKNOWN_ZONE_SLACK = 14 * HOUR
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?$/
const OFFSET = /^([+-])(\d{2}):(\d{2})$/

/**
 * The latest moment the entry can be about: a warning may last too long, never end too soon.
 * @param {{at: {local: string, zone: string|null, precision: string}, recorded: string}} entry
 * @returns {number}
 */
export function momentOf(entry) {
  const {local, zone, precision} = entry.at
  demand(["instant", "local", "day"].includes(precision), "the precision is not known")
  demand((precision === "instant") === (zone !== null), "an exact time needs its zone, and only that has one")
  const instant = instantOf(local, zone ?? "UTC")
  if (precision === "instant") return instant
  const slack = precision === "local" ? UNKNOWN_ZONE_SLACK : DAY + UNKNOWN_ZONE_SLACK
  return Math.max(instant, Math.min(instant + slack, momentFromText(entry.recorded)))
}

/**
 * @param {string} text a moment in UTC that ends in Z
 * @returns {number}
 */
export function momentFromText(text) {
  demand(typeof text === "string" && text.endsWith("Z") && text.includes("T"), "a moment is not written in UTC")
  return wallClock(text.slice(0, -1))
}

/** Where a clock shows a time twice, the first; where it jumps over it, as before the jump. */
function instantOf(local, zone) {
  const wall = wallClock(local)
  const before = wall - offset(zone, wall - DAY)
  const after = wall - offset(zone, wall + DAY)
  const fits = [before, after].find((moment) => moment + offset(zone, moment) === wall)
  return fits ?? before
}

function wallClock(text) {
  const match = typeof text === "string" ? LOCAL.exec(text) : null
  demand(match !== null, "a time is not written as it must be")
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0"] = match
  const milliseconds = Number(`0.${fraction}`) * 1000
  const wall = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second) + milliseconds
  const read = new Date(Math.floor(wall))
  const isSo =
    read.getUTCMonth() === +month - 1 && read.getUTCDate() === +day && +hour < 24 && +minute < 60 && +second < 60
  demand(isSo && +year >= 1000, "there is no such day or hour")
  return wall
}

function offset(zone, moment) {
  if (zone === "UTC") return 0
  const fixed = OFFSET.exec(zone)
  if (fixed) return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2]) * HOUR + Number(fixed[3]) * 60_000)
  const parts = Object.fromEntries(clockOf(zone).formatToParts(new Date(moment)).map((part) => [part.type, part.value]))
  const {year, month, day, hour, minute, second} = parts
  const shown = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second)
  return shown - Math.floor(moment / 1000) * 1000
}

const clocks = new Map()

function clockOf(zone) {
  if (!clocks.has(zone)) {
    const numeric = {year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric"}
    const options = {...numeric, second: "numeric", hourCycle: "h23", timeZone: zone, calendar: "gregory"}
    clocks.set(zone, new Intl.DateTimeFormat("en-US-u-nu-latn", options))
  }
  return clocks.get(zone)
}
