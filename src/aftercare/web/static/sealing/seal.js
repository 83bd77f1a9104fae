// A letter: one entry, or a half-filled form, sealed to the journal's public key before it leaves the page. The written
// form is that of vault/letter.py, byte for byte: a journal takes both in alike. Nothing here can open what it sealed.

const VERSION = 1;
const SMALL = 4 * 1024;
const LARGE = 16 * 1024;

/** More than a letter can hold; the page says so in its own words. */
export class TooLong extends Error {}

/** Random ids, also where `crypto.randomUUID` is not offered. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * The letter's bytes before sealing: JSON, then blanks up to 4 KiB, or 16 KiB when longer.
 * @param {{letter: string, device: string | null}} from
 * @param {{entry: object} | {draft: {form: string, fields: Record<string, string>}}} content
 * @returns {Uint8Array}
 */
export function writeLetter({ letter, device }, content) {
  const text = JSON.stringify({ v: VERSION, letter, device, ...content });
  const written = new TextEncoder().encode(text);
  if (written.length > LARGE) throw new TooLong();
  const padded = new Uint8Array(written.length <= SMALL ? SMALL : LARGE).fill(0x20);
  padded.set(written);
  return padded;
}

/**
 * A sealed letter with a new random id.
 * @param {{recipient: string, device: string}} paired
 * @param {{entry: object} | {draft: {form: string, fields: Record<string, string>}}} content
 * @returns {Promise<Uint8Array>}
 */
export async function sealLetter({ recipient, device }, content) {
  const padded = writeLetter({ letter: newId(), device }, content);
  const { Encrypter } = await import("./age.js");
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  try {
    return await encrypter.encrypt(padded);
  } finally {
    padded.fill(0);
  }
}
