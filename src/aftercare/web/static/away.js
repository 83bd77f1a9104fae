// Exit: blank the page at once, lock without waiting, put an empty note in the page's place.
// By the button, or by Shift three times within five seconds.
import { sendExit } from "./server.js";

const TAPS = 3;
const WITHIN = 5000;
let times = [];
let otherKey = false;

export function watchExit() {
  const form = document.getElementById("exit");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") otherKey = true;
    else if (!event.repeat) otherKey = false;
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    times = otherKey ? [] : [...times, event.timeStamp].filter((time) => event.timeStamp - time < WITHIN);
    show(form, times.length);
    if (times.length >= TAPS) leave();
  });
}

function show(form, count) {
  const dots = form.querySelector(".taps");
  dots.replaceChildren(...Array.from({ length: Math.min(count, TAPS) }, () => document.createElement("i")));
  if (count > 0) setTimeout(() => dots.replaceChildren(), WITHIN);
}

function leave() {
  document.documentElement.classList.add("gone");
  sendExit();
  location.replace(document.body.dataset.blank);
}
