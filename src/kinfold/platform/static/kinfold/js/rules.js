// What the rules of practice say, beside the words while they are typed.
//
// A form with data-rules-url posts itself to that address when somebody pauses, and
// each <div data-rules="part"> in it is filled from the same part of the answer.
// Nothing is saved. Without script, the rules speak when the words are saved.

const PAUSE_MS = 600;
const waiting = new WeakMap();
const asking = new WeakMap();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-rules-url]");
  if (form) {
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(ask, PAUSE_MS, form));
  }
});

/** A newer question makes an older answer worthless: stop waiting for it. */
async function ask(form) {
  asking.get(form)?.abort();
  const question = new AbortController();
  asking.set(form, question);
  try {
    const answer = await fetch(form.dataset.rulesUrl, {
      method: "POST",
      body: new FormData(form),
      redirect: "error",
      signal: question.signal,
    });
    if (answer.ok) {
      show(form, await answer.text());
    }
  } catch {
    // Away from the network or signed out: help can wait, the words cannot be lost.
  }
}

function show(form, text) {
  const answer = new DOMParser().parseFromString(text, "text/html");
  for (const region of form.querySelectorAll("[data-rules]")) {
    const said = answer.querySelector(`[data-rules="${region.dataset.rules}"]`);
    if (said && said.textContent !== region.textContent) {
      const isFolded = region.querySelector("details")?.open === false;
      region.replaceChildren(...said.childNodes);
      region.querySelector("details")?.toggleAttribute("open", !isFolded);
    }
  }
  tell(form);
}

/** How many there are is read out; each in full would talk over the writer. */
function tell(form) {
  const counts = [...form.querySelectorAll("[data-rules] summary")].map((one) =>
    one.textContent.trim(),
  );
  let region = form.querySelector("[data-rules-said]");
  if (!region) {
    region = document.createElement("p");
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    region.dataset.rulesSaid = "";
    form.append(region);
  }
  if (region.textContent !== counts.join(". ")) {
    region.textContent = counts.join(". ");
  }
}
