// What somebody types is kept as they type. A form takes part when it holds an element
// with data-draft (templates/drafts/keeping.html). Every page loads this, so that words
// which could not be sent are sent from whatever page is opened next.
import { boxesOf, putInto, touchedBy } from "./draft_boxes.js";
import { forget, held, hold, holdsAnything, heldAt } from "./draft_device.js";
import { beforeSigningOut } from "./leaving.js";

const PAUSE_MS = 700;
const RETRY_MS = 15_000;
const PATIENCE_MS = 10_000;
const LONGEST_WAIT_MS = 2_000;
const OFFLINE = "Not sent yet: no connection. It is kept on this device.";
const SIGNED_OUT = "You were signed out. It is kept on this device until you sign in.";
const REFUSED = "Not sent: this record is not open to you now. It is kept on this device.";
const LATER = "Not sent yet. It is kept on this device.";

/** For each form somebody typed into: the names touched, the timer, what is on its way. */
const forms = new WeakMap();
const letThrough = new WeakSet();

function stateOf(form) {
  if (!forms.has(form)) {
    forms.set(form, { touched: new Set(), timer: 0, going: null, isDirty: false, isSent: false });
  }
  return forms.get(form);
}

const markerIn = (form) => form.querySelector("[data-draft]");

/** The form with a draft that this element is in, if it is in one. */
function formOf(element) {
  const form = element instanceof Element ? element.closest("form") : null;
  return form && markerIn(form) ? form : null;
}

function say(path, words) {
  for (const marker of document.querySelectorAll("[data-draft]")) {
    const line = marker.querySelector("[data-draft-line]");
    if (marker.dataset.draft === path && line.textContent !== words) {
      line.textContent = words;
    }
  }
}

/** Send one form's words. Answers whether they are kept on the server. */
async function send(path, entry, isLeaving = false) {
  let response;
  try {
    response = await fetch(document.body.dataset.keepDrafts, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": formToken() },
      body: JSON.stringify({ path, title: entry.title, boxes: entry.boxes }),
      keepalive: isLeaving,
      redirect: "manual",
      signal: isLeaving ? undefined : AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    say(path, OFFLINE);
    return false;
  }
  return hear(path, entry, response);
}

async function hear(path, entry, response) {
  if (response.ok) {
    const answer = await response.json();
    forget(path, entry.at);
    say(path, `Kept ${answer.kept}. ${others(answer)}`);
    return true;
  }
  if (response.status === 401) {
    say(path, SIGNED_OUT);
    askIn(await response.text());
  } else if (response.status === 422) {
    say(path, (await response.json()).why);
  } else if (response.status === 404) {
    forget(path, entry.at); // the form is gone: it would be sent for ever
  } else {
    say(path, response.status === 403 ? REFUSED : LATER);
  }
  return false;
}

/** Somebody else may have saved the same thing while these words were typed. */
function others({ changed_by: by, changed: at }) {
  return by
    ? `${by} saved something here ${at}. When you save, both stay or you choose.`
    : "Only you see it until you save.";
}

function formToken() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
}

const isAskedIn = () => Boolean(document.querySelector("dialog#sign-in-again"));

/** The sign-in over the page. The cursor stays where somebody is typing. */
function askIn(dialog) {
  if (!isAskedIn()) {
    document.getElementById("sign-in-again")?.remove(); // of an earlier time
    document.body.insertAdjacentHTML("beforeend", dialog);
    window.htmx.process(document.getElementById("sign-in-again"));
  }
}

/** Write down what stands in the boxes that were touched, on this device first. */
function note(form) {
  const state = stateOf(form);
  const marker = markerIn(form);
  for (const name of touchedBy(form)) {
    state.touched.add(name);
  }
  state.isDirty = state.touched.size > 0;
  if (state.isDirty) {
    const title = form.elements.draft_title.value;
    hold(marker.dataset.draft, { title, boxes: boxesOf(form, state.touched) });
  }
  return state;
}

