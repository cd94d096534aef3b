// Reads a section out in the browser's own voice, each paragraph in its own language.
// Without script, or without a voice, the page is simply read.
const voice = window.speechSynthesis;

function sayAll(button) {
  const words = button.closest("section").querySelectorAll("[data-say]");
  for (const paragraph of words) {
    const said = new SpeechSynthesisUtterance(paragraph.textContent);
    said.lang = paragraph.closest("[lang]").lang;
    said.addEventListener("start", () => paragraph.classList.add("is-said"));
    said.addEventListener("end", () => paragraph.classList.remove("is-said"));
    voice.speak(said);
    if (paragraph === words[words.length - 1]) {
      said.addEventListener("end", () => show(button, false));
    }
  }
}

function show(button, isReading) {
  button.textContent = isReading ? button.dataset.stop : button.dataset.read;
  button.setAttribute("aria-pressed", String(isReading));
}

function stop() {
  voice.cancel();
  for (const paragraph of document.querySelectorAll(".is-said")) {
    paragraph.classList.remove("is-said");
  }
}

if (voice) {
  const buttons = document.querySelectorAll("[data-read]");
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const isReading = button.getAttribute("aria-pressed") === "true";
      stop();
      for (const other of buttons) {
        show(other, false);
      }
      if (!isReading) {
        show(button, true);
        sayAll(button);
      }
    });
  }
  // somebody leaves the page: it falls silent at once
  window.addEventListener("pagehide", stop);
}
