// Shift three times in a row, within five seconds. What people do with Shift while they write, mark text with the mouse or
// change their keyboard is something else: any other key or tap between begins the count anew.
const TAPS = 3;
const WITHIN = 5000;

/** @returns {{key: (event: KeyboardEvent) => number | null, other: () => void}} `key` takes each keydown and keyup and
 * tells how many presses count so far, or null where nothing changed; `other` is told of a tap. */
export function countShift() {
  let times = [];
  let alone = false;
  const other = () => {
    alone = false;
    times = [];
  };
  const key = (event) => {
    if (event.type === "keydown") {
      if (event.key !== "Shift") other();
      else if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey);
      return event.key === "Shift" ? null : 0;
    }
    if (event.key !== "Shift") return null;
    if (!alone) return 0;
    alone = false;
    times = [...times, event.timeStamp].filter((time) => event.timeStamp - time < WITHIN).slice(-TAPS);
    return times.length;
  };
  return { key, other };
}

export { TAPS, WITHIN };
