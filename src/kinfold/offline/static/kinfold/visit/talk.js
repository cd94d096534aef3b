// A visit while it goes on: the child's words and drawings, and who may see each of them.
// Everything is kept, locked, as it is written; there is nothing to save.
import { ask, button, make, say, show } from "./made.js";
import { drawn, paper, small } from "./paper.js";
import { players, sounds } from "./sound.js";

export const NO_ROOM =
  "This device has no room, so what you wrote last is in this window alone. Leave the page open, and send everything home.";

// as the server reads a name that was typed (`offline_whom`)
const TYPED = "named-";
const NAME_MOST = 80;

const now = () => new Date().toISOString();

export function newVisit(child, tool) {
  return {
    id: crypto.randomUUID(),
    taken: child.taken,
    child: child.name,
    until: child.until,
    tool,
    began_at: now(),
    fields: {},
    items: [],
    people: {},
    begun: false,
    changes: 0,
    home: null,
    outbox: null,
  };
}

function put(fields, name, value) {
  fields[name] = { value, base: fields[name]?.base ?? "", at: now() };
}

/**
 * Somebody by name: from those the child can name, or typed. Only the names of those of
 * whom the child said something (`named`) stay with the visit.
 */
function byName(people, answered, named, mayThey) {
  const called = new Map(people.map((one) => [one.key, one.name]));
  answered.filter((who) => named[who]).forEach((who) => called.set(who, named[who]));
  const about = ([who, name]) => mayThey(who, name, () => { named[who] = name; });
  const rows = make("div", { class: "whom" }, ...[...called].map(about));
  const box = ask({ label: "Somebody else, by name" });
  const add = button("Add this name", () => {
    const name = box.read();
    const who = TYPED + name;
    const why = name ? (called.has(who) ? "This name is here already" : "") : "Write the name first";
    if (box.refuse(name.length > NAME_MOST ? `Write it in at most ${NAME_MOST} letters` : why)) {
      return;
    }
    called.set(who, name);
    const row = about([who, name]);
    rows.append(row);
    row.querySelector("input").focus();
  }, "quiet");
  return make("details", { open: answered.some((who) => named[who]) }, make("summary", {}, "Somebody by name"), rows, box.whole, add);
}

/**
 * `lists`: tools, questions and audiences, from the server; `people`: whom this child can
 * name. `leave()` goes back home.
 */
