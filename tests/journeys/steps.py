"""What people do at a browser, in words: the vocabulary the journeys are told in.

Everything is found as a person finds it, by its role and its name. Nothing here knows
an id, a class or the shape of a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from kinfold.world.staffing import DEMO_PASSWORD

Role = Literal["button", "link"]


@dataclass
class Somebody:
    """One person at one browser."""

    page: Page
    email: str

    # coming in

    def signs_in(self) -> None:
        self.opens("/account/sign-in/")
        self.page.get_by_label("Email address").fill(self.email)
        self.enters_the_password()

    def enters_the_password(self) -> None:
        self.page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_url(lambda url: "/account/sign-in/" not in url)

    # going about

    def opens(self, path: str) -> int:
        """Go to an address by hand. Its status."""
        response = self.page.goto(path)
        return response.status if response else 0

    def follows(self, name: str | re.Pattern[str], *, first: bool = False) -> None:
        self._presses("link", name, first=first)

    def presses(self, name: str) -> None:
        self._presses("button", name)

    def _presses(
        self, role: Role, name: str | re.Pattern[str], *, first: bool = False
    ) -> None:
        found = self.page.get_by_role(role, name=_as_heard(name))
        (found.first if first else found).click()

    def unfolds(self, words: str | re.Pattern[str], *, beside: str) -> None:
        """Open the folded part that says `words`, in what says `beside`."""
        there = self.page.get_by_role("article").filter(has_text=beside)
        there.locator("summary").filter(has_text=words).first.click()

    def turns_to(self, tab: str) -> None:
        """Another page of the family that is open."""
        here = self.page.get_by_role("navigation", name="This family")
        here.get_by_role("link", name=_as_heard(tab)).click()

    # filling in

    def writes(self, question: str, words: str, *, of: str = "") -> None:
        self._asked(question, of).fill(words)

    def chooses(self, question: str, answer: str, *, of: str = "") -> None:
        """Pick from a list the first answer that begins so."""
        asked = self._asked(question, of)
        asked.wait_for()
        options = [text.strip() for text in asked.locator("option").all_inner_texts()]
        asked.select_option(label=next(o for o in options if o.startswith(answer)))

    def ticks(self, answer: str | re.Pattern[str], *, of: str = "") -> None:
        self._part(of).get_by_label(answer).check()

    def writes_the_day(self, question: str, day: str) -> None:
        """A day as "3 5 2026"."""
        asked = self.page.get_by_role("group", name=question)
        for part, text in zip(("Day", "Month", "Year"), day.split(), strict=True):
            asked.get_by_label(part).fill(text)

    def _asked(self, question: str, of: str) -> Locator:
        # a question that may be left out says so after its words
        named = re.compile(rf"^{re.escape(question)}(\s+\(optional\))?$")
        return self._part(of).get_by_label(named)

    def _part(self, name: str) -> Page | Locator:
        return self.page.get_by_role("group", name=name) if name else self.page

    # seeing

    def is_at(self, heading: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def does_not_see(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(words)).to_have_count(0)

    def finds_no(self, role: Literal["searchbox", "link", "button"], name: str) -> None:
        expect(self.page.get_by_role(role, name=name)).to_have_count(0)

    # what the work is made of

    def looks_for(self, words: str) -> None:
        """From the box at the top of every page."""
        box = self.page.get_by_role("search").get_by_role("searchbox").first
        box.fill(words)
        box.press("Enter")
        self.is_at("Find a person or family")

    def opens_a_new_family(self, name: str, child: Child, parent: Child) -> None:
        """Looks first, as the page asks, then writes them down."""
        self.opens("/families/new/")
        self.page.get_by_role("main").get_by_role("searchbox").fill(child.full_name)
        self.presses("Look for them")
        self.follows("None of these: new family")
        self.writes_down(name, child, parent)

    def writes_down(self, name: str, child: Child, parent: Child) -> None:
        self.writes("What to call this family", name)
        for number, one in (1, child), (2, parent):
            row = f"Person {number}"
            self.writes("First and middle names", one.given, of=row)
            self.writes("Last name", one.family, of=row)
            self.writes("Date of birth", one.born, of=row)
            self.chooses("Sex as recorded", one.sex, of=row)
        self.presses("Open the family's record")

    def adds(self, kind: str, question: str, words: str) -> None:
        """One entry on the map that is open."""
        self.follows(f"add {kind}")
        self.writes(question, words)
        self.presses("Save")
        self.sees_on_the_map(words)

    def sees_on_the_map(self, words: str) -> None:
        self.is_at("The map")
        # an open form may hold the same words: it has to have gone
        writing = self.page.get_by_role("button", name=re.compile("^(Save|Keep)"))
        expect(writing).to_have_count(0)
        said = self.page.get_by_role("article").get_by_role("paragraph")
        expect(said.filter(has_text=words).first).to_be_visible()


def _as_heard(name: str | re.Pattern[str]) -> re.Pattern[str]:
    """The whole name, as it sounds: neither capitals nor spaces at a hidden part."""
    if not isinstance(name, str):
        return name
    words = r"\s*".join(re.escape(word) for word in re.findall(r"\w+|\S", name))
    return re.compile(rf"^\s*{words}\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Child:
    """Somebody to be written down: a child or, as well, an adult."""

    given: str
    family: str
    born: str
    sex: str = "Female"

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.family}"
