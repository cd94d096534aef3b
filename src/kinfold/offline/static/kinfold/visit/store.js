// The part of the browser that keeps a visit: locked boxes, and what says whose they are.
// Nothing here can be read without a key that is in no store (see vault.js). In plain are
// the worker's own name, what the device is called, and how many boxes there are.

const NAME = "kinfold-visit";
export const UNSENT = ["visit", "sound"];

let opened = null;

function open() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("vaults", { keyPath: "id" });
      asked.result.createObjectStore("kept", { keyPath: "key" }).createIndex("vault", "vault");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function run(stores, mode, work) {
  const db = await open();
  return new Promise((done, failed) => {
    const transaction = db.transaction(stores, mode);
    const asked = work(transaction);
    transaction.oncomplete = () => done(asked?.result);
    transaction.onerror = () => failed(transaction.error);
    transaction.onabort = () => failed(transaction.error);
  });
}

export const vaults = () => run("vaults", "readonly", (t) => t.objectStore("vaults").getAll());
export const vaultOf = (id) => run("vaults", "readonly", (t) => t.objectStore("vaults").get(id));
export const putVault = (vault) => run("vaults", "readwrite", (t) => t.objectStore("vaults").put(vault));

export const keptOf = (vault) =>
  run("kept", "readonly", (t) => t.objectStore("kept").index("vault").getAll(vault));

/**
 * Keep a box with the part it is of. When that part was closed meanwhile and had nothing
 * to keep, it comes back closed: without it nobody could ever open the box again.
 */
export const putKept = (row, part) =>
  run(["vaults", "kept"], "readwrite", (t) => {
    const there = t.objectStore("vaults").get(part.id);
    there.onsuccess = () => there.result ?? t.objectStore("vaults").put({ ...part, byPassphrase: null });
    return t.objectStore("kept").put(row);
  });
export const dropKept = (key) => run("kept", "readwrite", (t) => t.objectStore("kept").delete(key));

/** What may no longer be read goes; what was never sent stays, locked. */
export async function dropExpired(now = Date.now()) {
  const db = await open();
  return new Promise((done, failed) => {
    const transaction = db.transaction("kept", "readwrite");
    const walk = transaction.objectStore("kept").openCursor();
    walk.onsuccess = () => {
      const at = walk.result;
      if (at) {
        if (at.value.until && at.value.until <= now) {
          at.delete();
        }
        at.continue();
      }
    };
    transaction.oncomplete = () => done();
    transaction.onerror = () => failed(transaction.error);
  });
}

/**
 * Close one worker's part: children's names and the way in by passphrase go at once.
 * A visit that was not sent stays locked; the same worker opens it by signing in.
 */
export async function close(id) {
  const vault = await vaultOf(id);
  if (!vault) {
    return;
  }
  const rows = await keptOf(id);
  const isWaiting = rows.some((row) => UNSENT.includes(row.kind));
  const goes = isWaiting ? rows.filter((row) => row.kind === "taken") : rows;
  await run(["vaults", "kept"], "readwrite", (t) => {
    goes.forEach((row) => t.objectStore("kept").delete(row.key));
    if (!isWaiting) {
      t.objectStore("vaults").delete(id);
    } else {
      t.objectStore("vaults").put({ ...vault, byPassphrase: null });
    }
  });
}
