// Printing a result: what belongs on paper is unfolded for it and folded again afterwards.
const folded = [];

window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details.on-paper:not([open])")) {
    part.open = true;
    folded.push(part);
  }
});
window.addEventListener("afterprint", () => {
  for (const part of folded.splice(0)) part.open = false;
});
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
