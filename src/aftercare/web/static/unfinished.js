// That screens after something noted here were not ended with Done: one mark, the same for every one, that says nothing of
// what was noted. A page that comes anew while it stands shows the static list in place of what was lost.
const MARK = "u";

/** From before anything is sealed until Done, or until the screens are through and left nothing that can't wait. Never
 *  after Exit, whatever was still on its way. */
export function markUnfinished() {
  if (globalThis.document?.documentElement?.classList.contains("gone")) return;
  inStorage((storage) => storage.setItem(MARK, "1"));
}

export function markFinished() {
  inStorage((storage) => storage.removeItem(MARK));
}

export const isUnfinished = () => inStorage((storage) => storage.getItem(MARK)) === "1";

function inStorage(doing) {
  try {
    return doing(globalThis.sessionStorage);
  } catch {
    // A browser that keeps nothing, or may not.
    return null;
  }
}
