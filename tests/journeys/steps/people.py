"""Finding people, opening a family's record, and saying who is who."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tests.journeys.steps.browsing import Browsing


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


class WithRecords(Browsing):
    """What is done with the record of a family and its people."""

    def looks_for(self, words: str) -> None:
        """From the box at the top of every page."""
        box = self.page.get_by_role("search").get_by_role("searchbox").first
        box.fill(words)
        box.press("Enter")
        self.is_at("Find a person or family")

    def opens_a_new_family(
        self, name: str, child: Child, *parents: Child, since: date | None = None
    ) -> None:
        """Looks first, as the page asks, then writes them down."""
        self.opens("/families/new/")
        self.page.get_by_role("main").get_by_role("searchbox").fill(child.full_name)
        self.presses("Look for them")
        self.follows("None of these: new family")
        self.writes_down(name, child, *parents, since=since)

    def writes_down(
        self, name: str, child: Child, *parents: Child, since: date | None = None
    ) -> None:
        self.writes("What to call this family", name)
        if since:
            self.writes_the_day("When did the work begin?", since)
        for number, one in enumerate((child, *parents), 1):
            row = f"Person {number}"
            if number > 2:
                self.presses("Add another person")
                self.chooses("Who is it?", "Adult", of=row)
            self.writes("First and middle names", one.given, of=row)
            self.writes("Last name", one.family, of=row)
            self.writes("Date of birth", one.born, of=row)
            self.chooses("Sex as recorded", one.sex, of=row)
        self.presses("Open the family's record")

    def says_who_is_a_parent(self, parent: Child, child: Child) -> None:
        """From the family's page, and back to it."""
        family = self.page.url
        self.follows(f"Say who they are to others: {parent.full_name}")
        self.chooses(f"What is {parent.given}?", "parent")
        self.ticks(re.compile(f"^{child.given}"))
        self.presses("Save")
        kin = "mother" if parent.sex == "Female" else "father"
        self.sees(f"{parent.given} is {child.given}'s {kin}")
        self.opens(family)

    def changes_the_service_to(self, service: str, why: str, since: date) -> None:
        """From the family's page, for all its children."""
        self.opens_up("More")
        self.follows("Change service")
        self.ticks(service)
        self.writes_the_day("From which day?", since)
        self.writes("Why did it change?", why)
        self.presses("Save")
        self.sees("Saved")
