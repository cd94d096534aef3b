// What writing costs: seconds in which a form about a family was on the screen and
// somebody typed. Told to the server as seconds by form, never as words or keys. Told
// before a form is sent: which of its boxes were typed into.
import { touchedBy } from "./draft_boxes.js";

const STILL_TYPING_MS = 30_000;
const TELL_MS = 60_000;

const seconds = new Map();
let current = null;

function typed(event) {
  const marker = event.target.closest?.("form")?.querySelector("[data-draft]");
  if (marker) {
    current = { path: marker.dataset.draft, at: Date.now() };
  }
}

function count() {
  if (current && !document.hidden && Date.now() - current.at < STILL_TYPING_MS) {
    seconds.set(current.path, (seconds.get(current.path) ?? 0) + 1);
  }
}

function tell() {
  if (seconds.size === 0) {
    return;
  }
  const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
  fetch(document.body.dataset.recording, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(Object.fromEntries(seconds)),
    keepalive: true,
    redirect: "manual",
  }).catch(() => {}); // a minute that is lost is no loss
  seconds.clear();
}

/** Say which boxes were typed into, so that what had to be typed again can be counted. */
function nameBoxes(event) {
  const form = event.target;
  if (form.querySelector("[data-draft]")) {
    form.querySelector("[name=typed_boxes]")?.remove();
    const box = Object.assign(document.createElement("input"), {
      type: "hidden",
      name: "typed_boxes",
      value: [...touchedBy(form)].join(","),
    });
    form.append(box);
  }
}

if (document.body.dataset.recording) {
  document.addEventListener("input", typed);
  document.addEventListener("submit", nameBoxes, { capture: true });
  document.addEventListener("visibilitychange", () => document.hidden && tell());
  window.addEventListener("pagehide", tell);
  setInterval(count, 1000);
  setInterval(tell, TELL_MS);
}
