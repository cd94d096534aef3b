// Recording a child's voice, where the browser can. What was recorded is put into the
// form's own file box, listened to here first, and sent by its own button. Without this
// module, or without a microphone, a recording made elsewhere is chosen in that box.

const MOST_MS = 20 * 60 * 1000;
const KINDS = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/ogg;codecs=opus", "ogg"],
  ["audio/mp4", "m4a"],
];

const root = document.querySelector("[data-recorder]");
const box = document.querySelector("input[data-recorded]");
const button = root.querySelector("[data-record]");
const label = root.querySelector("[data-record-label]");
const said = root.querySelector("[data-record-said]");
const listen = root.querySelector("[data-record-listen]");
const counted = root.querySelector("[data-record-seconds]");

let recorder = null;
let begun = 0;
let ticking = 0;

function kind() {
  return KINDS.find(([type]) => MediaRecorder.isTypeSupported(type));
}

async function start() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    said.textContent = "The microphone cannot be used. Choose a recording below instead.";
    return;
  }
  const [type, ending] = kind();
  const pieces = [];
  recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 48_000 });
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    stream.getTracks().forEach((track) => track.stop());
    counted.value = Math.round((Date.now() - begun) / 1000);
    keep(new File(pieces, `recording.${ending}`, { type }));
  });
  recorder.start(1000);
  begun = Date.now();
  ticking = setInterval(tick, 1000);
  button.setAttribute("aria-pressed", "true");
  label.textContent = "Stop";
  said.textContent = "Recording. Press Stop when the child is done.";
}

function tick() {
  const seconds = Math.floor((Date.now() - begun) / 1000);
  label.textContent = `Stop (${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")})`;
  if (Date.now() - begun > MOST_MS) {
    stop();
  }
}

function stop() {
  clearInterval(ticking);
  recorder?.stop();
  recorder = null;
  button.setAttribute("aria-pressed", "false");
  label.textContent = "Record again";
}

function keep(file) {
  const carried = new DataTransfer();
  carried.items.add(file);
  box.files = carried.files;
  URL.revokeObjectURL(listen.src);
  listen.src = URL.createObjectURL(file);
  listen.hidden = false;
  said.textContent = "Listen to it together. Then press “Keep it”, or record again.";
}

if (window.MediaRecorder && navigator.mediaDevices?.getUserMedia && kind()) {
  root.hidden = false;
  button.addEventListener("click", () => (recorder ? stop() : start()));
  box.addEventListener("change", () => {
    counted.value = ""; // another recording, which nobody here counted
  });
}
