"""The family's safety plan: made, agreed, answered, lived by, and looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tests.journeys.steps.browsing import Browsing


@dataclass(frozen=True)
class Rule:
    """A rule as somebody of the family says it."""

    kind: str
    text: str
    who: str
    whose: str
    stands_in: str = ""
    when: str = ""
    children: str = ""
    known_by: str = ""
    not_working: str = ""
    lines: tuple[int, ...] = ()


class OnThePlan(Browsing):
    """What is done on the family's own plan and with what is seen of it."""

    def writes_down_a_rule(self, rule: Rule) -> None:
        self.presses("Write down a rule")
        self.chooses("What is it for?", rule.kind)
        self.writes("When?", rule.when)
        self.writes("Who does what?", rule.text)
        self.ticks(re.compile(f"^{rule.who}"), of="Who does it, by name?")
        if rule.stands_in:
            self.ticks(
                re.compile(f"^{rule.stands_in}"), of="Who stands in if they cannot?"
            )
        self.writes("What if it does not work?", rule.not_working)
        self.writes("What do the children do, or see?", rule.children)
        self.writes("How will others know that it happened?", rule.known_by)
        self.ticks(re.compile("^Danger"), of="Which worry does it answer?")
        for number in rule.lines:
            self.ticks(re.compile(f"^Bottom line {number}"))
        self.chooses("Whose rule is it?", rule.whose)
        self.presses("Save")
        self.sees(rule.text)

    def names_the_plan(self, title: str) -> None:
        self.follows("Name the plan")
        self.writes("What does the family call its plan?", title)
        self.presses("Save")
        self.is_at(title)

    def says_whose_actions_it_is_about(self, name: str) -> None:
        self.follows("Whose actions is each worry about?")
        self.ticks(re.compile(f"^{name}"))
        self.presses("Save")

    def suggests_a_rule(self, text: str, why: str) -> None:
        self.follows("Suggest a rule")
        self.writes("What do you suggest?", text)
        self.writes("Why?", why)
        self.presses("Put it beside")
        self.sees(text)

    def suggests_other_words(self, rule: str, text: str, why: str) -> None:
        self.follows(re.compile(rf"^Suggest\s+other words: {re.escape(rule[:30])}"))
        self.writes("What do you suggest?", text)
        self.writes("Why?", why)
        self.presses("Put it beside")
        self.sees(text)

    def hears_yes_to_the_suggestion(self, who: str, own_words: str) -> None:
        self.follows("What did the family say to it?")
        self.chooses("Who answered?", who)
        self.ticks("Yes")
        self.writes("How does the rule read now, as they say it?", own_words)
        self.presses("Save")
        self.sees(own_words)

    def reads_it_through_with(self, name: str, *rules: str) -> None:
        self.follows("Read it through with somebody")
        self.chooses("With whom?", name)
        for rule in rules:
            self.ticks(rule)
        self.ticks("Could say it back")
        self.presses("Save")
        self.sees("Who carries it")

    def writes_down_that_they_agree(self, *people: str, on: date) -> None:
        self.presses("They agree on it")
        for name in people:
            self.ticks(re.compile(f"^{name}"))
        self.writes_the_day("When did they agree?", on)
        self.presses("Save")
        self.sees(re.compile("^Agreed by the network"))

    def answers_for_the_service(self, answer: str, words: str) -> None:
        self.presses("Answer for the service")
        self.ticks(answer)
        self.writes("Why, or what is still missing?", words)
        self.presses("Answer")

    def sees_it_lived_by(self, since: date) -> None:
        self.presses("Live by it")
        self.writes_the_day("Since when is the plan lived by?", since)
        self.writes("Why does the family live by it already?", "They sign on Sunday.")
        self.presses("Live by it")
        self.sees(re.compile("^Live, version"))

    # how it is lived

    def writes_in_the_journal(
        self, who: str, on: date, *, well: str, hard: str = "", did: str = "",
        feeling: str = "",
    ) -> None:  # fmt: skip
        self.presses("Write in it")
        self.writes_the_day("Which day was it?", on)
        self.chooses("Who says it?", who)
        self.writes("What went well?", well)
        self.writes("What was hard?", hard)
        self.writes("What did you do about it?", did)
        if feeling:
            self.chooses("How did it feel, from 0 to 10?", feeling)
        self.presses("Put it in the journal")
        self.sees(well)

    def writes_down_a_check(
        self, rule: str, how: str, who: str, happened: str, on: date
    ) -> None:
        self.follows(re.compile(rf"^Write down a check\s+of: {re.escape(rule[:30])}"))
        self.ticks(re.compile(f"^{how}$"), of="How did you see it?")
        self.writes_the_day("When?", on)
        self.chooses("Who saw it?", who)
        self.writes("What happened?", happened)
        self.ticks("Yes", of="Did it work?")
        self.presses("Save")
        self.is_at("Does the plan hold?")
        self.sees(happened)

    def writes_down_a_review(
        self, *people: str, well: str, hard: str, children: str, decided: str,
        on: date, next_on: date,
    ) -> None:  # fmt: skip
        self.presses("We looked at it together")
        self.writes_the_day("When did you meet?", on)
        for name in people:
            self.ticks(re.compile(f"^{name}"), of="Who came?")
        self.writes("What has gone well since you last met?", well)
        self.writes("What was hard?", hard)
        self.writes("What did the children say, or want said?", children)
        self.writes("What did you decide together?", decided)
        self.writes_the_day("When will you meet again?", next_on)
        self.presses("Save")
        self.is_at("Reviews")
        self.sees(decided)

    def says_it_has_been_shown_to_work(self, seen: str) -> None:
        self.presses("The plan has been shown to work")
        self.writes(
            "What have you seen, through which hard days, and who has seen it?", seen
        )
        self.presses("Save")
        self.is_at("Does the plan hold?")

    def keeps_it_for_the_long_haul(self, words: str) -> None:
        self.presses("Keep it for the long haul")
        self.page.get_by_role("main").get_by_role("textbox").fill(words)
        self.presses("Save")
        self.sees(re.compile("^For the long haul"))
