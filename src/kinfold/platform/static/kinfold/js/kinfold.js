// Everything here makes a page quicker or kinder. Every page works without it.
import { initAll } from "../vendor/govuk-frontend.min.js";

const TOAST_SECONDS = 6;
const UNDO_SECONDS = 30;

document.documentElement.classList.add("has-script");
document.body.classList.add("js-enabled", "govuk-frontend-supported");

/** Bring the parts inside `scope` to life. */
function start(scope) {
  initAll({ scope, onError: tellUnlessStarted });
}

/** After a swap the untouched parts are alive already: that is no error. */
function tellUnlessStarted(error) {
  if (error.name !== "InitError") {
    console.error(error);
  }
}

/** A refused form: put the reader where the words are, and say so in the title. */
function sayErrors(scope) {
  const summary = scope.querySelector("[data-page-errors]");
  const title = document.title.replace(/^Error: /, "");
  const isRefused = Boolean(document.querySelector("[data-page-errors]"));
  document.title = isRefused ? `Error: ${title}` : title;
  if (summary) {
    summary.focus();
  }
}

/** A link with data-dialog="id" opens that dialog; without script it is a page. */
function openDialog(event, opener) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (dialog && typeof dialog.showModal === "function" && !dialog.open) {
    event.preventDefault();
    dialog.showModal();
  }
}

function toast(detail) {
  const region = document.getElementById("toasts");
  const { text, tone = "calm", undo = "" } = typeof detail === "string" ? { text: detail } : detail;
  const item = document.createElement("div");
  item.className = `toast toast--${tone}`;
  item.textContent = text;
  if (undo) {
    item.append(undoForm(undo));
  }
  region.append(item);
  goLater(item, (undo ? UNDO_SECONDS : TOAST_SECONDS) * 1000);
}

/** Take a toast away, but never from under a finger or the focus. */
function goLater(item, milliseconds) {
  setTimeout(() => {
    if (item.matches(":hover, :focus-within")) {
      goLater(item, milliseconds);
    } else {
      item.remove();
    }
  }, milliseconds);
}

/** The same form that stands beside a message on a page without script. */
function undoForm(address) {
  const form = Object.assign(document.createElement("form"), { method: "post", action: address });
  const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
  const hidden = { type: "hidden", name: "csrfmiddlewaretoken", value: token };
  const button = { type: "submit", className: "undo", textContent: "Undo" };
  form.append(
    Object.assign(document.createElement("input"), hidden),
    Object.assign(document.createElement("button"), button),
  );
  return form;
}

function isTyping(target) {
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const popover of document.querySelectorAll("details[data-popover][open]")) {
      popover.open = false;
      popover.querySelector("summary").focus();
    }
  }
  const box = document.querySelector("[data-search-box]");
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key === "/" && isPlain && box && !isTyping(event.target)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

document.addEventListener("click", (event) => {
  for (const popover of document.querySelectorAll("details[data-popover][open]")) {
    if (!popover.contains(event.target)) {
      popover.open = false;
    }
  }
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    openDialog(event, opener);
    return;
  }
  const closer = event.target.closest("[data-dialog-close]");
  const dialog = closer && closer.closest("dialog");
  if (dialog && dialog.open) {
    event.preventDefault();
    dialog.close();
  }
  // A press on the veil closes a dialog: the veil is the dialog element itself.
  if (event.target instanceof HTMLDialogElement && event.target.open) {
    event.target.close();
  }
  const exit = event.target.closest("[data-quick-exit]");
  if (exit) {
    // Replace, so that Back does not return to the family's page.
    event.preventDefault();
    document.body.hidden = true;
    window.location.replace(exit.href);
  }
  const printer = event.target.closest("[data-print]");
  if (printer) {
    event.preventDefault();
    window.print();
  }
});

// The choice of light or dark shows at once and is kept by the form's own post.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  const button = event.submitter;
  if (!form || !button) {
    return;
  }
  event.preventDefault();
  const body = new FormData(form);
  body.set("theme", button.value);
  fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => form.submit());
  document.documentElement.dataset.theme = button.value;
  for (const each of document.querySelectorAll("[data-theme-form] button")) {
    each.setAttribute("aria-pressed", String(each.value === button.value));
  }
});

// Printing shows what is folded away, and folds it again afterwards.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const each of opened) {
    each.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const each of opened) {
    each.open = false;
  }
});

document.addEventListener("htmx:after:swap", () => {
  start(document);
  sayErrors(document);
});
document.addEventListener("toast", (event) => toast(event.detail));

// On a phone the tabs are wider than the screen: begin at the one that is open.
const OPEN_ONES = ".tabs__tab[aria-current], .sections__link[aria-current]";
for (const tab of document.querySelectorAll(OPEN_ONES)) {
  const row = tab.closest("ul");
  const [there, here] = [tab, row].map((each) => each.getBoundingClientRect());
  row.scrollLeft += there.left - here.left - (here.width - there.width) / 2;
}

// A picture wider than the screen begins at its middle, where the household stands.
for (const picture of document.querySelectorAll(".picture")) {
  picture.scrollLeft = (picture.scrollWidth - picture.clientWidth) / 2;
}

start(document);
if (document.querySelector("[data-page-errors]")) {
  sayErrors(document);
  // An address that ends in #part takes the focus away again once all is loaded.
  window.addEventListener("load", () => setTimeout(() => sayErrors(document)));
}
