// Making what is on the screen. Text is always text, never markup.

export function make(name, about = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(about)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
  return element;
}

const place = document.getElementById("visit");
const said = document.getElementById("said");
let shown = 0;

/** Which screen this is, to know later whether somebody has gone on to another one. */
export const screen = () => shown;

/** A new screen: its heading is read out, and is where the keyboard goes on. */
export function show(title, ...inside) {
  shown += 1;
  const heading = make("h1", { tabindex: "-1" }, title);
  place.replaceChildren(heading, ...inside.filter(Boolean));
  document.title = `${title} · Kinfold`;
  heading.focus({ preventScroll: true });
  place.scrollTo(0, 0);
  window.scrollTo(0, 0);
}

export function say(words) {
  said.textContent = words;
}

export function button(words, onclick, kind = "") {
  return make("button", { type: "button", class: `button ${kind}`, onclick }, words);
}

let numbers = 0;

/** A question with its box; `read()` gives what was typed, `refuse()` says what is wrong. */
export function ask({ label, hint = "", kind = "line", value = "", options = [], autocomplete = "off", onchange }) {
  numbers += 1;
  const id = `q${numbers}`;
  const wrong = make("p", { id: `${id}-wrong`, class: "wrong", hidden: true });
  const about = hint ? make("p", { id: `${id}-hint`, class: "hint" }, hint) : null;
  const described = `${about ? `${id}-hint ` : ""}${id}-wrong`;
  if (kind === "choice") {
    return askOne({ id, label, about, wrong, described, value, options, onchange });
  }
  const box =
    kind === "words"
      ? make("textarea", { id, rows: "3", "aria-describedby": described, dir: "auto" })
      : make("input", {
          id,
          type: { secret: "password", yes: "checkbox" }[kind] ?? "text",
          "aria-describedby": described,
          autocomplete,
          dir: kind === "line" ? "auto" : null,
        });
  if (kind === "yes") {
    box.checked = value === "yes";
  } else {
    box.value = value;
  }
  const read = () => (kind === "yes" ? (box.checked ? "yes" : "") : box.value.trim());
  if (onchange) {
    box.addEventListener("input", () => onchange(read()));
  }
  const name = make("label", { for: id }, label);
  const row = kind === "yes" ? make("div", { class: "yes" }, box, name) : null;
  const whole = row
    ? make("div", { class: "question" }, row, about, wrong)
    : make("div", { class: "question" }, name, about, wrong, box);
  return { whole, read, refuse: refuser(wrong, box) };
}

function askOne({ id, label, about, wrong, described, value, options, onchange }) {
  let chosen = value;
  const rows = options.map(([key, words], at) => {
    const box = make("input", { type: "radio", name: id, id: `${id}-${at}`, value: key });
    box.checked = key === value;
    box.addEventListener("change", () => {
      chosen = key;
      onchange?.(key);
    });
    return make("div", { class: "yes" }, box, make("label", { for: `${id}-${at}` }, words));
  });
  const whole = make(
    "fieldset",
    { class: options.length > 6 ? "question numbers" : "question", "aria-describedby": described },
    make("legend", {}, label),
    about,
    wrong,
    ...rows,
  );
  return { whole, read: () => chosen, refuse: refuser(wrong, rows[0]?.querySelector("input")) };
}

function refuser(wrong, box) {
  return (words) => {
    wrong.textContent = words;
    wrong.hidden = !words;
    if (words) {
      box.setAttribute("aria-invalid", "true");
      box.focus();
    } else {
      box.removeAttribute("aria-invalid");
    }
    return Boolean(words);
  };
}
