// What one tab of this browser does, the others do at once: after Exit each turns into the empty note, after Lock each
// covers itself and goes once the program has locked. The channel carries one of these two words and nothing else.
import { coverForGood, goBlank, goFront } from "./going.js";
import { askPulse } from "./server.js";
import { markFinished } from "./unfinished.js";

const settings = document.body.dataset;
// Behind a proxy other programs may stand under the same name: the address of our first page keeps them apart.
const channel = globalThis.BroadcastChannel ? new BroadcastChannel(`n${settings.front}`) : null;
const AGAIN = 250;
const TRIES = 40;

/** Hears what other tabs do. */
export function watchTabs() {
  channel?.addEventListener("message", (event) => {
    if (event.data === "exit") blank();
    else if (event.data === "lock" && "personal" in settings) goOnceLocked();
  });
}

/** This tab leaves: the others do too. */
export function tellExit() {
  channel?.postMessage("exit");
}

/** This tab locks: the others go once the program has. */
export function tellLock() {
  channel?.postMessage("lock");
}

/** Nothing is seen from this very step on; then the empty note takes the page's place. */
export function blank() {
  markFinished();
  goBlank();
}

/** Covered from now on. The other tab's Lock is under way, so "still open" is not the last word. */
async function goOnceLocked() {
  coverForGood();
  for (let left = TRIES; left > 0; left -= 1) {
    const pulse = await askPulse();
    if (pulse && !pulse.open) break;
    await new Promise((done) => setTimeout(done, AGAIN));
  }
  goFront();
}
