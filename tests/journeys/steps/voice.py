"""Words and pictures: the story that is made with the parents for the child."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import expect

from tests.journeys.steps.browsing import Browsing


@dataclass(frozen=True)
class FrameWords:
    """One page of a story: what it tells, and what is in its picture."""

    number: int
    title: str
    words: str
    picture: str
    is_new: bool = False

    @property
    def name(self) -> str:
        return f"{self.number}, {self.title}"


class WithTheChild(Browsing):
    """What is done with a child's story, on its own page."""

    def begins_the_story(self, title: str) -> None:
        """The first one, from the tab."""
        self.turns_to("Child's voice")
        self.presses("Begin the story")
        self.writes("What is the story called?", title)
        self.presses("Begin the story")
        self.is_at(title)

    def begins_another_story(self, title: str, purpose: str) -> None:
        self.turns_to("Child's voice")
        self.follows("Begin another story")
        self.writes("What is the story called?", title)
        self.chooses("What does it explain?", purpose)
        self.presses("Begin the story")
        self.is_at(title)

    def writes_a_frame(self, frame: FrameWords) -> None:
        self.follows(f"Write the words of {frame.name}")
        self.writes("The words", frame.words)
        self.writes("What is in the picture?", frame.picture)
        if frame.is_new:
            self.ticks("This tells the child something they do not know yet")
        self.presses("Save the words")
        self.sees(frame.words)

    def makes_the_picture_from_a_list(
        self, frame: FrameWords, *parts: tuple[str, str]
    ) -> None:
        self.follows(f"Draw the picture of {frame.name}", first=True)
        self.follows("Make the picture from a list of parts")
        for number, (part, place) in enumerate(parts, 1):
            self.chooses("What", part, of=f"Part {number}")
            self.chooses("Where", place, of=f"Part {number}")
        self.presses("Save the picture")
        self.sees(re.compile(r"^Saved \d\d:\d\d"))
        self.follows("Back to the story")

    def draws_the_picture(self, frame: FrameWords, *parts: str) -> None:
        """With a pen or a finger: it needs script."""
        self.follows(f"Draw the picture of {frame.name}", first=True)
        for number, part in enumerate(parts, 1):
            self.presses(part)
            paper = self.page.locator("[data-paper] [role=button]")
            expect(paper).to_have_count(number)
        expect(self.page.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
        self.presses("Done")
        self.sees(frame.words)

    def hears_what_they_say_of_the_story(
        self, who: str, answer: str, words: str = ""
    ) -> None:
        self.follows(f"Write down what they say: {who}")
        self.chooses("What do they say of the story as it is now?", answer)
        self.writes("In their own words", words)
        self.presses("Keep it")
        self.sees("What everybody says of it")

    def decides_about_the_story(self, decided: str, why: str) -> None:
        self.follows("Decide about it")
        self.chooses("What do you decide?", decided)
        self.writes("Why?", why)
        self.presses("Decide")
        self.sees(why)

    def reads_it_to(
        self, child: str, *, by: str, where: str, with_whom: str, said: str, on: date
    ) -> None:
        self.follows(f"It was read to {child}")
        self.writes_the_day("When was it read?", on)
        self.writes("Where?", where)
        self.writes("Who read it?", by)
        self.writes("Who else was there?", with_whom)
        self.writes("What did the child say or show?", said)
        self.presses("Keep it")
        self.sees(said)

    def gives_the_child_a_copy(self, child: str, where: str) -> None:
        self.follows(f"Their own copy: {child}")
        self.writes("Where does the child keep it?", where)
        self.presses("Keep it")
        self.sees(re.compile(f"Has the small book, kept: {re.escape(where)}"))
