"""Today's safety, the bottom lines, the road to closing and family time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tests.journeys.steps.browsing import Browsing


@dataclass(frozen=True)
class Control:
    """Who does what today, against which danger."""

    who: str
    carrier: str
    does: str
    when: str
    danger: str
    relied_on: str


@dataclass(frozen=True)
class Promise:
    """A step of the road: who promises what, by when."""

    what: str
    owner_kind: str
    owner: str
    by: date
    kind: str = "A step"


class OnTheRoad(Browsing):
    """What is done on the papers that end when the work ends."""

    def plans_todays_safety(
        self, occasion: str, *controls: Control, made_on: date, until: date
    ) -> None:
        self.turns_to_the_plan("Today's safety")
        self.presses("Say who does what now")
        self.writes("What makes it needed today?", occasion)
        for number, one in enumerate(controls, 1):
            row = f"Who does what, {number}"
            self.names("Who?", one.who, of=row)
            self.chooses("Who are they?", one.carrier, of=row)
            self.writes("What do they do?", one.does, of=row)
            self.writes("When?", one.when, of=row)
            self.writes("The worry, if it is not on the map yet", one.danger, of=row)
            self.writes("Why can we rely on this?", one.relied_on, of=row)
        self.writes_the_day("When was it agreed?", made_on)
        self.writes_the_day("Until when does it hold?", until)
        self.presses("Put it in force")
        self.is_at("What holds the children safe today")
        for one in controls:
            self.sees(one.does)

    def hears_somebody_say_of_it(
        self, who: str, answer: str, words: str, on: date
    ) -> None:
        """Of today's plan, or of the road: whichever page is open."""
        self.follows("Somebody says something of it")
        self.names("Who?", who)
        self.ticks(re.compile(f"^{answer}$"))
        self.writes("In their own words", words)
        self.writes_the_day("When?", on)
        self.presses("Save")
        self.sees(words)

    def reads_todays_plan_to_the_children(self, how: str, on: date) -> None:
        self.follows("It was read to the children")
        self.writes("Who read it to them, and what did they say?", how)
        self.writes_the_day("When?", on)
        self.presses("Save")
        self.sees(how)

    def looks_at_todays_plan_together(
        self, with_whom: str, seen: str, on: date, until: date
    ) -> None:
        self.follows("Look at it together")
        self.writes("Who looked at it with you?", with_whom)
        self.writes("What was seen?", seen)
        self.writes_the_day("When?", on)
        self.writes_the_day("Until when does it go on?", until)
        self.presses("Save")
        self.sees(seen)

    def ends_todays_plan(self, what_holds_now: str) -> None:
        self.turns_to_the_plan("Today's safety")
        self.follows("It is not needed any more")
        self.writes("What holds the children safe from now on?", what_holds_now)
        self.presses("End it")
        self.sees("No plan for today is in force")

    # bottom lines

    def sets_a_bottom_line(
        self, text: str, *, why: str, danger: str, set_as: str, force: str, on: date
    ) -> None:
        self.presses("Set a bottom line")
        self.writes("What must be in place?", text)
        self.chooses("Which worry is it about?", danger)
        self.writes("Why is it needed?", why)
        self.ticks(set_as, of="As what did they set it?")
        self.ticks(force, of="What stands behind it?")
        self.writes_the_day("When was it set?", on)
        self.presses("Set it")
        self.is_at("Bottom lines")
        self.sees(text)

    def explains_bottom_line(self, number: int, to: str, on: date) -> None:
        self.follows(f"It was explained: bottom line {number}")
        self.writes("Who has heard it?", to)
        self.writes_the_day("When?", on)
        self.presses("Save")
        self.is_at("Bottom lines")

    def sees_bottom_line_be_so(self, number: int, seen: str, on: date) -> None:
        self.follows(f"It is seen to be so: bottom line {number}")
        self.writes("What was seen?", seen)
        self.writes_the_day("Since which day can you say so?", on)
        self.presses("Save")
        self.is_at("Bottom lines")
        self.sees("Seen to be so")

    # the road

    def says_where_the_road_leads(self, words: str) -> None:
        self.follows("Write it down: when services can leave")
        self.writes("What will everybody see when services can leave?", words)
        self.presses("Save")
        self.is_at("The road to closing")
        self.sees(words)

    def adds_a_step_to_the_road(self, promise: Promise) -> None:
        self.presses("Add a step")
        self.ticks(promise.kind, of="What is it?")
        self.writes("What will have happened?", promise.what)
        self.ticks(promise.owner_kind, of="Who promises it?")
        self.names("Who sees to it?", promise.owner)
        self.writes_the_day("By when?", promise.by)
        self.presses("Add it")
        self.is_at("The road to closing")
        self.sees(promise.what)

    def moves_a_step(self, number: int, to: date, why: str) -> None:
        self.follows(f"Move its day: step {number}")
        self.writes_the_day("To which day?", to)
        self.writes("Why does it move?", why)
        self.presses("Save")
        self.sees(re.compile(re.escape(why)))

    def has_done_step(self, number: int, seen: str, on: date) -> None:
        self.follows(f"It is done: step {number}")
        self.writes_the_day("When was it done?", on)
        self.writes("What was seen?", seen)
        self.presses("Save")
        self.is_at("The road to closing")
        self.sees(seen)

    def is_asked_about_the_road(self, who: str, words: str, answer: str) -> None:
        """The family asks something, and is answered."""
        self.follows("The family asks something")
        self.chooses("Who asked?", who)
        self.writes("What did they ask?", words)
        self.presses("Save")
        self.follows(re.compile(r"^Answer\s*:"))
        self.writes("What did you answer?", answer)
        self.presses("Save")
        self.sees(answer)

    # family time

    def begins_a_ladder(self, child: str, with_whom: str, why: str, on: date) -> None:
        self.turns_to_the_plan("Family time")
        self.presses("Begin a ladder")
        self.ticks(child, of="Which child?")
        self.chooses("With whom?", with_whom)
        self.writes("Why is it not ordinary time yet?", why)
        self.writes_the_day("Since when?", on)
        self.presses("Begin the ladder")
        self.sees(why)

    def plans_family_time(self, who_keeps_it_safe: str, what: str, *there: str) -> None:
        self.follows(re.compile("^Plan a step"))
        self.ticks(who_keeps_it_safe)
        self.writes("Where, how long and how often?", what)
        for name in there:
            self.ticks(name, of="Who of the network is there?")
        self.presses("Add it")
        self.is_at("Family time")
        self.sees(what)

    def decides_about_family_time(
        self, what: str, decided: str, *, to: str = "", why: str, child_says: str,
        by: str, on: date,
    ) -> None:  # fmt: skip
        """About the step that reads `what`: it begins, or goes up to `to`."""
        verb = "Decide: up, stay or down" if to else "It begins"
        self.follows(re.compile(rf"^{verb}\s*:\s*{re.escape(what)}"))
        if to:
            self.ticks(decided)
            self.chooses("To which step, if it goes up or down?", to)
        self.writes("Why?", why)
        self.writes("What does the child say?", child_says)
        self.chooses("Who decided?", by)
        self.writes_the_day("When was it decided?", on)
        self.presses("Save")
        self.is_at("Family time")
        self.sees(child_says)
