// Between this device and the server: who is signed in, what is to be wiped, what goes home.
import { close, dropKept, vaults } from "./store.js";
import { stampOf } from "./vault.js";

const { standing: STANDING, home: HOME, sound: SOUND } = document.body.dataset;
const TIMEOUT_MS = 60_000;

export const SIGNED_OUT = "You are signed out. Sign in, and send it again: nothing is lost.";
export const NO_NETWORK = "There is no network. It stays here, locked, until there is.";

/** What the server says of this browser's devices; null without a network. */
export async function standing() {
  const all = await vaults();
  const tickets = all.filter((one) => one.ticket).map((one) => `ticket=${encodeURIComponent(one.ticket)}`);
  try {
    const response = await fetch(`${STANDING}?${tickets.join("&")}`, {
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      return null;
    }
    const told = await response.json();
    await wipe(all, told);
    return told;
  } catch {
    return null;
  }
}

/** Close what the server says is to be closed, and tell it that this was done. */
async function wipe(all, told) {
  for (const vault of all) {
    if (told.wipe[vault.id]) {
      await close(vault.id);
      await post(STANDING, { ticket: vault.ticket }, told.token).catch(() => null);
    }
  }
}

/** Send JSON. The answer as JSON; an error of one sentence when there is none of ours. */
export async function post(url, what, token, headers = {}) {
  const isReady = typeof what === "string" || what instanceof ArrayBuffer;
  const body = isReady ? what : JSON.stringify(what);
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new Error(NO_NETWORK);
  }
  const isOurs = (response.headers.get("Content-Type") ?? "").includes("json");
  if (!isOurs) {
    throw new Error(response.status === 404 ? "This is not there for you any more." : SIGNED_OUT);
  }
  const told = await response.json();
  if (!response.ok) {
    throw Object.assign(new Error(told.message), { isRefused: true });
  }
  return told;
}

const NO_ID = "00000000-0000-0000-0000-000000000000";
export const address = (pattern, id) => pattern.replace(NO_ID, id);

function bundleOf(open, visit) {
  return {
    format: 1,
    id: crypto.randomUUID(),
    device: open.vault.id,
    taken: visit.taken,
    session: visit.id,
    tool: visit.tool,
    began_at: visit.began_at,
    sent_at: new Date().toISOString(),
    fields: visit.fields,
    items: visit.items,
  };
}

/**
 * Send one visit home. What is sent is kept before it leaves, so that a lost answer is
 * asked for again with the very same words. Only when the server has everything does
 * the copy here go. Answers what the server said.
 */
export async function sendHome(open, visit, token) {
  let told = null;
  do {
    if (!visit.outbox) {
      visit.outbox = JSON.stringify(bundleOf(open, visit));
      await keepVisit(open, visit);
    }
    const sent = visit.outbox;
    try {
      told = await post(HOME, sent, token, { "X-Visit-Signature": await open.sign(sent) });
    } catch (error) {
      if (error.isRefused) {
        // nothing of it was taken, so what is mended goes as a new sending
        visit.outbox = null;
        await keepVisit(open, visit);
      }
      throw error;
    }
    await rebase(visit, JSON.parse(sent));
    visit.outbox = null;
    await keepVisit(open, visit);
  } while (await isNewerThanSent(visit));
  await sendSounds(open, visit, token);
  await dropKept(`${open.vault.id} ${visit.id}`);
  return told;
}

/** Each recording on its own, once its item is there. The same one twice is one. */
async function sendSounds(open, visit, token) {
  for (const item of visit.items) {
    for (const sound of item.sounds ?? []) {
      if (!sound.isHome) {
        const bytes = await open.readKept(sound.id, "sound");
        const url = address(SOUND, item.id).replace(NO_ID, sound.id);
        await post(`${url}?taken=${visit.taken}`, bytes, token, { "Content-Type": sound.type });
        sound.isHome = true;
        await keepVisit(open, visit);
        await dropKept(`${open.vault.id} ${sound.id}`);
      }
    }
  }
}

/** What the server has taken is what this device has seen from now on. */
async function rebase(visit, sent) {
  await baseOf(visit.fields, sent.fields);
  for (const before of sent.items) {
    const item = visit.items.find((one) => one.id === before.id);
    if (item) {
      await baseOf(item.fields, before.fields);
      item.answers_seen = before.answers;
    }
  }
}

async function baseOf(fields, sent) {
  for (const [name, { value }] of Object.entries(sent)) {
    if (fields[name]) {
      fields[name].base = await stampOf(value);
    }
  }
}

async function isNewerThanSent(visit) {
  const changed = async (fields) => {
    for (const { value, base } of Object.values(fields)) {
      if ((await stampOf(value)) !== base) {
        return true;
      }
    }
    return false;
  };
  if (await changed(visit.fields)) {
    return true;
  }
  for (const item of visit.items) {
    const isSame = JSON.stringify(item.answers) === JSON.stringify(item.answers_seen);
    if (!isSame || (await changed(item.fields))) {
      return true;
    }
  }
  return false;
}

export const keepVisit = (open, visit) => open.keep({ id: visit.id, kind: "visit", what: visit });
