// Drawing with a finger, a pen or a mouse. A drawing is numbers and names of short lists,
// the same as the server's pictures (ADR 19), so it is drawn there exactly as here.
import { button, make } from "./made.js";

const NS = "http://www.w3.org/2000/svg";
const NEAREST = 3;
const POINTS_MOST = 1900;
const LINES_MOST = 380;

function element(name, about) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(about)) {
    made.setAttribute(key, value);
  }
  return made;
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

/** A small drawing of ours that stands for a part: seen, and not read out. */
export function small({ width, height, shapes }, ink) {
  const view = `${-width / 2 - 8} ${-height - 8} ${width + 16} ${height + 16}`;
  const svg = element("svg", { viewBox: view, "aria-hidden": "true", class: "small" });
  for (const [d, fill, line] of shapes) {
    const edge = line ? { stroke: ink, "stroke-width": line, "stroke-linejoin": "round", "stroke-linecap": "round" } : {};
    svg.append(element("path", { d, fill, ...edge }));
  }
  return svg;
}

const groundOf = (lists) => element("rect", { width: lists.width, height: lists.height, fill: lists.paper });

function lineOf(lists, item) {
  return element("path", {
    d: smooth(item.points),
    fill: "none",
    stroke: lists.colours[item.colour],
    "stroke-width": lists.pens[item.pen],
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
}

/** A drawing to look at, as it was drawn. */
export function drawn(lists, value, label) {
  const svg = element("svg", { viewBox: `0 0 ${lists.width} ${lists.height}`, class: "paper", role: "img", "aria-label": label });
  svg.append(groundOf(lists), ...JSON.parse(value).items.map((item) => lineOf(lists, item)));
  return svg;
}

/** A paper. `changed` is given the drawing after every line, as the server reads it. */
export function paper(lists, value, changed) {
  let lines = value ? JSON.parse(value).items : [];
  let undone = [];
  let colour = "ink";
  let pen = "middle";
  let going = null;
  const svg = element("svg", {
    viewBox: `0 0 ${lists.width} ${lists.height}`,
    class: "paper",
    role: "img",
    "aria-label": "The paper to draw on",
  });
  const undo = button("Undo", () => step(lines, undone));
  const redo = button("Again", () => step(undone, lines));

  function draw() {
    svg.replaceChildren(groundOf(lists), ...lines.map((item) => lineOf(lists, item)));
    undo.disabled = lines.length === 0;
    redo.disabled = undone.length === 0;
  }

  function told() {
    draw();
    changed(lines.length ? JSON.stringify({ ground: "paper", items: lines }) : "");
  }

  function step(from, to) {
    to.push(from.pop());
    told();
  }

  function pointOf(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [Math.round(at.x), Math.round(at.y)];
  }

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || going || lines.length >= LINES_MOST) {
      return;
    }
    const item = { colour, pen, points: pointOf(event) };
    going = { item, path: lineOf(lists, item), pointer: event.pointerId };
    svg.append(going.path);
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (going?.pointer !== event.pointerId) {
      return;
    }
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const one of steps.length ? steps : [event]) {
      const [x, y] = pointOf(one);
      const [lastX, lastY] = going.item.points.slice(-2);
      if (Math.hypot(x - lastX, y - lastY) >= NEAREST && going.item.points.length < POINTS_MOST) {
        going.item.points.push(x, y);
      }
    }
    going.path.setAttribute("d", smooth(going.item.points));
  });
  const finish = (event) => {
    if (going?.pointer === event.pointerId) {
      lines.push(going.item);
      undone = [];
      going = null;
      told();
    }
  };
  svg.addEventListener("pointerup", finish);
  svg.addEventListener("pointercancel", finish);

  const choices = (named, values, chosen, choose) => {
    const group = make("div", { class: "choices", role: "group", "aria-label": named });
    for (const [key, { label, look }] of Object.entries(values)) {
      const one = make("button", { type: "button", class: "choice", "aria-pressed": String(key === chosen) });
      one.append(look, make("span", {}, label));
      one.addEventListener("click", () => {
        choose(key);
        group.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", "false"));
        one.setAttribute("aria-pressed", "true");
      });
      group.append(one);
    }
    return group;
  };
  const dot = (fill, radius) => {
    const small = element("svg", { viewBox: "-14 -14 28 28", "aria-hidden": "true", class: "dot" });
    // on paper of its own: ink is not seen on a dark page
    small.append(element("circle", { r: 14, fill: lists.paper }));
    small.append(element("circle", { r: radius, fill, stroke: lists.ink, "stroke-width": 1 }));
    return small;
  };
  const colours = Object.fromEntries(
    Object.entries(lists.colours).map(([key, hue]) => [key, { label: lists.labels[key], look: dot(hue, 11) }]),
  );
  const pens = Object.fromEntries(
    Object.entries(lists.pens).map(([key, wide]) => [key, { label: lists.labels[key], look: dot(lists.ink, wide / 2 + 1) }]),
  );
  draw();
  return make(
    "div",
    { class: "drawing" },
    choices("Colour", colours, colour, (key) => { colour = key; }),
    choices("Pen", pens, pen, (key) => { pen = key; }),
    svg,
    make("div", { class: "row" }, undo, redo),
  );
}
