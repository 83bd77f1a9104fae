// A personal page covers itself when it is hidden or left, and shows itself again only once the server has said that
// the journal is still open. A page that the browser kept whole and brings back is loaded anew.
import { askPulse } from "./server.js";

const root = document.documentElement;

export function watchCover() {
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  if (!("personal" in document.body.dataset)) return;
  document.addEventListener("visibilitychange", () => (document.hidden ? cover() : uncover()));
  window.addEventListener("pagehide", cover);
  if (document.hidden) cover();
}

function cover() {
  if (!("personal" in document.body.dataset)) return;
  root.classList.add("covered");
}

async function uncover() {
  if (!root.classList.contains("covered")) return;
  const pulse = await askPulse();
  if (pulse?.open) {
    if (!document.hidden) root.classList.remove("covered");
  } else {
    location.replace(document.body.dataset.front);
  }
}