/** Send what the form holds now; one sending at a time, the newest words last. */
async function keep(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (state.going) {
    await state.going;
  }
  if (!state.isDirty || state.isSent) {
    return;
  }
  const path = markerIn(form).dataset.draft;
  const entry = heldAt(path);
  state.isDirty = false;
  if (entry) {
    state.going = send(path, entry);
    state.isDirty = !(await state.going) || state.isDirty;
    state.going = null;
  }
}

function typed(event) {
  const form = formOf(event.target);
  if (form) {
    const state = note(form);
    state.isSent = false;
    clearTimeout(state.timer);
    state.timer = setTimeout(keep, PAUSE_MS, form);
  }
}

/** Before a form is sent, what is on its way arrives: no draft is left behind a save. */
async function beforeSending(event) {
  if (event.target.action.endsWith("/sign-out/")) {
    await beforeSigningOut(event, send, formToken());
    return;
  }
  const form = formOf(event.target);
  if (!form || letThrough.delete(form)) {
    return;
  }
  const { submitter } = event;
  const state = note(form);
  clearTimeout(state.timer);
  if (!state.isDirty && !state.going) {
    state.isSent = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (state.isWaiting) {
    return;
  }
  state.isWaiting = true;
  const isOver = new Promise((done) => setTimeout(done, LONGEST_WAIT_MS));
  if (submitter && submitter.name === "start_again") {
    state.isSent = true;
    await Promise.race([state.going, isOver]);
    forget(markerIn(form).dataset.draft);
  } else {
    await Promise.race([keep(form), isOver]);
  }
  state.isWaiting = false;
  if (isAskedIn()) {
    return; // what was typed is here; somebody signs in and saves once more
  }
  state.isSent = true;
  letThrough.add(form);
  form.requestSubmit(submitter);
}

/** Words that could not be sent before, from this page or another. */
let isSendingHeld = false;
async function sendHeld() {
  if (isSendingHeld || !navigator.onLine || !holdsAnything()) {
    return;
  }
  isSendingHeld = true;
  for (const [path, entry] of held()) {
    if (!(await send(path, entry))) {
      break;
    }
  }
  isSendingHeld = false;
}

/** A form that is opened gets back what was typed into it on this device. */
function bringBack() {
  for (const marker of document.querySelectorAll("[data-draft]:not([data-draft-is-read])")) {
    marker.dataset.draftIsRead = "";
    const entry = heldAt(marker.dataset.draft);
    const form = marker.closest("form");
    if (entry && form) {
      putInto(form, entry.boxes);
      const state = stateOf(form);
      Object.keys(entry.boxes).forEach((name) => state.touched.add(name));
      state.isDirty = true;
      say(marker.dataset.draft, LATER);
      keep(form);
    }
  }
}

function leaving() {
  for (const marker of document.querySelectorAll("[data-draft]")) {
    const form = marker.closest("form");
    const state = form && forms.get(form);
    const entry = state && !state.isSent && state.isDirty && heldAt(marker.dataset.draft);
    if (entry) {
      send(marker.dataset.draft, entry, true);
    }
  }
}

if (document.body.dataset.keepDrafts) {
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("submit", beforeSending, { capture: true });
  document.addEventListener("focusout", (event) => {
    const form = formOf(event.target);
    // to the button that sends it: the form itself is on its way
    if (form && !event.relatedTarget?.closest("[type=submit]")) {
      keep(form);
    }
  });
  document.addEventListener("visibilitychange", () => document.hidden && leaving());
  window.addEventListener("pagehide", leaving);
  window.addEventListener("online", sendHeld);
  document.addEventListener("htmx:after:swap", () => {
    bringBack();
    sendHeld(); // somebody may just have signed in again
  });
  setInterval(sendHeld, RETRY_MS);
  bringBack();
  sendHeld();
}
