// The visit page: whose part of this device it is, opening it, and what is in it.
// It works without a network. What needs one says so, and waits.
import { address, NO_NETWORK, post, sendHome, SIGNED_OUT, standing } from "./home.js";
import { ask, button, make, say, screen, show } from "./made.js";
import { dropExpired, keptOf, putVault, vaultOf, vaults } from "./store.js";
import { newVisit, NO_ROOM, talk } from "./talk.js";
import { make as makeVault, openAgain, openWith, TRIES, weakness } from "./vault.js";

const { worker: WORKER, devices: DEVICES, key: KEY, taken: TAKEN, tools: TOOLS, signIn: SIGN_IN } = document.body.dataset;
const LOCKS_AFTER_MS = Number(document.body.dataset.locksAfter) * 1000;
const ASKS_AGAIN_MS = 5 * 60_000;
const TITLE = "A visit without a network";

let open = null;
let lists = null;
let lastTouch = Date.now();
let sending = Promise.resolve();
let letGo = () => null;
// what a device without room could not keep: locked as on the device, in this window alone
const away = new Map();
let putting = Promise.resolve();
// what was said of a sending while somebody was writing on another screen
const unread = [];

// ── Opening, and locking by itself ────────────────────────────────────────────

/** One window at a time holds a part open: two would write over each other. */
function holdAlone(id) {
  return new Promise((answer) => {
    navigator.locks.request(`kinfold-visit ${id}`, { ifAvailable: true }, (held) => {
      answer(Boolean(held));
      return held && new Promise((free) => { letGo = free; });
    });
  });
}

async function enter(part) {
  await putting;
  const mine = away.get(part.vault.id);
  if (mine) {
    await part.takeBack(mine.rows);
    away.delete(part.vault.id);
    letGo = mine.free;
  } else if (!(await holdAlone(part.vault.id))) {
    say("This is open in another window of this device, or still being sent. Go on there, or wait a little.");
    return false;
  }
  open = part;
  return true;
}

function lock() {
  const [part, free] = [open, letGo];
  putting = sending.catch(() => null).then(() => putAway(part, free));
  open = null;
  unread.length = 0;
  show(TITLE);
  begin();
}

/** A device without room locks too. Its window stays the only one that holds this part. */
async function putAway(part, free) {
  const rows = await part.lockUnkept();
  if (rows.length) {
    away.set(part.vault.id, { vault: part.vault, rows, free });
  } else {
    free();
  }
}

/** What is put away could not be opened without its part, if that was closed meanwhile. */
async function keepParts() {
  await putting;
  for (const { vault } of away.values()) {
    if (!(await vaultOf(vault.id))) {
      await putVault({ ...vault, byPassphrase: null }).catch(() => null);
    }
  }
}

for (const kind of ["pointerdown", "keydown"]) {
  document.addEventListener(kind, () => { lastTouch = Date.now(); }, { passive: true });
}
setInterval(() => {
  if (open && Date.now() - lastTouch > LOCKS_AFTER_MS) {
    lock();
  }
}, 1000);
window.addEventListener("beforeunload", (event) => {
  if (away.size || (open && !open.visits.areKept)) {
    event.preventDefault();
  }
});

/** What the server says goes first, also while somebody is at work here. */
async function askServer() {
  const told = await standing();
  if (open && told?.wipe[open.vault.id]) {
    lock();
  }
  return told;
}
setInterval(askServer, ASKS_AGAIN_MS);

// ── Whose part ────────────────────────────────────────────────────────────────

const asked = () => new URLSearchParams(location.hash.slice(1)).get("take")?.split(",") ?? [];
const link = (href, words) => make("a", { href }, words);
const signInLink = () => link(`${SIGN_IN}?next=${encodeURIComponent(location.pathname + location.hash)}`, "Sign in");
const things = (count, one, more) => `${count} ${count === 1 ? one : more}`;

async function begin() {
  await dropExpired();
  const told = await askServer();
  await keepParts();
  const all = await vaults();
  if (asked().length) {
    takeAlong(told, all);
    return;
  }
  const cards = await Promise.all(all.map((vault) => card(vault, told)));
  show(
    TITLE,
    all.length
      ? null
      : make("p", { class: "lead" }, "No child is taken along on this device. At a desk, open the family, then Child's voice, and choose Take along for a visit."),
    ...cards,
    make("p", {}, link("/", "Kinfold, first page")),
  );
}

