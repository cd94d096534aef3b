// The visits of one part while it is open, each in memory once: whoever writes in one and
// what sends it home hold the same one, so neither can put an older one over the other.
import { dropKept } from "./store.js";

export class Visits {
  #open;
  #all = new Map();
  #begun = null;
  #queues = new Map();
  #unkept = new Map();
  #sounds = new Map();

  constructor(open) {
    this.#open = open;
  }

  async all() {
    this.#begun ??= this.#open.all("visit").then((kept) => {
      kept.filter((one) => !this.#all.has(one.id)).forEach((one) => this.#all.set(one.id, one));
    });
    await this.#begun;
    return [...this.#all.values()].sort((one, other) => one.began_at.localeCompare(other.began_at));
  }

  /** Whether everything that was written is on the device. It is not when there is no room. */
  get areKept() {
    return this.#unkept.size + this.#sounds.size === 0;
  }

  /** What is in memory alone, as the boxes it would be kept in. */
  get unkept() {
    const visits = [...this.#unkept.keys()].map((id) => ({ id, kind: "visit", what: this.#all.get(id) }));
    const sounds = [...this.#sounds].map(([id, what]) => ({ id, kind: "sound", what }));
    return [...visits, ...sounds];
  }

  /** What was in memory alone is so again, unless there is room for it now. */
  async takeBack(boxes) {
    const kept = boxes.map(({ id, kind, what }) => (kind === "sound" ? this.keepSound(id, what) : this.keep(what)));
    await Promise.allSettled(kept);
  }

  /** Keep it as it stands when its turn comes: the last one to be written is the newest. */
  keep(visit) {
    const mine = {};
    this.#all.set(visit.id, visit);
    this.#unkept.set(visit.id, mine);
    return this.#inTurn(visit, async () => {
      await this.#open.keep({ id: visit.id, kind: "visit", what: visit });
      if (this.#unkept.get(visit.id) === mine) {
        this.#unkept.delete(visit.id);
      }
    });
  }

  /** Let go of what is home. What was written since that left stays, to be sent too. */
  drop(visit) {
    return this.#inTurn(visit, async () => {
      if (visit.changes === visit.home) {
        this.#all.delete(visit.id);
        this.#unkept.delete(visit.id);
        await dropKept(`${this.#open.vault.id} ${visit.id}`);
      }
    });
  }

  /** A recording is in memory until it is kept, so that it can go home without room. */
  async keepSound(id, bytes) {
    this.#sounds.set(id, bytes);
    await this.#open.keep({ id, kind: "sound", what: bytes });
    this.#sounds.delete(id);
  }

  async readSound(id) {
    return this.#sounds.get(id) ?? this.#open.readKept(id, "sound");
  }

  async dropSound(id) {
    this.#sounds.delete(id);
    await dropKept(`${this.#open.vault.id} ${id}`);
  }

  #inTurn(visit, work) {
    const before = this.#queues.get(visit.id) ?? Promise.resolve();
    const now = before.catch(() => null).then(work);
    this.#queues.set(visit.id, now);
    return now;
  }
}
