// The body map: a tap on a place brings up its numbers under the drawing, and a number is written into the list's field.
// The list's fields are the only place where values stand: drawings are painted from them, whoever changed them.
const SMALLEST_MARK = 9;
const MARK_STEP = 0.8;
const STRONG = 7;
const FORWARD = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** @param {HTMLElement} map the whole component: drawings, numbers, list */
export function bodyMap(map) {
  const parts = {
    map,
    fields: new Map([...map.querySelectorAll(".sites select")].map((field) => [field.name.split(".").pop(), field])),
    regions: [...map.querySelectorAll(".region")],
    panel: map.querySelector("template").content.firstElementChild.cloneNode(true),
    say: map.querySelector('[role="status"]'),
    now: null,
  };
  const list = map.querySelector(".map-list");
  if (!("stay" in list.dataset)) list.open = false;
  for (const region of parts.regions) asButton(parts, region);
  parts.panel.addEventListener("click", (event) => tapped(parts, event));
  parts.panel.addEventListener("keydown", (event) => keyed(parts, event));
  list.addEventListener("change", () => paint(parts));
  paint(parts);
  map.repaint = () => paint(parts);
}

function asButton(parts, region) {
  region.setAttribute("role", "button");
  region.setAttribute("aria-expanded", "false");
  region.addEventListener("click", (event) => {
    event.preventDefault();
    open(parts, region, event.detail === 0);
  });
  region.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), open(parts, region, true)));
}

function open(parts, region, byKey) {
  if (parts.now === region && !byKey) return close(parts);
  mark(parts, region);
  const { panel } = parts;
  const name = labelOf(parts, region);
  panel.setAttribute("aria-label", name);
  panel.querySelector('[role="radiogroup"]').setAttribute("aria-label", name);
  region.closest("details").append(panel);
  show(parts);
  if (byKey) panel.querySelector('[role="radio"][tabindex="0"]').focus();
  panel.scrollIntoView({ block: "nearest" });
}

function close(parts) {
  const region = parts.now;
  const hadFocus = parts.panel.contains(document.activeElement);
  mark(parts, null);
  parts.panel.remove();
  if (hadFocus) region.focus();
}

function mark(parts, region) {
  for (const one of parts.regions) {
    one.classList.toggle("now", one.dataset.site === region?.dataset.site);
    one.setAttribute("aria-expanded", String(one === region));
  }
  parts.now = region;
}

function tapped(parts, event) {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".map-done")) return close(parts);
  const same = button.getAttribute("aria-checked") === "true";
  const off = button.matches(".map-off") || (same && event.detail > 0);
  write(parts, off ? "" : button.value);
}

function keyed(parts, event) {
  if (event.key === "Escape") return close(parts);
  const radio = event.target.closest('[role="radio"]');
  if (!radio) return;
  const radios = [...parts.panel.querySelectorAll('[role="radio"]')];
  const at = radios.indexOf(radio) + (FORWARD[event.key] ?? 0);
  const next = { Home: 0, End: radios.length - 1 }[event.key] ?? (event.key in FORWARD ? (at + radios.length) % radios.length : null);
  if (next === null) return;
  event.preventDefault();
  write(parts, radios[next].value);
  radios[next].focus();
}

function write(parts, score) {
  const field = fieldOf(parts, parts.now);
  field.value = score;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  const said = parts.map.dataset[score === "" ? "off" : "said"];
  parts.say.textContent = said.replace("{place}", labelOf(parts, parts.now)).replace("{score}", score);
}

const fieldOf = (parts, region) => parts.fields.get(region.dataset.site);
const labelOf = (parts, region) => fieldOf(parts, region).labels[0].textContent.trim();

function paint(parts) {
  for (const region of parts.regions) paintRegion(parts, region);
  for (const part of parts.map.querySelectorAll("details")) count(parts, part);
  if (parts.now) show(parts);
}

function paintRegion(parts, region) {
  const score = fieldOf(parts, region).value;
  const name = labelOf(parts, region);
  region.setAttribute("aria-label", score === "" ? name : parts.map.dataset.said.replace("{place}", name).replace("{score}", score));
  if (score === "") delete region.dataset.score;
  else region.dataset.score = score;
  for (const drawn of region.querySelectorAll(".mark")) paintMark(drawn, score);
}

function paintMark(drawn, score) {
  const radius = SMALLEST_MARK + MARK_STEP * Number(score);
  const [ring, dot] = drawn.querySelectorAll("circle");
  const number = drawn.querySelector("text");
  const hollow = Number(score) === 0;
  ring.setAttribute("r", radius + 4);
  ring.setAttribute("stroke", Number(score) >= STRONG ? "var(--ember)" : "none");
  dot.setAttribute("r", radius);
  dot.setAttribute("fill", hollow ? "var(--card)" : "var(--ember)");
  number.setAttribute("fill", hollow ? "var(--ember)" : "var(--card)");
  number.textContent = score;
}

function count(parts, part) {
  const inside = part.matches(".map-list") ? [...parts.fields.values()] : [...part.querySelectorAll(".region")].map((one) => fieldOf(parts, one));
  const marked = inside.filter((field) => field.value !== "").length;
  part.querySelector(".map-count").textContent = marked ? parts.map.dataset.marked.replace("{number}", marked) : "";
}

function show(parts) {
  const score = fieldOf(parts, parts.now).value;
  parts.panel.querySelector(".map-place").textContent = parts.now.getAttribute("aria-label");
  parts.panel.querySelector(".map-off").hidden = score === "";
  for (const radio of parts.panel.querySelectorAll('[role="radio"]')) {
    const chosen = radio.value === score;
    radio.setAttribute("aria-checked", String(chosen));
    radio.tabIndex = chosen || (score === "" && radio.value === "0") ? 0 : -1;
  }
}

const maps = [...document.querySelectorAll("[data-map]")];
maps.forEach(bodyMap);
// A browser that brings a page back fills its fields in after the scripts have run.
window.addEventListener("pageshow", () => maps.forEach((map) => map.repaint()));
