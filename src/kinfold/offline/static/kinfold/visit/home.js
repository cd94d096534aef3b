// Between this device and the server: who is signed in, what is to be wiped, what goes home.
import { close, vaults } from "./store.js";
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
    people: visit.people ?? {},
  };
}

const onItsWay = new Set();

/**
 * Send one visit home, and again what was written in it meanwhile, until nothing is left
 * to send. Only then does the copy here go. Answers what the server said.
 */
export async function sendHome(open, visit, token) {
  if (onItsWay.has(visit.id)) {
    throw new Error("It is being sent already.");
  }
  onItsWay.add(visit.id);
  try {
    const told = { needs_you: 0, findings: [] };
    do {
      const answer = await sendWords(open, visit, token);
      Object.assign(told, answer, {
        needs_you: told.needs_you + answer.needs_you,
        findings: [...told.findings, ...answer.findings],
      });
      await sendSounds(open, visit, token);
    } while (visit.changes !== visit.home);
    await open.visits.drop(visit);
    return told;
  } finally {
    onItsWay.delete(visit.id);
  }
}

/**
 * What is sent is kept before it leaves, so that a lost answer is asked for again with the
 * very same words. Without room for that it goes all the same: home is where there is room.
 */
async function sendWords(open, visit, token) {
  if (!visit.outbox) {
    visit.outbox = { text: JSON.stringify(bundleOf(open, visit)), changes: visit.changes };
    await open.visits.keep(visit).catch(() => null);
  }
  const { text, changes } = visit.outbox;
  let told;
  try {
    told = await post(HOME, text, token, { "X-Visit-Signature": await open.sign(text) });
  } catch (error) {
    if (error.isRefused) {
      // nothing of it was taken, so what is mended goes as a new sending
      visit.outbox = null;
      await open.visits.keep(visit).catch(() => null);
    }
    throw error;
  }
  await rebase(visit, JSON.parse(text));
  visit.home = changes;
  visit.outbox = null;
  await open.visits.keep(visit).catch(() => null);
  return told;
}

/** Each recording on its own, once its item is there. The same one twice is one. */
async function sendSounds(open, visit, token) {
  for (const item of visit.items) {
    for (const sound of item.sounds ?? []) {
      if (!sound.isHome) {
        const bytes = await open.visits.readSound(sound.id);
        const url = address(SOUND, item.id).replace(NO_ID, sound.id);
        await post(`${url}?taken=${visit.taken}`, bytes, token, { "Content-Type": sound.type });
        sound.isHome = true;
        await open.visits.keep(visit).catch(() => null);
        await open.visits.dropSound(sound.id);
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
