// Printing a result: folded parts are opened for the paper and folded again afterwards.
const folded = [];

window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not([open]):not(.no-print)")) {
    part.open = true;
    folded.push(part);
  }
});
window.addEventListener("afterprint", () => {
  for (const part of folded.splice(0)) part.open = false;
});
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
