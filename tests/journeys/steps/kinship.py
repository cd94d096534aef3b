"""Who a child could live with, what was decided, and the days that run."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from tests.journeys.steps.browsing import Browsing

AT_KINSHIP = "Living with family or friends"


class WithKin(Browsing):
    """What is done on the page of kinship."""

    def turns_to_kinship(self) -> None:
        self.turns_to("Network")
        here = self.page.get_by_role(
            "navigation", name="The people around the children"
        )
        here.get_by_role("link", name="Kinship").click()
        self.is_at(AT_KINSHIP)

    def thinks_of(self, name: str, relationship: str, side: str) -> None:
        self.follows(f"Think of somebody on the {side}")
        self.names("Who could they live with?", name)
        self.writes("Who are they to the children?", relationship)
        self.presses("Write them down")
        self.is_at(AT_KINSHIP)

    def decides(
        self, name: str, step: str, why: str, on: date, *, who_said_no: str = ""
    ) -> None:
        """One decision about somebody who was thought of."""
        self.follows(f"Write what was decided: {name}")
        self.is_at(f"What was decided about {name}")
        self.ticks(step, of="What happened?")
        self.writes("Why?", why)
        if who_said_no:
            self.ticks(who_said_no, of="If it was declined: who said no?")
        self.writes_the_day("On which day?", on)
        self.presses("Save")
        self.is_at(AT_KINSHIP)
        row = self.page.get_by_role("row").filter(has_text=name)
        expect(row).to_contain_text(why)

    def writes_down_that_a_child_lives_with(
        self, name: str, relation: str, kind: str, since: date, child_says: str
    ) -> None:
        self.follows(f"The child lives there: {name}")
        self.ticks(relation, of="Who is the carer to the child?")
        self.page.get_by_role("group", name="Which child?").get_by_role(
            "radio"
        ).first.check()
        self.ticks(kind, of="What kind of care is it?")
        self.writes_the_day("Since which day does the child live there?", since)
        self.ticks("In an emergency", of="How did it come about?")
        self.ticks("Yes, the service did", of="Did the service arrange it?")
        self.chooses("What order is there for the child?", "Interim care order")
        self.writes("What does the child say of living there?", child_says)
        self.presses("Write it down")
        self.is_at(AT_KINSHIP)

    def reads_the_paper(self, words: str) -> None:
        self.page.get_by_role("link", name="The carer's paper").first.click()
        self.sees("What this means for you")
        self.sees(words)
        self.follows("Back to kinship")
