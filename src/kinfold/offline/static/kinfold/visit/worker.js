// Answers for the visit page when there is no network: its own files, and nothing else.
// `SHELL` stands before this text. No page of a family, and no answer, is ever kept.

const STORE = `kinfold-visit-${SHELL.version}`;
const FILES = new Set(SHELL.files);

self.addEventListener("install", (event) => {
  const fresh = SHELL.files.map((file) => new Request(file, { cache: "reload", credentials: "omit" }));
  event.waitUntil(
    caches
      .open(STORE)
      .then((store) => store.addAll(fresh))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("kinfold-visit-") && name !== STORE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !FILES.has(pathname)) {
    return; // to the network, as if there were no worker
  }
  event.respondWith(
    caches
      .open(STORE)
      .then((store) => store.match(pathname))
      .then((kept) => kept ?? fetch(event.request)),
  );
});
