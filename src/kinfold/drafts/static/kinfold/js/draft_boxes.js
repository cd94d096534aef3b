// The boxes of a form as a draft holds them: a name, and its values.

const NEVER = new Set(["hidden", "submit", "button", "image", "reset", "file", "password"]);

const boxesIn = (form) =>
  [...form.elements].filter((box) => box.name && !NEVER.has(box.type));

function isChanged(box) {
  if (box.type === "checkbox" || box.type === "radio") {
    return box.checked !== box.defaultChecked;
  }
  if (box.options) {
    const options = [...box.options];
    const first = box.multiple || options.some((one) => one.defaultSelected) ? -1 : 0;
    return options.some((one, place) => one.selected !== (one.defaultSelected || place === first));
  }
  return box.value !== box.defaultValue;
}

/** Names of the boxes that do not hold what the page came with. */
export function touchedBy(form) {
  return new Set(boxesIn(form).filter(isChanged).map((box) => box.name));
}

/** What these names hold now, with the version the writer saw. */
export function boxesOf(form, names) {
  const data = new FormData(form);
  const boxes = Object.fromEntries([...names].map((name) => [name, data.getAll(name)]));
  const version = form.elements.namedItem("version");
  return version && version.type === "hidden" ? { ...boxes, version: [version.value] } : boxes;
}

/** Put words back into the boxes, and open what folds them away. */
export function putInto(form, boxes) {
  const turns = new Map();
  for (const box of boxesIn(form)) {
    const values = boxes[box.name];
    if (!values) {
      continue;
    }
    if (box.type === "checkbox" || box.type === "radio") {
      box.checked = values.includes(box.value);
    } else if (box.options) {
      [...box.options].forEach((one) => (one.selected = values.includes(one.value)));
    } else {
      const turn = turns.get(box.name) ?? 0;
      turns.set(box.name, turn + 1);
      box.value = values[turn] ?? "";
    }
    const fold = box.closest("details:not([open])");
    if (fold && isChanged(box)) {
      fold.open = true;
    }
  }
}
