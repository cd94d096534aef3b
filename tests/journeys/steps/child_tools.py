"""Sitting down with a child and their tool."""

from __future__ import annotations

import re
from datetime import date

from tests.journeys.steps.browsing import Browsing


class WithTheirTools(Browsing):
    """What is done when a child talks, draws and chooses who may see it."""

    def turns_to_what_the_child_says(self) -> None:
        self.turns_to("Child's voice")
        here = self.page.get_by_role("navigation", name="With and for the children")
        here.get_by_role("link", name="What the child says").click()
        self.is_at("What the child says")

    def begins_a_time_with(self, child: str, tool: str, place: str) -> None:
        self.follows(f"Begin a time with {child}")
        self.ticks(tool)
        self.ticks("A parent said yes")
        self.ticks("The child wants to")
        self.ticks(re.compile("^The child knows"))
        self.writes("Where are you?", place)
        self.presses("Begin")
        self.is_at(f"{child}: {tool}")

    def hears(self, words: str, where: str) -> None:
        self.presses(f"Say or draw something: {where}")
        self.writes("The child's words", words)
        self.presses("Keep it")
        self.sees(f"“{words}”")

    def hears_and_lets_them_draw(self, words: str, where: str) -> None:
        """Needs script: a line across the paper, saved as it is drawn."""
        self.presses(f"Say or draw something: {where}")
        self.writes("The child's words", words)
        self.presses("Keep it, and draw")
        paper = self.page.get_by_role("group", name="The picture")
        paper.scroll_into_view_if_needed()
        box = paper.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + box["width"] / 3, y, steps=8)
        self.page.mouse.up()
        self.sees(re.compile(r"^Saved \d\d:\d\d"))
        self.presses("Done")
        self.page.get_by_role("img", name=re.compile("^The child's drawing")).wait_for()

    def asks_who_may_see(self, words: str, **answers: str) -> None:
        """Each audience by what it is called, with "_" for a space; or nobody."""
        self.follows(re.compile(rf"^Ask who may see it\s*: “{re.escape(words)}"))
        for whom, answer in answers.items():
            self.ticks(answer, of=whom.replace("_", " "))
        if not answers:
            self.ticks("Nobody but my worker")
        self.presses("Keep what the child chose")

    def reads_it_back_and_finishes(self, child: str) -> None:
        self.presses("Read it back to the child")
        self.is_at("Is this just as you said it?")
        self.presses("The child says yes to every word")
        self.follows("Number, question, who was there")
        self.ticks("No", of="Did the child tell something that somebody must act on "
                   "today?")  # fmt: skip
        self.presses("Save")
        self.follows("Finish")
        self.is_at(f"Finish the time with {child}")
        self.presses("Finish")
        self.sees("Waits for the adults' answer")

    def answers_the_child(self, who: str, changed: str) -> None:
        self.presses("Write the adults' answer")
        self.writes("What is different now because of what the child said?", changed)
        self.writes("Which grown-ups answer?", who)
        self.presses("Save")
        self.sees(changed)

    def shows_it_to_the_child(self, child: str, says: str, on: date) -> None:
        self.follows(re.compile(f"^It was shown to {child}"))
        self.writes("What does the child say?", says)
        self.writes_the_day("On which day?", on)
        self.presses("Save")
        self.sees("Answered, and shown to the child")
        self.sees(re.compile(re.escape(says)))
