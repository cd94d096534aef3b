// Words that have not reached the server, kept in this browser until they have. They
// are gone when they are sent, when the writer signs out, or after some days.

const DAYS = 14;
const PREFIX = `kinfold.unsent:${document.body.dataset.worker}:`;

export function hold(path, entry) {
  try {
    localStorage.setItem(PREFIX + path, JSON.stringify({ ...entry, at: Date.now() }));
  } catch {
    // a full or closed store: the server's copy is the one that counts
  }
}

export function heldAt(path) {
  try {
    const entry = JSON.parse(localStorage.getItem(PREFIX + path));
    return entry && Date.now() - entry.at < DAYS * 86_400_000 ? entry : null;
  } catch {
    return null;
  }
}

/** Forget a form's words, unless newer ones were typed than those of `at`. */
export function forget(path, at) {
  if (at === undefined || heldAt(path)?.at === at || !heldAt(path)) {
    localStorage.removeItem(PREFIX + path);
  }
}

function paths() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}

export const forgetAll = () => paths().forEach((path) => forget(path));
export const holdsAnything = () => paths().length > 0;

export function held() {
  const found = paths().map((path) => [path, heldAt(path)]);
  found.filter(([, entry]) => !entry).forEach(([path]) => forget(path));
  return found.filter(([, entry]) => entry);
}
