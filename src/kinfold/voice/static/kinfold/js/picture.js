// Drawing a picture from lines and parts. What is drawn is numbers and names from the
// lists that the server gives; the server reads them again strictly and draws the same.
// Without this module the page shows the picture and the way to make it from a list.

const NS = "http://www.w3.org/2000/svg";
const SAVE_AFTER_MS = 900;
const TRY_AGAIN_MS = 5000;
const UNDO_MOST = 100;
const NEAREST = 3; // points closer than this are one
const SIZE = { least: 20, most: 400 };
const STEP = { near: 8, far: 40, size: 1.12 };
const HIGH_UP = new Set(["sun", "moon", "star", "rain"]);

const root = document.querySelector("[data-picture]");
const lists = JSON.parse(document.getElementById("picture-catalogue").textContent);
const begun = JSON.parse(document.getElementById("picture-begun").textContent);
const token = root.querySelector("[data-token] input").value;
const paper = root.querySelector("[data-paper]");
const saved = document.querySelector("[data-saved]");
const chosenBar = root.querySelector("[data-chosen]");
const svg = paper.querySelector("svg");

let picture = begun.picture;
let version = begun.version;
let chosen = -1;
let tool = begun.tool ?? "pick";
let pen = "middle";
let colour = "ink";
let undone = [];
let done = [];
let gesture = null;

// ── Drawing what there is ─────────────────────────────────────────────────────

function make(name, attributes, inside = []) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

/** The same curve as the server's: from middle to middle between the points. */
function smooth(flat) {
  const points = [];
  for (let at = 0; at < flat.length; at += 2) {
    points.push([flat[at], flat[at + 1]]);
  }
  const [first, ...rest] = points;
  if (rest.length === 0) {
    return `M${first[0]} ${first[1]}h1`;
  }
  let path = `M${first[0]} ${first[1]}`;
  rest.slice(0, -1).forEach(([x, y], at) => {
    path += `Q${x} ${y} ${(x + rest[at + 1][0]) / 2} ${(y + rest[at + 1][1]) / 2}`;
  });
  const [endX, endY] = rest[rest.length - 1];
  return `${path}L${endX} ${endY}`;
}

const ROUND = { "stroke-linecap": "round", "stroke-linejoin": "round" };

function drawLine(item) {
  return make("path", {
    d: smooth(item.points),
    fill: "none",
    stroke: lists.colours[item.colour],
    "stroke-width": lists.pens[item.pen],
    ...ROUND,
  });
}

function drawPart(item) {
  const part = lists.parts[item.part];
  const drawn = part.shapes.map(([d, fill, line]) =>
    make("path", {
      d,
      fill: fill === "chosen" ? lists.colours[item.colour || part.colour] : fill,
      ...(line ? { stroke: lists.ink, "stroke-width": line, ...ROUND } : {}),
    }),
  );
  if (part.head && item.face) {
    const [x, y, radius] = part.head;
    const face = { d: lists.faces[item.face], fill: "none", stroke: lists.ink, "stroke-width": 3.6 };
    const size = radius / lists.faceRadius;
    drawn.push(
      make("g", { transform: `translate(${x} ${y}) scale(${size})` }, [
        make("path", { d: lists.eyes, fill: lists.ink }),
        make("path", { ...face, ...ROUND }),
      ]),
    );
  }
  const scale = item.size / 100;
  const across = item.flipped ? -scale : scale;
  const transform = `translate(${item.x} ${item.y}) scale(${across} ${scale})`;
  return make("g", { transform }, drawn);
}

function drawGround(name) {
  const { width, height } = lists;
  return [
    make("path", { d: `M0 0H${width}V${height}H0Z`, fill: lists.paper }),
    ...lists.grounds[name].map(([d, fill]) => make("path", { d, fill })),
  ];
}

/** The box around a part, in the picture's own measure. */
function boxOf(item) {
  const part = lists.parts[item.part];
  const [width, height] = [(part.width * item.size) / 100, (part.height * item.size) / 100];
  return { x: item.x - width / 2, y: item.y - height, width, height };
}

function frameOf(item) {
  const { x, y, width, height } = boxOf(item);
  const edge = { x: x - 8, y: y - 8, width: width + 16, height: height + 16 };
  return make("g", { class: "picture-frame" }, [
    make("rect", { ...edge, rx: 10, class: "picture-frame__edge" }),
    make("circle", { cx: x + width + 8, cy: y - 8, r: 22, class: "picture-frame__handle", "data-handle": "" }),
    make("path", { d: `M${x + width} ${y}l16-16m-11 0h11v11`, class: "picture-frame__mark" }),
  ]);
}

