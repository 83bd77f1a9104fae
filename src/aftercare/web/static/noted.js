// The empty note pad that a covered app opens on: keeps no word of what is typed, and nothing else runs here.
import { watchWorker } from "./shell.js";

watchWorker();
// A browser that brings the page back from its memory would bring back what was typed.
window.addEventListener("pagehide", () => {
  for (const field of document.querySelectorAll("textarea")) field.value = "";
});
