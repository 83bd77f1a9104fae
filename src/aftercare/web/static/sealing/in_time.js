// No step on the way to help waits without end for what may never answer.

const PATIENCE = 2_000;

/** What comes in time; an error when it takes longer. */
export function inTime(promise, time = PATIENCE) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(reject, time, new Error("late"))));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
