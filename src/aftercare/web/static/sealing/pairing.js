// On the page of devices: this browser remembers the public key it seals to, given once by the open journal. A key that
// differs later is never taken by itself: another one comes only with another pairing, which is the person's own doing.
import { canKeep, pair, paired, unpair } from "./letters.js";

const given = document.getElementById("given");

async function remember() {
  const { recipient, device } = given.dataset;
  if (!recipient) {
    // The journal no longer knows this browser. What waits here stays until it is delivered or given up.
    await unpair();
    return;
  }
  const pinned = await paired();
  if (pinned?.device !== device) await pair({ recipient, device });
  else if (pinned.recipient !== recipient) document.getElementById("other-key").hidden = false;
}

if (given && canKeep()) remember().catch(() => {});
