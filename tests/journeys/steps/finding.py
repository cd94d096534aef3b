"""Looking for a child's people: who is found, what the child says, who stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urljoin

from playwright.sync_api import expect

from tests.journeys.steps.browsing import Browsing


class InFamilyFinding(Browsing):
    """What is done on the pages of Family Finding."""

    def turns_to_family_finding(self) -> None:
        self.turns_to("Network")
        here = self.page.get_by_role(
            "navigation", name="The people around the children"
        )
        here.get_by_role("link", name="Family Finding").click()
        self.is_at("Family Finding")

    def begins_to_look(self, child: str, why: str, on: date) -> None:
        """At a family where nobody has looked yet."""
        self.page.get_by_role("main").get_by_text("Begin to look").click()
        self.is_at("Whose people do you look for?")
        self.ticks(child, of="Which child?")
        self.ticks(why, of="Why now?")
        self.writes_the_day("Since when?", on)
        self.presses("Begin")
        self.is_at("Family Finding")

    def sets_the_stage(
        self, child_says: str, agreed: str, what_is_safe: str, on: date
    ) -> None:
        self.follows(re.compile("^Set the stage"))
        self.writes("What does the child say of looking?", child_says)
        self.writes("Who agreed?", agreed)
        safe = "What did you look at, and what keeps everybody safe?"
        self.writes(safe, what_is_safe)
        self.ticks("The safety screen is complete")
        self.writes_the_day("When?", on)
        self.presses("Save")
        self.is_at("Family Finding")
        self.sees("The safety screen is complete.")

    def turns_to_part(self, part: str) -> None:
        """Another page of the Family Finding that is open."""
        here = self.page.get_by_role("navigation", name="Family Finding of")
        here.get_by_role("link", name=part).click()

    def adds_many_at_once(
        self, lines: Sequence[str], source: str, on: date, *, side: str = ""
    ) -> None:
        """One person a line, as they are said at the table."""
        self.presses("Add people")
        self.writes("Who belongs to the child, or to the parents?", "\n".join(lines))
        if side:
            self.chooses("Whose side, where a line does not say?", side)
        self.ticks(source, of="Where do the names come from?")
        self.writes_the_day("When?", on)
        self.presses("Add them all")

    def draws_the_people(
        self, moment: str, lines: Sequence[str], child_says: str, on: date
    ) -> None:
        self.follows("Make a picture of the people")
        self.ticks(moment, of="Which picture is it?")
        self.writes("Who are the child's people?", "\n".join(lines))
        self.writes("What does the child say of it?", child_says)
        self.writes_the_day("When did the child tell it?", on)
        self.presses("Save")
        self.is_at("Places and connections")

    def draws_the_places(
        self, lines: Sequence[str], needs: Sequence[str], on: date
    ) -> None:
        self.follows("Write down the places")
        question = "Where has the child lived, from the first place on?"
        self.writes(question, "\n".join(lines))
        self.writes("What does the child need most?", "\n".join(needs))
        self.writes_the_day("When did the child tell it?", on)
        self.presses("Save")
        self.is_at("Places and connections")

    def finds_in_the_picture(self, title: str, rows: Mapping[str, str]) -> None:
        """A drawing, and a table beside it that says each person in words."""
        figure = self.page.get_by_role("figure").filter(has_text=title)
        expect(figure.locator("svg").first).to_be_visible()
        figure.locator("summary").first.click()
        for name, words in rows.items():
            row = figure.get_by_role("row").filter(has_text=name)
            expect(row).to_contain_text(words)

    def hears_the_child_say_no(
        self, child: str, name: str, words: str, on: date
    ) -> None:
        self.follows(f"{child} says: {name}")
        self.is_at(f"What {child} says of {name}")
        self.ticks(re.compile("^No$"), of="What does the child want?")
        self.writes("In the child's own words", words)
        self.ticks("Only the workers", of="Who may know that this person was found?")
        self.writes_the_day("When did the child say it?", on)
        self.presses("Save")
        self.sees(words)

    def keeps_the_address_of(self, do: str, name: str) -> str:
        """As somebody who has the page open in another window."""
        heard = re.compile(rf"^{re.escape(do)}\s*:\s*{re.escape(name)}$")
        one = self.page.get_by_role("link", name=heard)
        return urljoin(self.page.url, str(one.get_attribute("href")))

    def is_refused(self, words: str) -> None:
        """The page says beforehand why not; here it is the answer to a form."""
        expect(self.page.get_by_role("alert").first).to_contain_text(words)

    def reaches_for(self, name: str, message: str, on: date) -> None:
        self.follows(f"Reach for them: {name}")
        self.fills_in_how_they_were_reached(name, message, on)

    def fills_in_how_they_were_reached(self, name: str, message: str, on: date) -> None:
        self.is_at(f"You reached for {name}")
        self.ticks("Letter or card", of="How did you reach for them?")
        self.writes("With which words?", message)
        self.writes_the_day("When?", on)
        self.presses("Save")

    def hears_from(self, name: str, words: str, offers: str, on: date) -> None:
        """They want to be part of it."""
        self.follows(f"They answered: {name}")
        self.ticks("Wants to be part of it", of="What do they want to be?")
        self.writes("What did they say?", words)
        if offers:
            self.writes("What do they offer?", offers)
        self.writes_the_day("When?", on)
        self.presses("Save")

    def searches(
        self, where: str, what: str, right: str, how: str, result: str, on: date
    ) -> None:
        """Where, for what, by what right, and what came of it."""
        self.follows("Write down a search")
        self.ticks(where, of="Where did you search?")
        self.writes("What did you search for?", what)
        self.ticks(right, of="By what right?")
        self.writes("How does that right apply here?", how)
        self.writes("What came of it?", result)
        self.writes_the_day("When?", on)
        self.presses("Save")
        self.is_at(re.compile("^The people of"))
        self.sees(result)

    def hears_no_from(self, name: str, words: str, on: date) -> None:
        self.follows(f"They answered: {name}")
        self.ticks("Does not want to", of="What do they want to be?")
        self.writes("What did they say?", words)
        self.writes_the_day("When?", on)
        self.presses("Save")
        card = self.page.get_by_role("article").filter(has_text=name)
        expect(card).to_contain_text("Does not want to")

    def is_told(self, *nudges: str) -> None:
        """On the first page, beside the steps: what slips, and since when."""
        self.turns_to_part("The steps")
        self.is_at("Family Finding")
        folded = self.page.get_by_text(re.compile("things? to think about$"))
        if folded.count():
            folded.click()
        for words in nudges:
            self.sees(words)

    def meets_with_everybody(
        self,
        family: Sequence[str],
        staff: Sequence[str],
        said: Mapping[str, Sequence[str]],
        needs: str,
        on: date,
    ) -> None:
        """A meeting of many perspectives: who came, and each one's words."""
        self.is_at("A meeting of many perspectives")
        self.writes("Who of the family and friends came?", "\n".join(family))
        self.writes("Who came because it is their work?", "\n".join(staff))
        for question, words in said.items():
            self.writes(question, "\n".join(words))
        together = "What does the child need, as they said it together?"
        self.writes(together, needs)
        self.writes_the_day("When was it?", on)
        self.presses("Save")
        self.is_at("Meetings and plans")
        self.sees(needs)

    def makes_a_plan(
        self, letter: str, what: str, in_law: str, who_stays: str, on: date
    ) -> None:
        self.follows("Write down a plan")
        self.writes("What is the plan?", what)
        self.ticks(in_law, of="What would it be in law?")
        self.writes("Who stays theirs, whatever comes?", who_stays)
        self.writes_the_day("When was it made?", on)
        self.presses("Save")
        self.is_at("Meetings and plans")
        self.page.get_by_role("heading", name=f"Plan {letter}", exact=True).wait_for()

    def decides_between_plans(
        self, letter: str, otherwise: str, who: str, why: str, child_says: str,
        who_stays: str, on: date,
    ) -> None:  # fmt: skip
        """Which plan, which one if it cannot be, and what the child says."""
        self.follows("Write down what was decided")
        self.ticks(re.compile(f"^{letter}: "), of="Which plan?")
        self.chooses("Which one, if that cannot be?", f"{otherwise}: ")
        self.writes("Who decided?", who)
        self.writes("Why this one?", why)
        self.writes("Who stays theirs, whatever comes?", who_stays)
        self.writes("What does the child say?", child_says)
        self.writes_the_day("When was it decided?", on)
        self.presses("Save")
        self.is_at("Meetings and plans")

    def looks_at_the_offer_of(
        self, name: str, is_real: str, how: str, on: date,
        *, is_tried: bool = False, missing: str = "", owner: str = "",
    ) -> None:  # fmt: skip
        """Is it real, was it tried, what is missing, and who takes that on?"""
        self.follows(f"Look at it: {name}")
        self.is_at(f"Is what {name} offers real?")
        self.ticks(re.compile(f"^{is_real}$"), of="Is it realistic?")
        if is_tried:
            self.ticks("It has been tried, also on a hard day")
        self.writes("How do you know?", how)
        if missing:
            self.writes("What is missing?", missing)
        if owner:
            self.writes("Who takes that on, by name?", owner)
        self.writes_the_day("When?", on)
        self.presses("Save")
        self.is_at("Meetings and plans")
        self.sees(how)

    def finds_every_step_done(self, number: int) -> None:
        """Setting the stage too, and nothing is left that slips."""
        steps = self.page.locator(".finding__steps > li")
        expect(steps).to_have_count(number)
        expect(steps.filter(has_text="Done")).to_have_count(number)
        expect(self.page.get_by_text("to think about")).to_have_count(0)

    def reads_the_numbers(self, rows: Mapping[str, str]) -> None:
        """Each number and day of the table beside the picture."""
        figure = self.page.get_by_role("figure").first
        figure.locator("summary").first.click()
        for words, number in rows.items():
            row = figure.get_by_role("row").filter(has_text=words)
            expect(row).to_contain_text(number)

    def hears_that_they_stay(
        self, name: str, words: str, rhythm: str, on: date
    ) -> None:
        """From the list of everybody, or of those who want to be part of it."""
        self.follows(
            re.compile(rf"^(Stays for life\s*:\s*{name}|{name} stays for life)$")
        )
        self.is_at(f"{name} stays for life")
        self.writes("How do they say it?", words)
        self.writes("How often are they there, and how?", rhythm)
        self.writes_the_day("When did they say it?", on)
        self.presses("Save")
        self.is_at("Who stays for life")
        self.sees(f"“{words}”")

    def asks_whether_they_are_still_there(
        self, name: str, months: int, words: str, on: date
    ) -> None:
        self.follows(f"They were asked again: {name}")
        self.is_at(f"Is {name} still there?")
        self.ticks(f"After {months} months", of="Which time is it?")
        self.ticks(re.compile("^Yes$"), of="Are they still there?")
        self.writes("What do they say?", words)
        self.writes_the_day("When?", on)
        self.presses("Save")
        self.sees(f"After {months} months: still there")
