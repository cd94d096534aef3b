"""Asking for the family's own people, and telling them."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import expect

from tests.journeys.steps.browsing import Browsing

KNOWS = {
    1: "Knows that services are involved",
    2: "Knows some of the worry",
    3: "Has heard the danger statements and safety goals",
    4: "Has seen the words and pictures, or the whole plan",
    5: "Has said it back in their own words",
}


class InTheNetwork(Browsing):
    """What is done on the page of the network."""

    def asks_about_the_side(self, side: str, whom: str, answer: str, on: date) -> None:
        """Who could stand by the children, on the side of one parent."""
        self.follows(f"Write down who was asked about the {side}")
        self.chooses("Who did you ask?", whom)
        self.writes("What did they say?", answer)
        self.writes_the_day("When did you ask?", on)
        self.presses("Save")
        self.sees(answer)

    def adds_to_the_network(self, name: str, relationship: str, side: str) -> None:
        self.presses("Add somebody")
        self.names("Who is it?", name)
        self.writes("Who are they to the children?", relationship)
        self.ticks(side, of="Through whom do they belong?")
        self.ticks("Keeps the children safe")
        self.presses("Add them")
        self.is_at("The network")
        self.sees(name)

    def tells(
        self, name: str, level: int, permission: str, on: date, *, danger: str = ""
    ) -> None:
        """One step of being told, up to `level`."""
        card = self.page.get_by_role("article").filter(has_text=name)
        card.get_by_role("link", name="They were told").click()
        self.is_at(f"What {name} was told")
        self.ticks(KNOWS[level])
        if danger:
            heard = "Which danger statements have they heard?"
            self.ticks(re.compile(f"^{danger}"), of=heard)
        self.ticks("Face to face")
        self.writes("Who agreed that they may be told?", permission)
        self.writes_the_day("When?", on)
        self.presses("Save")
        self.is_at("The network")
        expect(card).to_contain_text(KNOWS[level])

    def asks_to_do(
        self,
        who: str,
        does: str,
        *,
        days: tuple[str, ...],
        parts: tuple[str, ...],
        backup: str = "",
    ) -> None:
        """Somebody of the network is asked for something they can say yes to."""
        self.presses("Ask somebody")
        self.names_from_the_list("Who?", who)
        self.writes("What will they do?", does)
        self.ticks(re.compile("^Danger statement 1"), of="it about?")
        for day in days:
            self.ticks(day, of="On which days?")
        for part in parts:
            self.ticks(part, of="At what part of the day?")
        if backup:
            self.names_from_the_list("Who comes if they cannot?", backup)
        self.presses("Keep it, and ask them")
        self.is_at("Who does what")
        self.sees(does)

    def sees_the_week_of(self, danger: str) -> list[str]:
        """What stands in each part of each day for one danger, Monday first."""
        week = self.page.get_by_role("region", name=f"{danger}, hour by hour")
        return week.get_by_role("cell").all_inner_texts()

    def names_from_the_list(self, question: str, name: str) -> None:
        """A name is listed with who that is to the children behind it."""
        box = self.page.get_by_label(re.compile(f"^{re.escape(question)}"))
        label = box.locator("option", has_text=name).first.text_content()
        box.select_option(label=str(label).strip())

    def writes_their_answer(
        self, does: str, who: str, *, way: str, words: str = ""
    ) -> None:
        """What came back: a text as it came, or that somebody saw them sign."""
        self.follows(does)
        self.follows("Write down their answer")
        self.ticks(who, of="Who answered?")
        self.ticks("Yes, I will do this")
        self.ticks(way, of="How did it come?")
        if words:
            self.writes("Their own words", words)
        self.presses("Save")
        self.is_at("Who does what")
