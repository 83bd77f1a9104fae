// Runs the page's own scripts in node, one JSON line in, one out.
import { createInterface } from "node:readline";

const [, , sealing] = process.argv;
const { readEntry, Mend } = await import(`${sealing}/entry.js`);
const { sealLetter, writeLetter, TooLong } = await import(`${sealing}/seal.js`);
const { Decrypter } = await import("./age_both.js");

const DOING = {
  entry({ fields, asked, id, now, kind }) {
    try {
      return { entry: readEntry(fields, asked, id, now, kind) };
    } catch (error) {
      if (error instanceof Mend) return { mend: error.fields };
      if (error instanceof RangeError) return { leftToServer: true };
      throw error;
    }
  },
  write({ from, content }) {
    try {
      return { text: new TextDecoder().decode(writeLetter(from, content)) };
    } catch (error) {
      if (error instanceof TooLong) return { tooLong: true };
      throw error;
    }
  },
  async seal({ paired, content }) {
    return { sealed: Buffer.from(await sealLetter(paired, content)).toString("base64") };
  },
  async open({ sealed, identity }) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = await decrypter.decrypt(Buffer.from(sealed, "base64"));
    return { text: new TextDecoder().decode(opened) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let answer;
  try {
    answer = await DOING[asked.do](asked);
  } catch (error) {
    answer = { bug: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
