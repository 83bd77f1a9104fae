// Sealed letters on this device until the journal has them, and the public key they are sealed to. Ciphertext only: who
// looks into the browser's storage finds how many wait and on which day, and nothing of what they say.

const NAME = "n";
const WAITING = "waiting";
const PAIRED = "paired";
const ONLY = "one";
const ASKED = "asked";
const DELIVERED = 204;
const REFUSED_ITSELF = [400, 413, 422];
const PROXY_ALONE = [502, 503, 504];
const KIND = "application/octet-stream";
const PATIENCE = 2_500;

/**
 * @typedef {{recipient: string, device: string}} Pairing
 * @typedef {{sent: number, left: number, say: string | null}} Delivery `say`: why the rest was not taken, in the
 *   server's own words; null when all was delivered or the server was not reached.
 */

/** Whether this browser can keep anything at all. */
export const canKeep = () => typeof indexedDB !== "undefined";

/** How many letters wait here. */
export const count = () => inStore(WAITING, "readonly", (store) => store.count());

/**
 * Keep a sealed letter; resolves once it is written for good.
 * @param {Uint8Array} sealed
 * @param {number | null} instead the number of one that this takes the place of
 * @returns {Promise<number>} its number here
 */
export async function keep(sealed, instead = null) {
  const kept = new Date().toISOString().slice(0, 10);
  const number = await inStore(WAITING, "readwrite", (store) => {
    if (instead !== null) store.delete(instead);
    return store.add({ sealed, kept });
  });
  changed();
  askToStay().catch(() => {});
  return number;
}

/** Give up one of them. */
export async function discard(number) {
  await inStore(WAITING, "readwrite", (store) => store.delete(number));
  changed();
}

/** Asks the browser not to clear what is kept here: once, when there is something. Some browsers ask the person. */
async function askToStay() {
  if (!navigator.storage?.persist || (await inStore(PAIRED, "readonly", (store) => store.get(ASKED)))) return;
  await inStore(PAIRED, "readwrite", (store) => store.put(true, ASKED));
  await navigator.storage.persist();
}

/** Give up all that wait here. */
export async function discardAll() {
  await inStore(WAITING, "readwrite", (store) => store.clear());
  changed();
}

/** @returns {Promise<Pairing | null>} what this browser seals to; null when it may not write. */
export const paired = async () => (await inStore(PAIRED, "readonly", (store) => store.get(ONLY))) ?? null;

/**
 * Remember what to seal to, because the person has just let this browser write.
 * @param {Pairing} pairing
 */
export const pair = ({ recipient, device }) =>
  inStore(PAIRED, "readwrite", (store) => store.put({ recipient, device }, ONLY));

/** This browser seals no more. What waits stays, until it is delivered or given up. */
export const unpair = () => inStore(PAIRED, "readwrite", (store) => store.delete(ONLY));

/**
 * Bring what waits to the journal, one after the other, and forget each once the server has it for good.
 * One page at a time: a letter brought twice is taken in once anyway.
 * @param {string} url
 * @returns {Promise<Delivery>}
 */
export async function deliver(url) {
  if (!navigator.locks) return deliverAll(url);
  return navigator.locks.request(NAME, () => deliverAll(url));
}

async function deliverAll(url) {
  let sent = 0;
  let say = null;
  for (const id of await inStore(WAITING, "readonly", (store) => store.getAllKeys())) {
    const letter = await inStore(WAITING, "readonly", (store) => store.get(id));
    if (!letter) continue;
    const answer = await bring(url, letter.sealed);
    if (answer?.status !== DELIVERED) {
      say = answer && (await sentence(answer));
      // A letter that can't be taken stops no other; anything else stops them all.
      if (REFUSED_ITSELF.includes(answer?.status)) continue;
      break;
    }
    await inStore(WAITING, "readwrite", (store) => store.delete(id));
    sent += 1;
  }
  if (sent) changed();
  return { sent, left: await count(), say };
}

async function bring(url, sealed) {
  try {
    const answer = await fetch(url, { method: "POST", headers: { "content-type": KIND }, body: sealed, cache: "no-store" });
    return PROXY_ALONE.includes(answer.status) ? null : answer;
  } catch {
    return null;
  }
}

async function sentence(answer) {
  try {
    const { say } = await answer.json();
    return typeof say === "string" ? say : "";
  } catch {
    return "";
  }
}

function changed() {
  if (typeof document !== "undefined") document.dispatchEvent(new CustomEvent("letterschange"));
}

/** Fails in time where the browser's storage never answers: nothing may wait for it without end, help least of all. */
async function inStore(name, mode, doing) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode, mode === "readwrite" ? { durability: "strict" } : {});
      const request = doing(transaction.objectStore(name));
      const late = setTimeout(() => {
        giveUp(transaction);
        reject(new Error("late"));
      }, PATIENCE);
      // Only a finished transaction is on disk.
      transaction.oncomplete = () => {
        clearTimeout(late);
        resolve(request.result);
      };
      transaction.onabort = transaction.onerror = () => {
        clearTimeout(late);
        reject(transaction.error ?? request.error);
      };
    });
  } finally {
    database.close();
  }
}

/** What is said not to be kept must not be kept later. */
function giveUp(transaction) {
  try {
    transaction.abort();
  } catch {
    // It has just ended by itself.
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      reject(new Error("late"));
    }, PATIENCE);
    const fail = (error) => {
      clearTimeout(late);
      reject(error);
    };
    request.onupgradeneeded = () => {
      request.result.createObjectStore(WAITING, { autoIncrement: true });
      request.result.createObjectStore(PAIRED);
    };
    request.onsuccess = () => {
      clearTimeout(late);
      if (isLate) request.result.close();
      else resolve(request.result);
    };
    request.onerror = () => fail(request.error);
    request.onblocked = () => fail(new Error("blocked"));
  });
}
