// Locking and opening. A random data key locks every box (AES-GCM, bound to its place).
// That key is itself locked twice: with what is made of the passphrase (PBKDF2), to open
// it where there is no network; and with a key that only the server holds, to open it
// when the passphrase is gone or was taken away. No key is ever stored open.
import { close, keptOf, putKept, putVault, vaultOf } from "./store.js";
import { Visits } from "./visits.js";

const ROUNDS = 600_000;
export const TRIES = 5;
export const SHORTEST = 10;

const text = new TextEncoder();
const plain = new TextDecoder();

export const fromBase64 = (words) => Uint8Array.from(atob(words), (one) => one.charCodeAt(0));

async function aesKey(raw) {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function passphraseKey(passphrase, salt) {
  const typed = text.encode(passphrase.normalize("NFKC"));
  const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  const made = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(how, base, made, false, ["encrypt", "decrypt"]);
}

async function lock(key, bytes, place) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: text.encode(place) };
  return { iv, box: await crypto.subtle.encrypt(how, key, bytes) };
}

async function unlock(key, { iv, box }, place) {
  const how = { name: "AES-GCM", iv, additionalData: text.encode(place) };
  return crypto.subtle.decrypt(how, key, box);
}

/** Why a passphrase will not do; "" when it will. */
export function weakness(passphrase) {
  if (passphrase.length < SHORTEST) {
    return `Use at least ${SHORTEST} letters. Three words are easy to type and hard to guess`;
  }
  return new Set(passphrase).size < 5 ? "Use more different letters" : "";
}

/** A new part for one worker. `key` and `signs` are the server's, in base64. */
export async function make({ id, worker, name, label, ticket, key, signs }, passphrase) {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const vault = { id, worker, name, label, ticket, wrong: 0 };
  vault.byKey = await lock(await aesKey(fromBase64(key)), raw, `key ${id}`);
  await setPassphrase(vault, raw, passphrase);
  const open = new Open(vault, await aesKey(raw));
  await open.keep({ id: "signs", kind: "self", what: signs });
  return open;
}

async function setPassphrase(vault, raw, passphrase) {
  vault.salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await passphraseKey(passphrase, vault.salt);
  vault.byPassphrase = await lock(key, raw, `passphrase ${vault.id}`);
  vault.wrong = 0;
  await putVault(vault);
}

/** Open with the passphrase. Answers how many tries are left when it is a wrong one. */
export async function openWith(id, passphrase) {
  const vault = await vaultOf(id);
  if (!vault?.byPassphrase) {
    return { left: 0 };
  }
  // counted before it is tried, so that closing the page in between is no way around it
  vault.wrong += 1;
  await putVault(vault);
  try {
    const key = await passphraseKey(passphrase, vault.salt);
    const raw = await unlock(key, vault.byPassphrase, `passphrase ${id}`);
    vault.wrong = 0;
    await putVault(vault);
    return { open: new Open(vault, await aesKey(raw)) };
  } catch {
    const left = TRIES - vault.wrong;
    if (left <= 0) {
      await close(id);
    }
    return { left: Math.max(0, left) };
  }
}

/** Open with the server's key, and set a new passphrase. What it signs with may be gone. */
export async function openAgain(id, { key, signs }, passphrase) {
  const vault = await vaultOf(id);
  const raw = await unlock(await aesKey(fromBase64(key)), vault.byKey, `key ${id}`);
  await setPassphrase(vault, raw, passphrase);
  const open = new Open(vault, await aesKey(raw));
  await open.keepSigns(signs);
  return open;
}

/** One worker's part while it is open: the only thing that can read a box. */
export class Open {
  #key;
  // only while the device has no room for it
  #signs = null;

  constructor(vault, key) {
    this.vault = vault;
    this.#key = key;
    this.visits = new Visits(this);
  }

  #place(id, kind) {
    return `${this.vault.id} ${kind} ${id}`;
  }

  async #row({ id, kind, what, until = null }) {
    const bytes = what instanceof ArrayBuffer ? what : text.encode(JSON.stringify(what));
    const locked = await lock(this.#key, bytes, this.#place(id, kind));
    return { key: `${this.vault.id} ${id}`, vault: this.vault.id, id, kind, until, ...locked };
  }

  async keep(box) {
    await putKept(await this.#row(box), this.vault);
  }

  async keepSigns(signs) {
    this.#signs = signs;
    await this.keep({ id: "signs", kind: "self", what: signs }).then(() => { this.#signs = null; }, () => null);
  }

  /** What had no room on the device, locked as it would be there. */
  async lockUnkept() {
    const signs = this.#signs ? [{ id: "signs", kind: "self", what: this.#signs }] : [];
    return Promise.all([...signs, ...this.visits.unkept].map((box) => this.#row(box)));
  }

  async takeBack(rows) {
    for (const row of rows.filter((one) => one.kind === "self")) {
      await this.keepSigns(await this.read(row));
    }
    const boxes = rows.filter((one) => one.kind !== "self").map(async (row) => ({
      ...row,
      what: row.kind === "sound" ? await unlock(this.#key, row, this.#place(row.id, row.kind)) : await this.read(row),
    }));
    await this.visits.takeBack(await Promise.all(boxes));
  }

  async read(row) {
    const bytes = await unlock(this.#key, row, this.#place(row.id, row.kind));
    return JSON.parse(plain.decode(bytes));
  }

  async readKept(id, kind) {
    const row = (await keptOf(this.vault.id)).find((one) => one.id === id);
    return unlock(this.#key, row, this.#place(id, kind));
  }

  async all(kind) {
    const rows = (await keptOf(this.vault.id)).filter((row) => row.kind === kind);
    return Promise.all(rows.map((row) => this.read(row)));
  }

  /** The mark under a text that says that this part wrote it. */
  async sign(words) {
    const signs = this.#signs ?? (await this.all("self"))[0];
    const how = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", fromBase64(signs), how, false, ["sign"]);
    const mark = await crypto.subtle.sign("HMAC", key, text.encode(words));
    return hex(mark);
  }
}

export function hex(bytes) {
  return [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/** A short mark of one wording, the same as the server's `stamp_of`. */
export async function stampOf(value) {
  return value ? hex(await crypto.subtle.digest("SHA-256", text.encode(value))).slice(0, 24) : "";
}