function nameOf(item) {
  const part = lists.parts[item.part];
  const third = ["on the left", "in the middle", "on the right"][
    Math.max(0, Math.min(2, Math.floor((item.x * 3) / lists.width)))
  ];
  return [part.label, item.face, third].filter(Boolean).join(", ");
}

function show() {
  const hadFocus = svg.contains(document.activeElement);
  const drawn = picture.items.map((item, index) => {
    const element = item.part ? drawPart(item) : drawLine(item);
    element.dataset.index = index;
    if (item.part) {
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", nameOf(item));
      element.setAttribute("aria-pressed", String(index === chosen));
    }
    return element;
  });
  const part = picture.items[chosen];
  const isPart = Boolean(part && part.part);
  svg.replaceChildren(...drawGround(picture.ground), ...drawn, ...(isPart ? [frameOf(part)] : []));
  chosenBar.hidden = !isPart;
  if (isPart) {
    root.querySelector("[data-what]").textContent = nameOf(part);
    root.querySelector("[data-faces]").hidden = !lists.parts[part.part].head;
    if (hadFocus) {
      drawn[chosen].focus({ preventScroll: true });
    }
  }
  press("tool", tool);
  press("pen", pen);
  press("colour", isPart ? part.colour : colour);
  press("face", isPart ? part.face : "");
  press("ground", picture.ground);
  root.querySelector("[data-undo]").disabled = done.length === 0;
  root.querySelector("[data-redo]").disabled = undone.length === 0;
  paper.dataset.tool = tool;
}

function press(kind, value) {
  for (const button of root.querySelectorAll(`button[data-${kind}]`)) {
    button.setAttribute("aria-pressed", String(button.dataset[kind] === value));
  }
}

// ── Changing it: every change is a new picture, so that steps can be taken back ──

function change(next) {
  done = [...done, picture].slice(-UNDO_MOST);
  undone = [];
  picture = next;
  show();
  keep();
}

function withItems(items) {
  return { ...picture, items };
}

function withItem(index, changes) {
  return withItems(picture.items.map((item, at) => (at === index ? { ...item, ...changes } : item)));
}

function back(from, to) {
  if (from.length === 0) {
    return;
  }
  to.push(picture);
  picture = from.pop();
  chosen = -1;
  show();
  keep();
}

function sized(size) {
  return Math.round(Math.max(SIZE.least, Math.min(SIZE.most, size)));
}

function putIn(name) {
  const part = lists.parts[name];
  const turn = picture.items.filter((item) => item.part).length % 5;
  const item = {
    part: name,
    x: 400 + [0, -150, 150, -270, 270][turn],
    y: HIGH_UP.has(name) ? 200 : 530,
    size: 100,
    colour: part.colour,
    face: part.head ? "happy" : "",
    flipped: false,
  };
  tool = "pick";
  chosen = picture.items.length;
  change(withItems([...picture.items, item]));
}

const DOING = {
  bigger: (item) => change(withItem(chosen, { size: sized(item.size * STEP.size) })),
  smaller: (item) => change(withItem(chosen, { size: sized(item.size / STEP.size) })),
  flip: (item) => change(withItem(chosen, { flipped: !item.flipped })),
  front: (item) => restack(item, [...without(chosen), item], picture.items.length - 1),
  back: (item) => restack(item, [item, ...without(chosen)], 0),
  another: (item) => {
    const items = [...picture.items, { ...item, x: Math.min(item.x + 60, lists.width) }];
    chosen = items.length - 1;
    change(withItems(items));
  },
  remove: () => {
    const items = without(chosen);
    chosen = -1;
    change(withItems(items));
  },
};

function without(index) {
  return picture.items.filter((_, at) => at !== index);
}

function restack(item, items, at) {
  chosen = at;
  change(withItems(items));
}

// ── Pointers: touch, pen and mouse ────────────────────────────────────────────

function pointOf(event) {
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [Math.round(at.x), Math.round(at.y)];
}

function indexAt(event) {
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const item = under && under.closest("[data-index]");
  return item && svg.contains(item) ? Number(item.dataset.index) : -1;
}

