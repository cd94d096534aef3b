"""S4 to S6: the road, family time, the conference, and the family's own plan."""

from __future__ import annotations

import re

from tests.journeys.steps.road import Promise
from tests.journeys.walking import Walk, ago, ahead

SOBER = "Nobody who has been drinking is alone with her."
MET = "Somebody sober meets her bus on every school day."


def the_bottom_lines_are_set(walk: Walk) -> None:
    """One is the worker's, one the chair's for the conference; both are explained."""
    amina, ruth, house = walk.comes_to(walk.amina), walk.ruth, walk.house
    amina.turns_to_the_plan("Bottom lines")
    amina.sets_a_bottom_line(
        MET, why="On 6 March nobody did.", danger="1:", set_as="The family's worker",
        force="Advice", on=ago(165),
    )  # fmt: skip
    walk.comes_to(ruth)
    ruth.turns_to_the_plan("Bottom lines")
    ruth.sets_a_bottom_line(
        SOBER, why="She cannot wake Mum.", danger="1:",
        set_as="A conference or review", force="Part of the child protection plan",
        on=ago(160),
    )  # fmt: skip
    everybody = f"{house.mother.given}, {house.father.given} and {house.nan}"
    ruth.explains_bottom_line(1, everybody, ago(160))
    ruth.explains_bottom_line(2, everybody, ago(160))


def the_road_is_agreed(walk: Walk) -> None:
    """S4: dated steps of service, family and network; asked about, and agreed."""
    amina, house = walk.comes_to(walk.amina), walk.house
    amina.turns_to_the_plan("Road to closing")
    amina.says_where_the_road_leads("Three months of buses met, hard Fridays included.")
    father, nan = house.father.given, house.nan
    for promise in (
        Promise("Amina has told both sides.", "Services", "Amina", ago(150)),
        Promise("Dad has his days off in writing.", "Family", father, ago(140)),
        Promise("The bus was met for a month.", "Friends", nan, ago(60)),
        Promise("All look at it again.", "Services", "Ruth", ahead(30), "Conference"),
    ):
        amina.adds_a_step_to_the_road(promise)
    amina.is_asked_about_the_road(
        house.mother.given, "What if I have one bad day?", "Then the plan is used."
    )
    amina.hears_somebody_say_of_it(house.mother.given, "Agrees", "I see it.", ago(155))
    amina.hears_somebody_say_of_it(house.nan, "Agrees", "So do I.", ago(155))
    amina.has_done_step(1, "Both know the whole worry.", ago(151))
    amina.moves_a_step(2, ago(130), "The rota came out late.")
    amina.has_done_step(2, "Dad showed us his rota.", ago(131))


def family_time_goes_up_a_step(walk: Walk) -> None:
    """Dad's time with her begins with the network there, and goes up."""
    amina, house = walk.comes_to(walk.amina), walk.house
    child, father = house.child.given, house.father.given
    here, there = "Saturdays at Nan's, 11 to 1", "Saturdays at Dad's, 10 to 4"
    amina.begins_a_ladder(child, father, "He was away for a year.", ago(150))
    amina.plans_family_time("Somebody of the network is there", here, house.nan)
    amina.plans_family_time("On their own, and the network checks", there)
    amina.decides_about_family_time(
        here, "It begins", why="They both want it.", child_says="When is Saturday?",
        by="Amina", on=ago(150),
    )  # fmt: skip
    amina.decides_about_family_time(
        here, "Up: the family carries more of it", to="On their own",
        why="Six good Saturdays.", child_says="We made pancakes.", by="Amina",
        on=ago(105),
    )  # fmt: skip


def the_conference_meets_with_the_map_on_the_wall(walk: Walk) -> None:
    """The chair runs it: the wall, numbers round the room, and what was decided."""
    ruth, house = walk.comes_to(walk.ruth), walk.house
    child, mother = house.child.given, house.mother.given
    desk = ruth.starts_a_meeting(
        "Conference", {f"{child} (child)": "In the room", mother: "In the room",
                       house.nan: "In the room"},
    )  # fmt: skip
    ruth.shows_the_wall(desk, "She slept and nobody met the bus.")
    ruth.takes_numbers_round(
        desk, child,
        {child: ("5", "Nan is there now"), mother: ("7.5", "I have help"),
         house.nan: ("6", "I see her"), "Ruth": ("I don't know", "I met them today")},
    )  # fmt: skip
    ruth.ends_the_meeting(desk, "The plan is made with both sides.", ahead(30))


def the_family_makes_its_plan(walk: Walk) -> None:
    """S5: their rules, a suggestion they say yes to, read through with each of them."""
    amina, house = walk.comes_to(walk.amina), walk.house
    every_day, bad_day = house.rules
    amina.turns_to_the_plan("Safety plan")
    amina.writes_down_a_rule(every_day)
    amina.writes_down_a_rule(bad_day)
    amina.names_the_plan("Our bus plan")
    amina.says_whose_actions_it_is_about(house.mother.given)
    amina.suggests_other_words(
        every_day.text, f"{house.nan} is at the stop at twenty past three.",
        "The bus is early on some days.",
    )  # fmt: skip
    own = f"{house.nan} waits at the stop from twenty past three."
    amina.hears_yes_to_the_suggestion(house.nan, own)
    amina.reads_it_through_with(house.nan, own, bad_day.text)
    amina.reads_it_through_with(house.uncle, own, bad_day.text)
    amina.writes_down_that_they_agree(
        house.mother.given, house.nan, house.uncle, on=ago(112)
    )


def the_chair_accepts_it_and_it_is_lived_by(walk: Walk) -> None:
    """S6: the chair answers for the service; from a day on the family lives by it."""
    ruth, amina = walk.comes_to(walk.ruth), walk.comes_to(walk.amina)
    ruth.turns_to_the_plan("Safety plan")
    ruth.answers_for_the_service("Accept it as it stands", "It is yours, and it holds.")
    ruth.sees(re.compile("^Accepted by the service"))
    amina.turns_to_the_plan("Safety plan")
    amina.sees_it_lived_by(ago(110))
    amina.ends_todays_plan("The family's own plan")


def the_plan_is_lived_and_looked_at(walk: Walk) -> None:
    """The journal, three ways of checking, and a review of everybody."""
    amina, house = walk.comes_to(walk.amina), walk.house
    own = f"{house.nan} waits at the stop"
    bad_day = house.rules[1].text
    amina.turns_to_the_plan("Journal")
    amina.writes_in_the_journal(
        house.nan, ago(100), well="Met every bus this week.", hard="Ice on Tuesday.",
        did="We walked round.", feeling="8",
    )  # fmt: skip
    amina.writes_in_the_journal(house.child.given, ago(90), well="Nan waves at me.")
    amina.presses("I have read the 2 new entries")
    amina.sees("The family sees that you have read the journal")
    amina.turns_to_the_plan("Checks")
    amina.sees("Hard moments that nobody has seen work yet")
    amina.writes_down_a_check(
        bad_day, "It was used for real", house.uncle, "She slept. I came at ten past.",
        ago(80),
    )  # fmt: skip
    amina.writes_down_a_check(
        bad_day, "We practised it", house.nan, "We rang round in four minutes.", ago(75)
    )
    amina.writes_down_a_check(
        own, "Somebody looked in", "Amina", "Nan was there before the bus.", ago(70)
    )
    amina.turns_to_the_plan("Reviews")
    amina.writes_down_a_review(
        house.nan, house.uncle, house.mother.given, well="No bus was missed.",
        hard="The ice.", children="I like Nan there.", decided="It goes on as it is.",
        on=ago(60), next_on=ahead(14),
    )  # fmt: skip
