// Lock: covered within the very step of the tap, and locked whatever comes next, also when somebody presses Back before
// the program has answered. Then the first page takes this one's place.
import { coverForGood, goFront, goWith } from "./going.js";
import { sendLock } from "./server.js";
import { tellLock } from "./tabs.js";

export function watchLock() {
  const form = document.getElementById("lock");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    lock(form);
  });
}

async function lock(form) {
  coverForGood();
  tellLock();
  const taken = await sendLock(form.action);
  // Refused, as by a page too old: the program says so on a page of its own.
  if (taken === false) goWith(form);
  else goFront();
}
