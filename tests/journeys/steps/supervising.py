"""Thinking together about the work: in a group, one to one, and what went well."""

from __future__ import annotations

import re
from datetime import date

from tests.journeys.steps.browsing import Browsing


class InSupervision(Browsing):
    """What is done on the pages of supervision."""

    def plans_a_group(self, leader: str, goal: str) -> str:
        """The address of the session."""
        self.turns_to("Supervision")
        self.presses("Plan a group supervision")
        self.chooses("Who leads the group?", leader)
        self.writes("What would make this time worth it?", goal)
        self.presses("Plan it")
        self.follows(re.compile("brings it$"))
        self.sees("All nine steps")
        return self.page.url

    def pens(self, kind: str, under: str, answers: dict[str, str]) -> None:
        """One draft of one's own, in the part of the session that is for it."""
        part = self.page.get_by_role("region", name=kind)
        if not part.get_by_role("textbox").first.is_visible():
            part.locator("summary").filter(has_text=under).click()
        for question, words in answers.items():
            named = re.compile(rf"^{re.escape(question)}(\s+\(optional\))?$")
            part.get_by_label(named).fill(words)
        part.get_by_role("button", name="Keep it").click()
        self.sees(next(iter(answers.values())))

    def reads_out(self, kind: str) -> None:
        part = self.page.get_by_role("region", name=kind)
        part.get_by_role("button", name="Read them out").click()
        self.finds_no("button", "Read them out")

    def chooses_the_draft(self, words: str) -> None:
        self.ticks(re.compile(f"^Choose this draft: {re.escape(words[:30])}"))
        self.presses("Make one of those I chose")

    def ends_the_group(self, learned: str, told: str) -> None:
        self.presses("It has been held")
        self.presses("Write what was learned")
        self.writes("What did each of us learn?", learned)
        self.writes("What may the family be told of it?", told)
        self.presses("Keep it")
        self.sees(learned)

    def keeps_supervision(
        self, *, worker: str, supervisor: str, on: date, worried: str, working: str,
        needs: str,
    ) -> None:  # fmt: skip
        self.turns_to("Supervision")
        self.presses("Supervision one to one")
        self.writes_the_day("When did you meet?", on)
        self.chooses("Whose work is it?", worker)
        self.chooses("Who supervises?", supervisor)
        self.writes("What are we worried about?", worried)
        self.writes("What's working well?", working)
        self.writes("What needs to happen?", needs)
        self.presses("Keep it")
        self.is_at("Supervision")

    def decides_in_supervision(self, what: str, why: str, by: date) -> None:
        self.presses("Add a decision")
        self.writes("What was decided?", what)
        self.writes("Why?", why)
        self.writes_the_day("By when?", by)
        self.presses("Keep the decision")
        self.sees(what)

    def writes_what_went_well(
        self, family: str, proud_of: str, did: str, difference: str
    ) -> None:
        self.opens("/supervision/")
        self.follows("What went well", first=True)
        self.presses("Write about good work")
        self.chooses("Was it with one of your families?", family)
        self.writes("What are you proud of?", proud_of)
        self.writes("What did you do, step by step?", did)
        self.writes("What difference did it make?", difference)
        self.presses("Keep it")
        self.sees(proud_of)

    def shares_it_with_the_team(self, proud_of: str) -> None:
        self.follows(re.compile(f"^{re.escape(proud_of[:30])}"))
        self.presses("Say who may read this")
        self.ticks("My team")
        self.presses("Save")
        self.sees(proud_of)

    def opens_the_newest_supervision(self) -> None:
        """From the family's tab."""
        self.follows("Supervision one to one", first=True)