svg.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || gesture) {
    return;
  }
  const point = pointOf(event);
  if (tool === "pen") {
    const line = { colour, pen, points: point };
    const element = drawLine(line);
    svg.append(element);
    gesture = { kind: "line", line, element };
  } else if (tool === "rub") {
    gesture = { kind: "rub", before: picture };
    rub(event);
  } else if (event.target.closest("[data-handle]")) {
    gesture = { kind: "size", before: picture, item: picture.items[chosen] };
  } else {
    chosen = indexAt(event);
    gesture = chosen < 0 ? null : { kind: "move", before: picture, item: picture.items[chosen], from: point };
    show();
    svg.querySelector(`[data-index="${chosen}"]`)?.focus?.({ preventScroll: true });
  }
  event.preventDefault();
  if (gesture) {
    svg.setPointerCapture(event.pointerId);
    gesture.pointer = event.pointerId;
  }
});

svg.addEventListener("pointermove", (event) => {
  if (!gesture || gesture.pointer !== event.pointerId) {
    return;
  }
  if (gesture.kind === "line") {
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const step of steps.length ? steps : [event]) {
      addPoint(gesture.line, pointOf(step));
    }
    gesture.element.setAttribute("d", smooth(gesture.line.points));
  } else if (gesture.kind === "rub") {
    rub(event);
  } else if (gesture.kind === "move") {
    moveTo(pointOf(event));
  } else {
    const [x, y] = pointOf(event);
    const { item } = gesture;
    const part = lists.parts[item.part];
    const far = Math.hypot(x - item.x, y - item.y);
    picture = withItem(chosen, { size: sized((far / Math.hypot(part.width / 2, part.height)) * 100) });
    show();
  }
});

function addPoint(line, [x, y]) {
  const last = line.points.slice(-2);
  if (Math.hypot(x - last[0], y - last[1]) >= NEAREST && line.points.length < 3900) {
    line.points.push(x, y);
  }
}

function moveTo([x, y]) {
  const { item, from } = gesture;
  const [dx, dy] = [x - from[0], y - from[1]];
  picture = item.part
    ? withItem(chosen, { x: item.x + dx, y: item.y + dy })
    : withItem(chosen, { points: item.points.map((n, at) => n + (at % 2 ? dy : dx)) });
  show();
}

function rub(event) {
  const index = indexAt(event);
  if (index >= 0) {
    picture = withItems(without(index));
    chosen = -1;
    show();
  }
}

function finish(event) {
  if (!gesture || gesture.pointer !== event.pointerId) {
    return;
  }
  const { kind, line, before } = gesture;
  gesture = null;
  if (kind === "line") {
    change(withItems([...picture.items, line]));
  } else if (picture !== before) {
    const after = picture;
    picture = before;
    change(after);
  }
}
svg.addEventListener("pointerup", finish);
svg.addEventListener("pointercancel", finish);

// ── Keys and buttons ──────────────────────────────────────────────────────────

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = { "+": "bigger", "=": "bigger", "-": "smaller", f: "flip", Delete: "remove", Backspace: "remove" };

svg.addEventListener("focusin", (event) => {
  const item = event.target.closest("[data-index]");
  if (item && Number(item.dataset.index) !== chosen && !gesture) {
    chosen = Number(item.dataset.index);
    show();
  }
});

svg.addEventListener("keydown", (event) => {
  const item = picture.items[chosen];
  if (!item || !item.part || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const arrow = ARROWS[event.key];
  const step = event.shiftKey ? STEP.far : STEP.near;
  if (arrow) {
    change(withItem(chosen, { x: item.x + arrow[0] * step, y: item.y + arrow[1] * step }));
  } else if (KEYS[event.key]) {
    DOING[KEYS[event.key]](item);
  } else {
    return;
  }
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    event.shiftKey ? back(undone, done) : back(done, undone);
  }
});

root.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) {
    return;
  }
  const { dataset } = button;
  const item = picture.items[chosen];
  if (dataset.tool) {
    tool = dataset.tool;
    chosen = -1;
    show();
  } else if (dataset.pen) {
    [pen, tool, chosen] = [dataset.pen, "pen", -1];
    show();
  } else if (dataset.colour) {
    colour = dataset.colour;
    item && item.part ? change(withItem(chosen, { colour })) : show();
  } else if (dataset.part) {
    putIn(dataset.part);
  } else if (dataset.ground) {
    change({ ...picture, ground: dataset.ground });
  } else if (dataset.face && item) {
    change(withItem(chosen, { face: dataset.face }));
  } else if (dataset.do && item) {
    DOING[dataset.do](item);
  } else if ("undo" in dataset) {
    back(done, undone);
  } else if ("redo" in dataset) {
    back(undone, done);
  }
});

// ── Saving: kept here until the server has it, then no longer ──────────────────

let timer = 0;
let isSending = false;
let isWaiting = false;
let isStopped = false;