async function card(vault, told) {
  const rows = await keptOf(vault.id);
  const inWindow = away.get(vault.id)?.rows ?? [];
  const waits = new Set([...rows, ...inWindow].filter((row) => row.kind === "visit").map((row) => row.id)).size;
  const children = rows.filter((row) => row.kind === "taken").length;
  const holds = [
    children ? things(children, "child is taken along", "children are taken along") : "",
    waits ? things(waits, "visit waits to go home", "visits wait to go home") : "",
  ].filter(Boolean);
  const isAnothers = told?.signed_in && told.worker !== vault.worker;
  const inside = [make("h2", {}, vault.name), make("p", {}, `${vault.label}. ${holds.join(", ") || "It holds nothing"}.`)];
  if (inWindow.length) {
    inside.push(make("p", {}, NO_ROOM));
  }
  if (isAnothers) {
    inside.push(make("p", {}, `Only ${vault.name} can open this. Nothing in it is lost: it waits, locked, until ${vault.name} signs in.`));
  } else if (vault.byPassphrase) {
    inside.push(...passphrase(vault));
  } else {
    inside.push(...again(vault, told));
  }
  return make("section", { class: "card" }, ...inside);
}

function form(words, boxes, then) {
  const made = make("form", { novalidate: true }, ...boxes.map((one) => one.whole), make("button", { type: "submit", class: "button" }, words));
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    then();
  });
  return made;
}

function passphrase(vault) {
  const box = ask({ label: "Your passphrase for visits", kind: "secret" });
  return [
    form("Open", [box], async () => {
      say("Opening…");
      const { open: found, left } = await openWith(vault.id, box.read());
      say("");
      if (found) {
        if (await enter(found)) {
          inside();
        }
      } else if (left > 0) {
        box.refuse(`This is not the passphrase. ${things(left, "try is", "tries are")} left, then it opens only by signing in`);
      } else {
        begin();
      }
    }),
  ];
}

function twice() {
  const first = ask({ label: "A passphrase for visits", kind: "secret", hint: "At least 10 letters. Three words are easy to type. You need it where there is no network", autocomplete: "new-password" });
  const second = ask({ label: "The passphrase once more", kind: "secret", autocomplete: "new-password" });
  const read = () => {
    const why = weakness(first.read());
    if (first.refuse(why)) {
      return "";
    }
    return second.refuse(first.read() === second.read() ? "" : "These are not the same. Type it once more") ? "" : first.read();
  };
  return { boxes: [first, second], read };
}

function again(vault, told) {
  const why = make("p", {}, `It is closed: the passphrase was wrong ${TRIES} times, you signed out, or the device was to be wiped. What was not sent is kept, locked.`);
  if (!told) {
    return [why, make("p", {}, "You can open it again where there is a network.")];
  }
  if (!told.signed_in) {
    return [why, make("p", {}, signInLink(), ` as ${vault.name} to open it again.`)];
  }
  const typed = twice();
  return [
    why,
    form("Open it again", typed.boxes, async () => {
      const words = typed.read();
      if (words) {
        await attempt(async () => {
          const given = await post(address(KEY, vault.id), {}, told.token);
          if (await enter(await openAgain(vault.id, given, words))) {
            inside();
          }
        });
      }
    }),
  ];
}

async function attempt(work) {
  try {
    await work();
  } catch (error) {
    say(error.message);
  }
}

// ── Taking along: chosen at a desk, asked for here while there is a network ─────

function takeAlong(told, all) {
  const title = "Take along for a visit";
  if (!told?.signed_in) {
    show(title, make("p", { class: "lead" }, told ? SIGNED_OUT : NO_NETWORK), make("p", {}, signInLink()));
    return;
  }
  const mine = all.find((one) => one.worker === told.worker);
  if (open && mine?.id === open.vault.id) {
    fetchChildren(told);
  } else if (mine?.byPassphrase) {
    show(title, make("p", {}, `Open your part of this device, ${told.name}.`), ...passphrase(mine));
  } else if (mine) {
    show(title, ...again(mine, told));
  } else {
    newPart(title, told);
  }
}

function newPart(title, told) {
  const label = ask({ label: "What is this device called?", hint: "For example: Tablet of the team, blue", value: "" });
  const typed = twice();
  show(
    title,
    make("p", { class: "lead" }, "What you take along is locked on this device. Only you can open it, with a passphrase of its own."),
    form("Lock and take along", [label, ...typed.boxes], async () => {
      const missing = label.refuse(label.read() ? "" : "Say what this device is called");
      const words = missing ? "" : typed.read();
      if (words) {
        say("Locking…");
        await attempt(async () => {
          const id = crypto.randomUUID();
          const given = await post(DEVICES, { id, label: label.read() }, told.token);
          await enter(await makeVault({ id, worker: told.worker, name: told.name, label: label.read(), ...given }, words));
          await navigator.storage?.persist?.();
          await fetchChildren(told);
        });
      }
    }),
  );
}

