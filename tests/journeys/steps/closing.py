"""Where the work stands, and how it ends."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import expect

from tests.journeys.steps.browsing import Browsing


class AtTheEnd(Browsing):
    """What is seen of the stages, and done to end the work."""

    def finds_the_work_at(self, code: str, name: str, *, family: str) -> None:
        """On the page of the stages; and the whiteboard's cell says the same."""
        self.turns_to("Where we are")
        here = self.page.get_by_role("listitem").and_(
            self.page.locator("[aria-current=step]")
        )
        expect(here.get_by_role("heading", level=3)).to_have_text(name)
        self.sees(f"We are at “{name.lower()}”, step {int(code[1:]) + 1} of 10.")
        back = self.page.url
        self.opens(f"/whiteboard/?whose=mine&stage={code[1:]}")
        row = self.page.get_by_role("row").filter(has_text=family)
        expect(row.get_by_role("link", name=f"{code} {name}")).to_be_visible()
        self.opens(back)

    def opens_what_closing_needs(self) -> None:
        self.turns_to("Where we are")
        self.presses("See what closing needs")
        self.is_at("What closing needs")

    def still_needs(self, *open_ones: str) -> None:
        """Of the list of what closing needs, just these are open and needed."""
        items = self.page.get_by_role("listitem").filter(has_text="Not there yet")
        for words in open_ones:
            expect(items.filter(has_text=words)).to_have_count(1)

    def writes_who_stays(
        self, *names: str, coordinator: str, rhythm: str, triggers: str, ring: str,
        on: date,
    ) -> None:  # fmt: skip
        self.follows("Write down who stays")
        for name in names:
            self._part("Who stays?").get_by_label(name, exact=True).check()
        self.writes("Who calls everybody together?", coordinator)
        self.writes("How often do they meet, or ring?", rhythm)
        self.writes("What would bring everybody together again?", triggers)
        self.writes("Whom would you ring, when, and how?", ring)
        self.writes_the_day("When did you agree on it?", on)
        self.presses("Save")
        self.sees(rhythm)

    def writes_down_the_last_meeting(
        self, *people: str, said: str, copies_to: str, asked: str, on: date
    ) -> None:
        self.follows("Write down how it went")
        self.writes_the_day("When did you meet?", on)
        self.writes("Who came?", "\n".join(people))
        self.writes("What did people say?", said)
        self.writes("Who was given the plan as it stands?", copies_to)
        self.writes("How were they asked how it was for them?", asked)
        self.presses("Save")
        self.sees(said)

    def closes_the_record(self, how: str, why: str) -> None:
        self.presses("Close the record")
        self.ticks(re.compile(f"^{how}"))
        self.writes("Why does it end?", why)
        self.presses("Close the record")
        self.sees("The work has ended")