function keep() {
  isWaiting = true;
  try {
    localStorage.setItem(begun.kept, JSON.stringify({ picture, version, url: begun.saveUrl }));
  } catch {
    // no room, or not allowed: it is still sent below
  }
  clearTimeout(timer);
  timer = setTimeout(send, SAVE_AFTER_MS);
}

function forget() {
  try {
    localStorage.removeItem(begun.kept);
  } catch {
    // nothing was kept
  }
}

async function send({ isLeaving = false } = {}) {
  if (isSending || !isWaiting || isStopped) {
    return;
  }
  clearTimeout(timer);
  isSending = true;
  isWaiting = false;
  const sent = picture;
  try {
    const response = await fetch(begun.saveUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ picture: sent, version }),
      keepalive: isLeaving,
      redirect: "manual",
    });
    await answered(response);
  } catch {
    isWaiting = true;
    saved.textContent = "Not sent yet. It is kept on this device.";
    timer = setTimeout(send, TRY_AGAIN_MS);
  } finally {
    isSending = false;
  }
  if (isWaiting && !isStopped && saved.textContent.startsWith("Saved")) {
    await send();
  }
}

async function answered(response) {
  const isOurs = (response.headers.get("Content-Type") ?? "").includes("json");
  if (!isOurs) {
    // signed out, or no way through: it stays kept here
    throw new Error(`No answer of ours: ${response.status}`);
  }
  const body = await response.json();
  if (response.ok) {
    version = body.version;
    saved.textContent = body.saved;
    sessionStorage.setItem(begun.kept, version);
    if (!isWaiting) {
      forget();
    }
  } else if (response.status === 409) {
    meanwhile(body);
  } else {
    saved.textContent = body.message;
  }
}

/** Somebody else drew: both are shown, and one of them is chosen. */
function meanwhile(theirs) {
  isStopped = true;
  saved.textContent = theirs.message;
  const panel = root.querySelector("[data-meanwhile]");
  const title = document.createElement("h2");
  title.textContent = `${theirs.by} drew in this picture while you did`;
  const both = document.createElement("div");
  both.className = "two-drafts";
  both.append(
    choice("Keep theirs", theirs.picture, () => {
      done = [...done, picture];
      picture = theirs.picture;
      isWaiting = false;
      forget();
    }),
    choice("Keep mine", picture, () => {
      isWaiting = true;
    }),
  );
  const note = document.createElement("p");
  note.textContent = "Nothing is lost: the other one stays among the drafts.";
  panel.replaceChildren(title, note, both);
  panel.hidden = false;
  panel.scrollIntoView({ block: "nearest" });

  function choice(label, what, then) {
    const side = document.createElement("div");
    side.className = "frame-card";
    const view = `0 0 ${lists.width} ${lists.height}`;
    const items = what.items.map((item) => (item.part ? drawPart(item) : drawLine(item)));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button";
    button.textContent = label;
    button.addEventListener("click", () => {
      version = theirs.version;
      chosen = -1;
      isStopped = false;
      panel.hidden = true;
      then();
      show();
      send();
    });
    const small = make("svg", { viewBox: view, "aria-hidden": "true" }, [...drawGround(what.ground), ...items]);
    side.append(small, button);
    return side;
  }
}

window.addEventListener("online", () => send());
window.addEventListener("pagehide", () => send({ isLeaving: true }));

// A way off this page waits until the picture is there, so that the next page shows it.
root.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (link && (isWaiting || isSending) && !isStopped && navigator.onLine) {
    event.preventDefault();
    await send();
    window.location.assign(link.href);
  }
});

/** This page may have been asked for just before the last saving was done: ask again. */
function isOlderThanSaved() {
  const last = Number(sessionStorage.getItem(begun.kept));
  sessionStorage.removeItem(begun.kept);
  return last > begun.version;
}

/** What was not sent last time is put on the paper again. */
function bringBack() {
  try {
    const kept = JSON.parse(localStorage.getItem(begun.kept));
    if (kept && JSON.stringify(kept.picture) !== JSON.stringify(picture)) {
      picture = kept.picture;
      version = kept.version;
      saved.textContent = "What was not sent last time is here again.";
      isWaiting = true;
      send();
    } else {
      forget();
    }
  } catch {
    forget();
  }
}

svg.removeAttribute("aria-hidden");
svg.setAttribute("role", "group");
svg.setAttribute("aria-label", "The picture");
if (isOlderThanSaved()) {
  window.location.reload();
} else {
  // a tool that was pressed before this module listened would have done nothing
  root.querySelectorAll("[data-waits]").forEach((tools) => { tools.inert = false; });
  bringBack();
  show();
}
