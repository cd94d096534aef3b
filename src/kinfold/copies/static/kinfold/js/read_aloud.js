// Reads a section out in the browser's own voice, each paragraph in its own language.
// Without script, or without a voice, the page is simply read. A voice that is not on
// this device would send the words to whoever speaks them, so none of those is used.
const voice = window.speechSynthesis;

function voiceFor(language) {
  const here = voice.getVoices().filter((one) => one.localService);
  const wanted = language.toLowerCase();
  const spoken = (one) => one.lang.replace("_", "-").toLowerCase();
  const root = wanted.split("-")[0];
  return (
    here.find((one) => spoken(one) === wanted) ||
    here.find((one) => spoken(one).split("-")[0] === root)
  );
}

function sayAll(button) {
  const words = button.closest("section").querySelectorAll("[data-say]");
  const ours = voiceFor(button.closest("[lang]").lang);
  for (const paragraph of words) {
    const said = new SpeechSynthesisUtterance(paragraph.textContent);
    said.lang = paragraph.closest("[lang]").lang;
    said.voice = voiceFor(said.lang) || ours;
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

function offer(buttons) {
  for (const button of buttons) {
    button.hidden = !voiceFor(button.closest("[lang]").lang);
  }
}

if (voice) {
  const buttons = document.querySelectorAll("[data-read]");
  offer(buttons);
  // the voices come after the page
  voice.addEventListener?.("voiceschanged", () => offer(buttons));
  for (const button of buttons) {
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