async function fetchChildren(told) {
  await attempt(async () => {
    for (const id of asked()) {
      const child = await post(address(TAKEN, id), { device: open.vault.id }, told.token);
      await open.keep({ id, kind: "taken", what: child, until: Date.parse(child.until) });
    }
    history.replaceState(null, "", location.pathname);
    await inside("It is on this device now, locked. You can go without a network.");
  });
}

// ── Inside ────────────────────────────────────────────────────────────────────

const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const clock = new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" });

async function inside(words = "") {
  if (asked().length) {
    takeAlong(await askServer(), await vaults());
    return;
  }
  if (unread.length) {
    sent(unread.splice(0));
    return;
  }
  lists ??= await (await fetch(TOOLS)).json();
  const [children, visits] = await Promise.all([open.all("taken"), open.visits.all()]);
  show(
    "Your visits on this device",
    make("h2", {}, "Children"),
    ...(children.length ? children.map(childCard) : [make("p", {}, "Nobody is taken along now.")]),
    make("h2", {}, "Not sent home yet"),
    visits.length ? make("ul", { class: "items" }, ...visits.map((visit) => visitLine(visit, children))) : make("p", {}, "Nothing waits. What you write is listed here until Kinfold has it."),
    visits.length ? make("div", { class: "row" }, button("Send everything home", send)) : null,
    make("div", { class: "row" }, button("Lock", lock, "quiet"), link("/", "Kinfold, first page")),
  );
  say(words);
}

function childCard(child) {
  const tools = Object.entries(lists.tools).map(([key, tool]) =>
    button(tool.label, async () => {
      const visit = newVisit(child, key);
      talk(open, visit, lists, child.people ?? [], inside);
    }),
  );
  return make(
    "section",
    { class: "card" },
    make("h3", {}, child.name),
    make("p", { class: "hint" }, `On this device until ${day.format(new Date(child.until))}`),
    make("div", { class: "row" }, ...tools),
  );
}

function visitLine(visit, children) {
  // their names went with the child's, when the days were over or the device was closed
  const people = children.find((one) => one.taken === visit.taken)?.people ?? [];
  const words = `${lists.tools[visit.tool].label} with ${visit.child}, begun ${clock.format(new Date(visit.began_at))}`;
  return make("li", {}, button(words, () => talk(open, visit, lists, people, inside), "item"));
}

function send() {
  sending = sendAll(open, screen());
}

/** Whoever goes on writing meanwhile is not taken away from it, and is told afterwards. */
async function sendAll(part, at) {
  say("Sending…");
  const told = await askServer();
  if (!told) {
    say(NO_NETWORK);
    return;
  }
  if (!told.signed_in || told.worker !== part.vault.worker) {
    if (screen() !== at) {
      say(SIGNED_OUT);
      return;
    }
    show("Sign in to send it home", make("p", { class: "lead" }, SIGNED_OUT), make("p", {}, signInLink()), button("Back", () => inside(), "quiet"));
    return;
  }
  const done = [];
  for (const visit of await part.visits.all()) {
    const title = `${lists.tools[visit.tool].label} with ${visit.child}`;
    try {
      done.push([title, await sendHome(part, visit, told.token)]);
    } catch (error) {
      done.push([title, { message: error.message, findings: [] }]);
    }
  }
  if (open !== part) {
    return;
  }
  if (screen() === at) {
    sent(done);
  } else {
    unread.push(...done);
    say("The sending is over. Go back to your visits to read what went home.");
  }
}

function sent(done) {
  const cards = done.map(([title, told]) =>
    make(
      "section",
      { class: "card" },
      make("h2", {}, title),
      make("p", {}, told.message),
      ...told.findings.map((one) => make("p", { class: "hint" }, `${one.message}. ${one.suggestion}`)),
      told.url ? make("p", {}, link(told.url, told.needs_you ? "Answer what is asked" : "See it in Kinfold")) : null,
    ),
  );
  say("");
  show("What went home", ...cards, make("div", { class: "row" }, button("Back to your visits", () => inside())));
}

// ── Beginning ─────────────────────────────────────────────────────────────────

async function start() {
  if (!globalThis.isSecureContext || !crypto.subtle || !globalThis.indexedDB) {
    show("This browser cannot lock a visit", make("p", { class: "lead" }, "Use a browser of the last years, at an address that begins with https. Until then, use the tools in Kinfold while you have a network."), link("/", "Kinfold, first page"));
    return;
  }
  await navigator.serviceWorker?.register(WORKER).catch(() => null);
  await begin();
}

window.addEventListener("hashchange", () => (open && asked().length ? inside() : begin()));
start();

