// A personal page covers itself when it is hidden or left, and shows itself again only once the server has said that
// the journal is still open. A page that the browser kept whole and brings back is loaded anew, but for screens that help.
import { goFrontUnasked, isGone, isLocking } from "./going.js";
import { askPulse } from "./server.js";
import { isUnfinished } from "./unfinished.js";

const root = document.documentElement;
let turn = 0;

export function watchCover() {
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && !holdsScreens()) location.reload();
  });
  if (!("personal" in document.body.dataset)) return;
  document.addEventListener("visibilitychange", () => (document.hidden ? cover() : uncover()));
  window.addEventListener("pagehide", cover);
  if (document.hidden) cover();
}

/** What can't wait after something noted here: its screens come back as they were, unless Exit was asked for. */
function holdsScreens() {
  const steps = document.getElementById("steps");
  return isUnfinished() && !isGone() && steps !== null && !steps.hidden;
}

function cover() {
  if (!("personal" in document.body.dataset)) return;
  turn += 1;
  root.classList.add("covered");
}

/** An answer to an earlier look at the page says nothing about now, and after Lock "still open" is not the last word. */
async function uncover() {
  if (!root.classList.contains("covered") || isLocking()) return;
  const asked = turn;
  const pulse = await askPulse();
  const isOfNow = asked === turn && !isLocking();
  if (pulse && !pulse.open) goFrontUnasked();
  else if (isOfNow && pulse) root.classList.remove("covered");
  else if (isOfNow) goFrontUnasked();
}
