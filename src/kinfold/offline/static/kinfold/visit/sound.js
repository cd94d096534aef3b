// The child's voice, where the browser can record: kept locked as the words are, and
// played back before anybody else hears it.
import { button, make, say } from "./made.js";

const LONGEST_MS = 3 * 60_000;
const TYPES = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
export const ENDINGS = { "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a" };

const mayRecord = () => Boolean(globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia);

/** What was recorded, each to be listened to. `read(id)` answers its bytes. */
export function players(list, read) {
  return list.map((one, at) => {
    const listen = button(`Listen to recording ${at + 1}`, async () => {
      const address = URL.createObjectURL(new Blob([await read(one.id)], { type: one.type }));
      const audio = make("audio", { controls: true, src: address, "aria-label": `Recording ${at + 1}` });
      listen.replaceWith(audio);
      audio.play();
    }, "quiet");
    return make("li", {}, listen);
  });
}

/**
 * The recordings of one item. `keep(bytes)` answers the id it is kept under, and
 * `read(id)` the bytes; `changed(list)` is given the list after each recording.
 */
export function sounds(list, { keep, read, changed }) {
  if (!mayRecord()) {
    return null;
  }
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  const rows = make("ul", { class: "items" });
  const record = button("Record your voice", () => (recorder ? recorder.stop() : begin()), "quiet");
  let recorder = null;
  let stopped = null;

  const show = () => rows.replaceChildren(...players(list, read));

  async function begin() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      say("This device does not let the page hear you. Write the words instead.");
      return;
    }
    const pieces = [];
    recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24_000 });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    stopped = new Promise((done) => {
      recorder.addEventListener("stop", async () => {
        recorder = null;
        record.textContent = "Record your voice";
        stream.getTracks().forEach((track) => track.stop());
        const plain = type.split(";")[0];
        const id = await keep(await new Blob(pieces, { type: plain }).arrayBuffer());
        list.push({ id, type: plain });
        changed(list);
        show();
        done();
      });
    });
    recorder.start();
    record.textContent = "Stop recording";
    say("Recording. It is kept on this device when you stop.");
    setTimeout(() => recorder?.stop(), LONGEST_MS);
  }

  show();
  const whole = make("div", { class: "sounds" }, record, rows);
  // answered when what was recorded is in the list: an item may have nothing else
  whole.stop = () => {
    recorder?.stop();
    return stopped;
  };
  return whole;
}
