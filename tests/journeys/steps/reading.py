"""Reading all that a family's pages lead to, in the browser of whoever is signed in."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote

from pypdf import PdfReader

from tests.journeys.steps.browsing import Browsing

STEPS = 2

# where one of the words stands, every paper, and how much was read
READ_ALL = r"""async ([starts, family, words, steps]) => {
  const seen = new Set(starts);
  const found = [];
  const papers = [];
  const isAnothers = (at) => /[0-9a-f]{8}-[0-9a-f]{4}-|^\/account\//.test(at);
  const isOurs = (at) => at.startsWith(family) || !isAnothers(at);
  async function read(url) {
    const answer = await fetch(url);
    if ((answer.headers.get("content-type") ?? "").includes("pdf")) {
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const text = Array.from(bytes, (one) => String.fromCharCode(one)).join("");
      papers.push([url, btoa(text)]);
      return [];
    }
    const text = await answer.text();
    found.push(...words.filter((one) => text.includes(one)).map((one) => [one, url]));
    const page = new DOMParser().parseFromString(text, "text/html");
    const at = new URL(url, location.origin);
    const links = [...page.querySelectorAll("a[href]")];
    return links.map((one) => new URL(one.getAttribute("href"), at));
  }
  let wave = [...starts];
  for (let step = 0; step <= steps; step++) {
    const links = [];
    while (wave.length) {
      links.push(...(await Promise.all(wave.splice(0, 4).map(read))).flat());
    }
    for (const { origin, pathname } of links) {
      if (origin === location.origin && !seen.has(pathname) && isOurs(pathname)) {
        seen.add(pathname);
        wave.push(pathname);
      }
    }
  }
  return { found, papers, count: seen.size };
}"""


@dataclass(frozen=True)
class Read:
    """Where each of some words stands, and how many pages were read."""

    places: dict[str, set[str]]
    count: int


class ReadingAll(Browsing):
    """Following every link there is."""

    def reads_all(self, family: str, *words: str) -> Read:
        """Every page and paper at most two steps on from the family's and the first.

        A third step reaches little but forms, and takes as long as the rest together.
        """
        # one word of them, for the page says again what was looked for
        looked_for = quote(max(words[0].split(), key=len))
        starts = ["/", f"{family}/", f"/people/search/?q={looked_for}"]
        # a browser that stands nowhere yet asks for nothing
        self.opens("/")
        given = [starts, f"{family}/", list(words), STEPS]
        told: Any = self.page.evaluate(READ_ALL, given)
        places: dict[str, set[str]] = {word: set() for word in words}
        for word, url in told["found"]:
            places[word].add(url)
        for url, paper in told["papers"]:
            pages = PdfReader(BytesIO(b64decode(paper))).pages
            text = " ".join(" ".join(one.extract_text() for one in pages).split())
            for word in words:
                if word in text:
                    places[word].add(url)
        return Read(places, int(told["count"]))
