"""Writing on the map, giving numbers, and giving the map to the family."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.steps.browsing import Browsing

MOMENTS = ("The first time", "The worst", "The last")
MATRIX = (
    "What was done, or not done?",
    "How bad was it?",
    "When, and how often?",
    "What did it do to the child?",
)


@dataclass(frozen=True)
class Worry:
    """A danger statement with its goal and its scale, as somebody would write them."""

    about: str
    might: str
    impact: str
    goal: str
    signs: str
    sustained_for: str
    at_worst: str
    at_best: str
    enough: str
    more: dict[str, str] = field(default_factory=dict)


class OnTheMap(Browsing):
    """What is done on the family's map."""

    def adds(
        self,
        kind: str,
        question: str,
        words: str,
        *,
        who: tuple[str, str] | None = None,
        danger: str = "",
        when: str = "",
    ) -> None:
        """One entry on the map that is open. `who`: the question, and somebody."""
        self.follows(f"add {kind}")
        self.writes(question, words)
        if who:
            self.names(*who)
        if danger:
            self.chooses(danger, "Danger statement 1")
        if when:
            self.writes("When?", when)
        self.presses("Save")
        self.sees_on_the_map(words)

    def sees_in_its_part(self, part: str, words: str) -> None:
        """Of the map: the part with that heading holds an entry that says so."""
        heading = self.page.get_by_role("heading", name=part, level=3, exact=True)
        entry = self.page.get_by_role("article").filter(has_text=words)
        expect(
            self.page.locator("div").filter(has=heading).filter(has=entry).last
        ).to_be_visible()

    def adds_a_harm(
        self, words: str, *, to: str, by: str, matrix: dict[str, tuple[str, ...]]
    ) -> None:
        """With the first time, the worst and the last, row by row."""
        self.follows("add past harm")
        self.writes("What happened?", words)
        self.writes("What did it do to the child?", matrix[MATRIX[3]][1])
        self.chooses("Who did it?", by)
        self.opens_up("The first time, the worst and the last")
        for question in MATRIX:
            for moment, told in zip(MOMENTS, matrix[question], strict=True):
                self.writes(f"{moment}: {question}", told)
        self.ticks(to, of="Whom was it done to?")
        self.chooses("How sure are we?", "Somebody saw it")
        self.writes("Who saw it, or knows of it?", "The driver of the school bus")
        self.presses("Save")
        self.sees_on_the_map(words)

    def fills_in_the_worry(self, worry: Worry, *, child: str, worried: str) -> None:
        """The three of a set, in the form that is open."""
        self.ticks(re.compile(f"^{worried}"), of="Who is worried?")
        written = {
            "What has happened that worries you?": worry.about,
            "What might happen if nothing changes?": worry.might,
            f"What might it do to {child}?": worry.impact,
            "What do we need to see?": worry.goal,
            "How will we see it?": worry.signs,
            "For how long must it be seen?": worry.sustained_for,
            "What would 0 look like?": worry.at_worst,
            "What would 10 look like?": worry.at_best,
            "What on this scale would be enough for the next stage?": worry.enough,
            **worry.more,
        }
        for question, words in written.items():
            self.writes(question, words)

    def sees_on_the_map(self, words: str) -> None:
        self.is_at("The map")
        # an open form may hold the same words: it has to have gone
        writing = self.page.get_by_role("button", name=re.compile("^(Save|Keep)"))
        expect(writing).to_have_count(0)
        said = self.page.get_by_role("article").get_by_role("paragraph")
        expect(said.filter(has_text=words).first).to_be_visible()

    def says_where(
        self, who: str, number: str, why: str, *, capacity: str = "", when: date | None
    ) -> None:
        """What one person puts the first worry at, from the map that is open."""
        self.follows(re.compile("^Who says"))
        self.names("Who says?", who)
        if capacity:
            self.chooses("If it is somebody else, who are they to the child?", capacity)
        self.chooses("Where do they put it?", number)
        self.writes("What makes it that high, and not lower?", why)
        if when:
            self.writes_the_day("When?", when)
        self.presses("Save this answer")
        self.finds_no("button", "Save this answer")
        scale = self.page.get_by_role("figure").filter(has_text=who)
        expect(scale).to_contain_text(why)

    def says_it_stands_at(
        self, of: str, state: str, with_whom: str, when: date
    ) -> None:
        """Where a danger statement or its goal stands now, from its own page."""
        self.follows("It stands somewhere else now")
        asked = self.page.get_by_label("Where does it stand now?")
        # some words stand twice in the list: once for each of the two
        options = asked.locator(f"optgroup[label='{of}'] option")
        option = options.filter(has_text=re.compile(f"^{state}$"))
        asked.select_option(value=option.get_attribute("value"))
        self.writes("With whom, or who said so?", with_whom)
        self.writes_the_day("When?", when)
        self.presses("Save")
        self.sees("Where it stands")

    def hears_it_said_back(self, who: str, words: str) -> None:
        self.follows("Could they say it back?")
        self.chooses("Who?", who)
        self.ticks("Yes, in their own words")
        self.writes("How did they say it?", words)
        self.presses("Save")
        self.sees(words)

    # versions

    def gives_the_copy_to(self, whom: str, how: str, when: date) -> None:
        self.turns_to("Family's copy")
        # where nobody wrote down that they live with the child, they are not ticked
        self.page.get_by_text("Who it is for", exact=False).first.click()
        self.ticks(whom, of="Who is this copy for?")
        self.page.get_by_role("button", name="Show this copy").click()
        expect(self.page).to_have_url(re.compile("chosen=1"))
        self.ticks(whom, of="Who did you give it to?")
        self.chooses("How?", how)
        self.writes_the_day("When?", when)
        self.presses("Write down that they have it")
        # their name stood on the page before as well: only its answer asks for no copy
        expect(self.page).to_have_url(re.compile("/family-copy/$"))
        self.sees(re.compile(f"{re.escape(whom)}"))

    def hears_what_they_say_of_the_map(self, who: str, answer: str, words: str) -> None:
        self.presses("What do they say of it?")
        self.chooses("Who says it?", who)
        self.chooses("What do they say of it?", answer)
        self.writes("In their own words", words)
        self.presses("Save")
        self.is_at("Versions of the map")
        self.sees(words)

    def notes_who_wrote_it(self, who: str) -> None:
        self.presses("Who wrote it with us?")
        self.chooses("Who was asked?", who)
        self.chooses("How were they part of it?", "In the room")
        self.presses("Save")
        self.is_at("Versions of the map")

    # meetings

    def starts_a_meeting(self, kind: str, here: dict[str, str]) -> str:
        """Everybody who is here, with how. The address of the meeting."""
        self.turns_to("Meetings")
        self.presses("Start a meeting")
        self.ticks(kind)
        for name, how in here.items():
            called = re.compile(f"^{re.escape(name)}")
            chair = self.page.get_by_role("combobox", name=called)
            chair.select_option(label=how)
        self.presses("Start the meeting")
        self.sees("On the wall now")
        return self.page.url

    def shows_the_wall(self, desk: str, words: str) -> None:
        """Turned once, and the words are on it."""
        self.opens(desk)
        self.presses("Show the wall")
        self.is_at("Who is here")
        self.presses("Next")
        self.sees(words)

    def takes_numbers_round(
        self, desk: str, first: str, said: dict[str, tuple[str, str]]
    ) -> None:
        """Each in turn, as the page calls them; covered until all have answered."""
        self.opens(desk)
        self.follows("Worry 1")
        self.presses(first)
        waiting = dict(said)
        while waiting:
            self.is_at(re.compile(f"^({'|'.join(waiting)})"))
            turn = self.page.get_by_role("heading", level=1).inner_text()
            name = next(one for one in waiting if turn.startswith(one))
            number, why = waiting.pop(name)
            self.page.get_by_label(number, exact=True).check(force=True)
            self.writes("What makes it that high, and not lower?", why)
            self.presses("Keep it covered")
        for _, why in said.values():
            self.sees(why)

    def ends_the_meeting(self, desk: str, decided: str, next_on: date) -> None:
        self.opens(desk)
        self.presses("End the meeting")
        self.writes("What did you decide together?", decided)
        self.writes_the_day("When do you meet again?", next_on)
        self.presses("End the meeting")
        self.sees(decided)


def columns_of(page: Page) -> list[str]:
    """The heading of each part of the map, as they read now."""
    return page.get_by_role("main").get_by_role("heading", level=3).all_inner_texts()
