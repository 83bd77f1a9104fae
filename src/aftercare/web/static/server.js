// The three things a page may tell the server by itself. Never what a person typed.
const settings = document.body.dataset;

const body = () => new URLSearchParams({ t: settings.token });

/** Ends the open journal without waiting for the answer; survives the page. */
export function sendExit() {
  fetch(settings.exit, { method: "POST", body: body(), keepalive: true, redirect: "manual" }).catch(() => {});
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