export function talk(open, visit, lists, people, leave) {
  const tool = lists.tools[visit.tool];
  visit.people ??= {};
  let going = Promise.resolve();

  function keep() {
    visit.changes += 1;
    say("Keeping…");
    going = open.visits.keep(visit).then(
      () => say(open.visits.areKept ? "Kept on this device, locked." : NO_ROOM),
      () => say(NO_ROOM),
    );
    return going;
  }

  const away = (words, where) =>
    button(words, async () => {
      await going;
      where();
    }, "quiet");

  const question = (one) =>
    ask({
      ...one,
      value: visit.fields[one.name]?.value ?? "",
      onchange: (value) => {
        put(visit.fields, one.name, value);
        keep();
      },
    });

  /** A question that must be answered, as the answers stand now. */
  function isMissing(one) {
    const [other, but] = one.unless ?? ["", null];
    return one.required && visit.fields[other]?.value !== but;
  }

  function begin() {
    const asked = lists.questions.filter((one) => one.when === "before").map((one) => [one, question(one)]);
    show(
      `${tool.label} with ${visit.child}`,
      ...asked.map(([, box]) => box.whole),
      make("div", { class: "row" }, button("Begin", () => {
        const missing = asked.find(([one, box]) => box.refuse(isMissing(one) && !box.read() ? one.required : ""));
        if (!missing) {
          visit.begun = true;
          keep();
          rooms();
        }
      }), away("Leave", leave)),
    );
  }

  function rooms() {
    const parts = Object.entries(tool.parts).map(([key, part]) => {
      const items = visit.items.filter((one) => one.part === key);
      return make(
        "section",
        { class: `part part--${part.tone}`, "aria-labelledby": `part-${key}` },
        small(part.drawn, lists.paper.ink),
        make("h2", { id: `part-${key}` }, part.label),
        part.lead ? make("p", { class: "hint" }, part.lead) : null,
        make("ul", { class: "items" }, ...items.map((item) => make("li", {}, line(item)))),
        button(`Add to ${part.label}`, () => add(key)),
      );
    });
    show(
      `${tool.label} with ${visit.child}`,
      make("div", { class: "parts" }, ...parts),
      make("div", { class: "row" }, button("We have finished", finish), away("Leave for now", leave)),
    );
  }

  const saidIn = (item) => item.fields.words?.value || (item.fields.picture?.value ? "A drawing" : item.sounds?.length ? "A recording" : "Nothing yet");

  function line(item) {
    const whom = Object.entries(item.answers).filter(([, answer]) => answer !== "no").map(([who]) => lists.audiences[who] ?? visit.people[who]);
    return make(
      "button",
      { type: "button", class: "item", onclick: () => write(item) },
      make("span", { class: "item__words", dir: "auto" }, saidIn(item)),
      make("span", { class: "item__who" }, whom.length ? `May see it: ${whom.join(", ")}` : "Only my worker"),
    );
  }

  function add(part) {
    const item = { id: crypto.randomUUID(), part, fields: {}, answers: {}, answers_seen: {} };
    visit.items.push(item);
    write(item);
  }

  function write(item) {
    const part = tool.parts[item.part];
    const words = ask({
      label: "What you say",
      hint: "In the child's own words",
      kind: "words",
      value: item.fields.words?.value ?? "",
      onchange: (value) => {
        put(item.fields, "words", value);
        keep();
      },
    });
    const drawing = paper(lists.paper, item.fields.picture?.value, (value) => {
      put(item.fields, "picture", value);
      keep();
    });
    const heard = sounds(item.sounds ?? [], {
      keep: async (bytes) => {
        const id = crypto.randomUUID();
        await open.visits.keepSound(id, bytes).catch(() => null);
        return id;
      },
      read: (id) => open.visits.readSound(id),
      changed: (list) => {
        item.sounds = list;
        keep();
      },
    });
    const mayThey = (who, label, answered = () => null) =>
      ask({
        label,
        kind: "choice",
        // nobody by name is answered about before the child says so: a no must be said
        value: item.answers[who] ?? (who in lists.audiences ? "no" : ""),
        options: lists.answers,
        onchange: (answer) => {
          answered();
          item.answers = { ...item.answers, [who]: answer };
          keep();
        },
      }).whole;
    const whom = Object.entries(lists.audiences).map(([who, label]) => mayThey(who, label));
    const back = button("Done", async () => {
      await heard?.stop();
      await going;
      visit.items = visit.items.filter((one) => one !== item || saysSomething(one));
      await keep();
      rooms();
    });
    show(
      part.label,
      part.lead ? make("p", { class: "lead" }, part.lead) : null,
      words.whole,
      drawing,
      heard,
      make("h2", {}, "Who may see this?"),
      make("p", { class: "hint" }, "You choose. If you say nothing, only your worker sees it."),
      make("div", { class: "whom" }, ...whom),
      byName(people, Object.keys(item.answers), visit.people, mayThey),
      make("div", { class: "row" }, back),
    );
  }

  const saysSomething = (item) => Object.values(item.fields).some((one) => one.value) || item.sounds?.length > 0 || Object.keys(item.answers_seen).length > 0;

  /** All that the child said there: their words, their drawing and their voice. */
  function toldBack(item) {
    const { label } = tool.parts[item.part];
    const picture = item.fields.picture?.value;
    return [
      `${label}: ${saidIn(item)}`,
      picture ? drawn(lists.paper, picture, `A drawing, ${label}`) : null,
      item.sounds?.length ? make("ul", { class: "items" }, ...players(item.sounds, (id) => open.visits.readSound(id))) : null,
    ].filter(Boolean);
  }

  function finish() {
    const read = visit.items.map((item) => make("li", { dir: "auto" }, ...toldBack(item)));
    const asked = lists.questions.filter((one) => one.when === "after").map(question);
    show(
      "Read it all back",
      make("p", { class: "lead" }, `Read each of these to ${visit.child}, as they said it. Look at the drawings and listen to the recordings together.`),
      read.length ? make("ul", { class: "read-back" }, ...read) : make("p", {}, "Nothing is written yet."),
      ...asked.map((one) => one.whole),
      make("div", { class: "row" }, away("Go on", rooms), away("Leave it here, locked", leave)),
    );
  }

  (visit.begun ? rooms : begin)();
}
