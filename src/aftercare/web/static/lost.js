// In place of a page that did not come: where screens after something noted went with it, the static list stands here.
import { isUnfinished, markFinished } from "./unfinished.js";

const list = document.getElementById("lost");

list.hidden = !isUnfinished();
list.querySelector("button").addEventListener("click", () => {
  markFinished();
  list.hidden = true;
});
