// Forget this device: deliver or give up what waits here, then take away the worker, kept pages and storage, and last
// the cookie, which only the server can take. What fails is said; nothing is given up that the person didn't give up.
import { forgetWorker, freshToken } from "./shell.js";

const DATABASE = "n";
const form = document.getElementById("forget");
const deliver = document.getElementById("deliver");
const giveUp = document.getElementById("give-up");
const waiting = document.getElementById("waiting");
const failed = document.getElementById("failed");
let busy = false;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  once(forgetAll);
});
deliver.addEventListener("click", () => once(deliverThenForget));
show();

async function once(doing) {
  if (busy) return;
  busy = true;
  failed.hidden = true;
  try {
    await doing();
  } catch {
    tell(failed.dataset.kept);
  } finally {
    busy = false;
  }
}

function letters() {
  return import("./sealing/letters.js");
}

async function show() {
  let count = null;
  try {
    count = await (await letters()).count();
  } catch {
    // Unknown is said as unknown.
  }
  const { none, one, many, unknown } = waiting.dataset;
  waiting.textContent = count === null ? unknown : count === 0 ? none : count === 1 ? one : `${many} ${count}`;
  waiting.hidden = false;
  deliver.hidden = !count || !form.dataset.letterbox;
  giveUp.textContent = count ? giveUp.dataset.letters : giveUp.dataset.only;
}

async function deliverThenForget() {
  const { left, say } = await (await letters()).deliver(form.dataset.letterbox);
  if (left === 0) return forgetAll();
  await show();
  tell(say || failed.dataset.left);
}

async function forgetAll() {
  let kept = null;
  try {
    kept = await letters();
  } catch {
    // Nothing that could be asked: the storage goes as a whole below.
  }
  await kept?.discardAll();
  await kept?.unpair();
  await dropStorage();
  await forgetWorker();
  await takeCookieBack();
}

function dropStorage() {
  sessionStorage.clear();
  return new Promise((done, failing) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = done;
    // Another tab holds it open: it is empty by now, and goes when that tab does.
    request.onblocked = done;
    request.onerror = () => failing(request.error);
  });
}

async function takeCookieBack() {
  if (!(await freshToken())) return tell(failed.dataset.sign);
  HTMLFormElement.prototype.submit.call(form);
}

function tell(sentence) {
  failed.textContent = sentence;
  failed.hidden = false;
}
