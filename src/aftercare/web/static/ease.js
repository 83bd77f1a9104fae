// Small comforts for forms: untick a choice by tapping it again or by Delete, slide along the pain row, show a passphrase,
// say that something takes a moment, keep a form from being sent twice, keep what has the focus in sight.
export function easeForms() {
  document.addEventListener("pointerdown", rememberChoice);
  document.addEventListener("click", untick);
  document.addEventListener("keydown", untickByKey);
  document.addEventListener("focusin", keepInSight);
  for (const row of document.querySelectorAll("[data-slide]")) slide(row);
  for (const box of document.querySelectorAll("[data-show]")) showTyped(box);
  for (const form of document.querySelectorAll("form")) form.addEventListener("submit", busy);
  for (const field of document.querySelectorAll("[data-zone]")) {
    field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  }
  window.addEventListener("pageshow", ready);
  document.querySelector(".errors")?.focus();
}

let before = null;

function radioOf(target) {
  const radio = target instanceof HTMLInputElement ? target : null;
  return radio && radio.type === "radio" && radio.closest(".tile, .chip") ? radio : null;
}

function rememberChoice(event) {
  const radio = radioOf(event.target);
  before = radio?.checked ? radio : null;
}

function untick(event) {
  const radio = radioOf(event.target);
  if (!radio || radio !== before || event.detail === 0) return;
  before = null;
  takeBack(radio);
}

// Not by Space: many press it to make sure of what the arrows chose.
function untickByKey(event) {
  if (event.key !== "Delete" && event.key !== "Backspace") return;
  const radio = radioOf(event.target);
  if (radio?.checked) takeBack(radio);
}

function takeBack(radio) {
  radio.checked = false;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

// The browser scrolls to what gets the focus, and must know how much of the page lies behind the buttons at the thumb:
// they grow with their number, their words and the size of the text.
function keepInSight(event) {
  const thumb = [...document.querySelectorAll(".thumb")].find((each) => each.offsetParent);
  const covers = thumb && !thumb.contains(event.target);
  document.documentElement.style.scrollPaddingBlockEnd = covers ? `${thumb.offsetHeight}px` : "";
}

function slide(row) {
  row.addEventListener("pointermove", (event) => {
    if (event.buttons !== 1) return;
    const radio = radioOf(document.elementFromPoint(event.clientX, event.clientY));
    if (!radio || radio.checked || !row.contains(radio)) return;
    radio.checked = true;
    before = null;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function showTyped(box) {
  const field = document.getElementById(box.dataset.show);
  const filledBy = field.autocomplete;
  const show = (shown) => {
    // What a field shows is written to the disk, to restore the session from, unless it is told not to be filled in.
    field.autocomplete = shown ? "off" : filledBy;
    field.type = shown ? "text" : "password";
  };
  box.addEventListener("change", () => show(box.checked));
  field.form?.addEventListener("submit", () => show(false));
  window.addEventListener("pageshow", () => show(box.checked));
}

function busy(event) {
  if (event.defaultPrevented) return;
  const button = event.submitter;
  if (!button) return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = String(Date.now());
  if (button.dataset.busy) {
    button.dataset.label = button.textContent;
    button.textContent = button.dataset.busy;
  }
}

function ready() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[data-label]")) button.textContent = button.dataset.label;
}
