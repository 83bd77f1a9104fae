// "Kept on this phone, not yet in the journal": how many wait, and the ways to deliver or give them up. They are brought
// by themselves when a page opens and when the network comes back.
import { canKeep, count, deliver, discardAll } from "./letters.js";

const section = document.getElementById("waiting");
let busy = null;

/** Bring what waits, and say how that went. Returns how many are left. */
export async function bring({ asked = false } = {}) {
  if (!section || !canKeep() || !(await count())) return show();
  busy ??= deliver(section.dataset.letterbox).finally(() => (busy = null));
  const { left, say } = await busy;
  if (left > 0 && (say !== null || asked)) slot("say", say || words(say === null ? "far" : "refused"));
  return show();
}

async function show() {
  if (!section || !canKeep()) return 0;
  const left = await count();
  slot("count", String(left));
  if (left === 0) putAway();
  else section.hidden = false;
  return left;
}

/** Nothing waits any more. The focus does not go with the button that did it. */
function putAway() {
  slot("say", "");
  const held = section.contains(document.activeElement);
  section.hidden = true;
  if (held) document.getElementById("main").focus({ preventScroll: true });
}

function slot(name, text) {
  section.querySelector(`[data-slot="${name}"]`).textContent = text;
}

const words = (name) => section.querySelector(`[data-words="${name}"]`).textContent;

function part(name, shown) {
  section.querySelector(`[data-part="${name}"]`).hidden = !shown;
}

function ask(shown) {
  part("sure", shown);
  part("acts", !shown);
  section.querySelector(`[data-do="${shown ? "keep" : "ask"}"]`).focus();
}

const DOING = {
  deliver: () => bring({ asked: true }),
  ask: () => ask(true),
  keep: () => ask(false),
  async discard() {
    await discardAll();
    ask(false);
    await show();
  },
};

function watch() {
  section.addEventListener("click", (event) => DOING[event.target.closest("[data-do]")?.dataset.do]?.());
  document.addEventListener("letterschange", () => show().catch(() => {}));
  window.addEventListener("online", () => bring().catch(() => {}));
  bring().catch(() => {});
}

if (section && canKeep()) watch();
