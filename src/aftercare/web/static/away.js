// Exit: blank the page at once, lock without waiting, put an empty note in the page's place, in every tab.
// By the button, or by Shift three times within five seconds.
import { sendExit } from "./server.js";
import { countShift, TAPS, WITHIN } from "./shift.js";
import { blank, tellExit } from "./tabs.js";

let fading = 0;

export function watchExit() {
  const form = document.getElementById("exit");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  const shift = countShift();
  const pressed = (event) => {
    const count = shift.key(event);
    if (count === null) return;
    show(form, count);
    if (count >= TAPS) leave();
  };
  document.addEventListener("keydown", pressed, true);
  document.addEventListener("keyup", pressed, true);
  document.addEventListener("pointerdown", shift.other, { capture: true, passive: true });
}

function show(form, count) {
  const dots = form.querySelector(".taps");
  if (dots.childElementCount === count) return;
  dots.replaceChildren(...Array.from({ length: count }, () => document.createElement("i")));
  clearTimeout(fading);
  if (count > 0) fading = setTimeout(() => dots.replaceChildren(), WITHIN);
}

function leave() {
  document.documentElement.classList.add("gone");
  sendExit();
  tellExit();
  blank();
}
