// The four things a page may tell the server by itself, and the sign that it is left. Never what a person typed.
const settings = document.body.dataset;

const body = () => new URLSearchParams({ t: settings.token });

/** From this very step on every request says that the page is left: none may be answered as if it were not, not even one
 *  that Back sends before ours has come (security/leaving.py). */
function signLeaving() {
  document.cookie = settings.leaving;
}

/** Ends the open journal without waiting for the answer; survives the page. */
export function sendExit() {
  signLeaving();
  fetch(settings.exit, { method: "POST", body: body(), keepalive: true, redirect: "manual" }).catch(() => {});
}

/** Locks; survives the page. True once it has, false when refused, null when nobody answers. */
export async function sendLock(address) {
  signLeaving();
  try {
    const answer = await fetch(address, { method: "POST", body: body(), keepalive: true, redirect: "manual" });
    return answer.type === "opaqueredirect";
  } catch {
    return null;
  }
}

/** Asks whether the journal is still open: {open, left (seconds)}; null when the server is gone. */
export async function askPulse() {
  return ask(settings.pulse);
}

/** Says that the person did something. Answers like askPulse. */
export async function sayStay() {
  return ask(settings.stay);
}

async function ask(address) {
  try {
    const answer = await fetch(address, { method: "POST", body: body(), cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
