"""What anybody does at a browser: comes in, goes about, fills in, sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from kinfold.world.staffing import DEMO_PASSWORD

Role = Literal["button", "link"]


@dataclass
class Browsing:
    """One person at one browser."""

    page: Page
    email: str
    # looks each page over before it is left
    looks_over: Callable[[Page], None] | None = None

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
        self.is_done_here()
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
        one = found.first if first else found
        one.wait_for()
        self.is_done_here()
        one.click()

    def is_done_here(self) -> None:
        """About to leave this page, which is whole by now."""
        if self.looks_over:
            self.looks_over(self.page)

    def unfolds(self, words: str | re.Pattern[str], *, beside: str) -> None:
        """Open the folded part that says `words`, in what says `beside`."""
        there = self.page.get_by_role("article").filter(has_text=beside)
        there.locator("summary").filter(has_text=words).first.click()

    def opens_up(self, words: str) -> None:
        """A folded part of the page."""
        main = self.page.get_by_role("main")
        main.locator("summary").filter(has_text=words).first.click()

    def turns_to(self, tab: str) -> None:
        """Another page of the family that is open."""
        here = self.page.get_by_role("navigation", name="This family")
        link = here.get_by_role("link", name=_as_heard(tab))
        link.wait_for()
        self.is_done_here()
        link.click()

    def turns_to_the_plan(self, paper: str) -> None:
        """One of the papers and books under the tab "Plan"."""
        self.turns_to("Plan")
        self.is_at("Plans")
        here = self.page.get_by_role("navigation", name="Plans of this family")
        here.get_by_role("link", name=paper).click()

    # filling in

    def writes(self, question: str, words: str, *, of: str = "") -> None:
        self._asked(question, of).fill(words)

    def chooses(self, question: str, answer: str, *, of: str = "") -> None:
        """Pick from a list the first answer that begins so."""
        asked = self._asked(question, of)
        asked.wait_for()
        options = [text.strip() for text in asked.locator("option").all_inner_texts()]
        asked.select_option(label=next(o for o in options if o.startswith(answer)))

    def names(self, question: str, name: str, *, of: str = "") -> None:
        """Somebody of a list of names, or written out when they are not in it."""
        asked = self._asked(question, of)
        asked.wait_for()
        options = [text.strip() for text in asked.locator("option").all_inner_texts()]
        known = next((one for one in options if one.startswith(name)), None)
        asked.select_option(label=known or "Somebody else")
        if known is None:
            self._asked("Their name, if it is somebody else", of).first.fill(name)

    def ticks(self, answer: str | re.Pattern[str], *, of: str = "") -> None:
        self._part(of).get_by_label(answer).check()

    def writes_the_day(self, question: str, day: str | date) -> None:
        """A day as "3 5 2026"."""
        if isinstance(day, date):
            day = f"{day.day} {day.month} {day.year}"
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


def _as_heard(name: str | re.Pattern[str]) -> re.Pattern[str]:
    """The whole name, as it sounds: neither capitals nor spaces at a hidden part."""
    if not isinstance(name, str):
        return name
    words = r"\s*".join(re.escape(word) for word in re.findall(r"\w+|\S", name))
    return re.compile(rf"^\s*{words}\s*$", re.IGNORECASE)
