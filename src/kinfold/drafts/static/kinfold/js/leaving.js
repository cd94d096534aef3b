// Signing out leaves nothing of the signer on the device, which others may use. What has
// not reached the server is sent there first; what cannot be sent is not thrown away
// without asking. Drawings are kept on the device by picture.js, under their own key.
import { forget, forgetAll, held } from "./draft_device.js";

const LONGEST_WAIT_MS = 5_000;
const PICTURES = "kinfold.picture.";
const OFFLINE =
  "There is no connection, so you cannot be signed out. What you typed or drew stays on this device until you are.";
const ANYWAY = "Sign out all the same";
const letThrough = new WeakSet();

const pictures = (store) =>
  Object.keys(store).filter(
    (key) => key.startsWith(PICTURES) && key.endsWith(`.${document.body.dataset.worker}`),
  );

const count = () => held().length + pictures(localStorage).length;

function clear() {
  forgetAll();
  for (const store of [localStorage, sessionStorage]) {
    pictures(store).forEach((key) => store.removeItem(key));
  }
}

async function sendPicture(key, token) {
  try {
    const { url, picture, version } = JSON.parse(localStorage.getItem(key));
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ picture, version }),
      redirect: "manual",
    });
    if (response.ok) {
      localStorage.removeItem(key);
    }
  } catch {
    // it stays here, and the signer is asked
  }
}

async function sendEverything(sendDraft, token) {
  for (const [path, entry] of held()) {
    if (await sendDraft(path, entry)) {
      forget(path);
    }
  }
  for (const key of pictures(localStorage)) {
    await sendPicture(key, token);
  }
}

function tell(form, words) {
  let region = form.querySelector("[data-unsent]");
  if (!region) {
    region = document.createElement("p");
    region.setAttribute("role", "alert");
    region.dataset.unsent = "";
    form.prepend(region);
  }
  region.textContent = words;
}

/** Before the form that signs out is sent. `sendDraft` answers whether it was kept. */
export async function beforeSigningOut(event, sendDraft, token) {
  const form = event.target;
  const isAsked = form.dataset.asked !== undefined && navigator.onLine;
  if (letThrough.has(form) || count() === 0 || isAsked) {
    clear();
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!navigator.onLine) {
    tell(form, OFFLINE);
    return;
  }
  const isOver = new Promise((done) => setTimeout(done, LONGEST_WAIT_MS));
  await Promise.race([sendEverything(sendDraft, token), isOver]);
  const left = count();
  if (left > 0) {
    form.dataset.asked = "";
    const what = left === 1 ? "One thing" : `${left} things`;
    tell(form, `${what} you typed or drew could not be sent. Signing out removes it from this device.`);
    form.querySelector("[type=submit]").textContent = ANYWAY;
    return;
  }
  letThrough.add(form);
  form.requestSubmit();
}
