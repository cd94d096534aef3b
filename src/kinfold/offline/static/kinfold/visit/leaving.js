// Signing out leaves no child's name on the device: each of the signer's parts is closed
// before the form goes. What was not sent stays, locked (see store.js).
import { close, vaults } from "./store.js";

const LONGEST_MS = 2_000;

async function closeMine() {
  const names = (await indexedDB.databases?.()) ?? [{ name: "kinfold-visit" }];
  if (names.some((one) => one.name === "kinfold-visit")) {
    const mine = (await vaults()).filter((one) => one.worker === document.body.dataset.worker);
    await Promise.all(mine.map((one) => close(one.id)));
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.action.endsWith("/sign-out/")) {
    return;
  }
  event.preventDefault();
  const isOver = new Promise((done) => setTimeout(done, LONGEST_MS));
  Promise.race([closeMine(), isOver])
    .catch(() => null)
    .then(() => form.submit());
});
