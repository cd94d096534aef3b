"""A visit where there is no network: on a tablet, with a child, and home again."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Route, expect

from tests.journeys.axe import EVERYTHING, violations
from tests.journeys.steps.browsing import Browsing

PASSPHRASE = "river kettle moss"
# everything that the browser keeps of this address, as one text
KEPT = """async () => {
  const stores = [localStorage, sessionStorage];
  const texts = stores.map((store) => JSON.stringify({ ...store }));
  const plain = (one) =>
    one instanceof ArrayBuffer || ArrayBuffer.isView(one)
      ? new TextDecoder("latin1").decode(one)
      : one && typeof one === "object"
        ? Object.entries(one).map(([key, value]) => key + plain(value)).join(" ")
        : String(one);
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      texts.push(...rows.map(plain));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const kept of await cache.matchAll()) {
      texts.push(kept.url, await kept.clone().text());
    }
  }
  return texts.join("\\n");
}"""
# a microphone that hears these bytes, as a browser would record them
MICROPHONE = """(bytes) => {
  navigator.mediaDevices.getUserMedia = async () => ({ getTracks: () => [] });
  window.MediaRecorder = class extends EventTarget {
    static isTypeSupported() { return true; }
    start() {}
    stop() {
      const data = new Blob([Uint8Array.from(bytes)]);
      this.dispatchEvent(Object.assign(new Event("dataavailable"), { data }));
      this.dispatchEvent(new Event("stop"));
    }
  };
}"""
# a device that keeps nothing more, as a browser says it
NO_ROOM = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (row) {
    if (this.name === "kept") throw new DOMException("full", "QuotaExceededError");
    return put.call(this, row);
  };
}"""


class OnAVisit(Browsing):
    """What is done with the visit page."""

    def takes_along(self, child: str, device: str) -> None:
        """From the family's visits to a locked tablet."""
        self.turns_to("Child's voice")
        here = self.page.get_by_role("navigation", name="With and for the children")
        here.get_by_role("link", name="Visits without a network").click()
        self.page.get_by_role("button", name="Take along for a visit").click()
        self.ticks(re.compile(f"^{child}"))
        self.ticks("3 days")
        self.presses("Take along")
        self.is_at("Take along for a visit")
        self.writes("What is this device called?", device)
        self.writes("A passphrase for visits", PASSPHRASE)
        self.writes("The passphrase once more", PASSPHRASE)
        self.presses("Lock and take along")
        self.sees("You can go without a network.")
        # kept whole before anybody leaves the network
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")

    def has_no_network(self) -> None:
        self.page.context.set_offline(True)
        self.page.reload()

    def has_a_network_again(self) -> None:
        self.page.context.set_offline(False)

    def has_no_room(self) -> None:
        self.page.evaluate(NO_ROOM)

    def unlocks(self, passphrase: str = PASSPHRASE) -> None:
        self.is_at("A visit without a network")
        self.writes("Your passphrase for visits", passphrase)
        self.presses("Open")

    def opens_again(self) -> None:
        """After it was closed: signed in, with a passphrase anew."""
        self.writes("A passphrase for visits", "moss kettle river")
        self.writes("The passphrase once more", "moss kettle river")
        self.presses("Open it again")

    def begins_with(self, tool: str, child: str) -> None:
        self.is_at("Your visits on this device")
        self.presses(tool)
        self.is_at(f"{tool} with {child}")
        self.writes("Where are you?", "At the kitchen table")
        self.ticks("A parent said yes")
        self.ticks("The child said yes to doing this")
        self.ticks("I said that I must tell somebody if the child is not safe")
        self.presses("Begin")

    def hears_at_home(
        self, part: str, words: str, *, is_full: bool = False, **may_see: str
    ) -> None:
        """The child's words in a part, and what the child answers for an audience."""
        self.presses(f"Add to {part}")
        self.writes("What you say", words)
        for audience, answer in may_see.items():
            self.ticks(answer, of=audience.replace("_", " "))
        self.sees(
            re.compile("^This device has no room")
            if is_full
            else "Kept on this device, locked."
        )
        self.presses("Done")

    def hears_about_somebody(self, words: str, name: str, answer: str) -> None:
        """The child comes back to a thing, and says a name that is on no list."""
        self.page.get_by_role("button", name=words).click()
        self.page.get_by_text("Somebody by name", exact=True).click()
        self.presses("Add this name")
        self.sees("Write the name first")
        self.writes("Somebody else, by name", name)
        self.presses("Add this name")
        self.ticks(answer, of=name)
        self.sees("Kept on this device, locked.")
        self.presses("Done")

    def records_in(self, part: str, heard: bytes) -> None:
        """The child's voice and no word; "Done" is pressed while it records."""
        self.page.evaluate(MICROPHONE, list(heard))
        self.presses(f"Add to {part}")
        self.presses("Record your voice")
        self.sees("Recording. It is kept on this device when you stop.")
        self.presses("Done")

    def draws_a_line(self, part: str) -> None:
        self.presses(f"Add to {part}")
        paper = self.page.get_by_role("img", name="The paper to draw on")
        box = paper.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        mouse.move(box["x"] + 60, box["y"] + 60)
        mouse.down()
        mouse.move(box["x"] + 200, box["y"] + 140, steps=6)
        mouse.up()
        self.sees("Kept on this device, locked.")
        self.presses("Done")

    def looks_and_listens_before_it_goes_home(self, drawn: str, heard: str) -> None:
        """What has no words is seen and heard where all is read back."""
        self.presses("We have finished")
        self.is_at("Read it all back")
        self.sees(f"{heard}: A recording")
        self.sees(f"{drawn}: A drawing")
        drawing = self.page.get_by_role("img", name=f"A drawing, {drawn}")
        assert drawing.locator("path").count() == 1
        expect(drawing).to_have_css("touch-action", "auto")  # the page moves under it
        self.presses("Listen to recording 1")
        self.page.locator("audio[controls][src^='blob:']").wait_for()
        assert violations(self.page, EVERYTHING) == []
        self.presses("Go on")

    def reads_it_back(self) -> None:
        self.presses("We have finished")
        self.is_at("Read it all back")
        self.ticks("I read all of it back to the child")
        self.sees("Kept on this device, locked.")
        self.presses("Leave it here, locked")

    def sends_everything_home(self) -> None:
        self.is_at("Your visits on this device")
        self.presses("Send everything home")

    def goes_on_with(self, visit: str) -> None:
        self.is_at("Your visits on this device")
        self.page.get_by_role("button", name=re.compile(f"^{visit}, begun")).click()

    def waits_until(self, held: list[Route]) -> Route:
        """What the page sends next and is kept on its way."""
        for _ in range(200):
            if held:
                return held.pop()
            self.page.wait_for_timeout(50)
        raise AssertionError("the page sent nothing")

    def kept_in_the_browser(self) -> str:
        text: Any = self.page.evaluate(KEPT)
        return str(text)

    def waits_for(self, count: int, words: str) -> None:
        expect(self.page.get_by_text(re.compile(f"{count} {words}"))).to_be_visible()
