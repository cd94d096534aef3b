"""S0 and S1: the first contact, today's safety, and clear worries on the map."""

from __future__ import annotations

import re

from tests.journeys.steps.road import Control
from tests.journeys.walking import Walk, ago


def the_first_contact(walk: Walk) -> None:
    """A search that finds nobody, a record, and who is who."""
    amina, house = walk.amina, walk.house
    amina.opens("/")
    amina.looks_for(house.child.full_name)
    amina.sees(re.compile("No record found"))
    amina.opens_a_new_family(
        house.name, house.child, house.mother, house.father, since=ago(200)
    )
    amina.sees(re.compile("is with you$"))
    walk.address = amina.page.url
    amina.says_who_is_a_parent(house.mother, house.child)
    amina.says_who_is_a_parent(house.father, house.child)


def the_service_begins(walk: Walk) -> None:
    """The manager finds the family and says which service the child has."""
    jude = walk.jude
    jude.opens("/")
    jude.looks_for(walk.house.child.full_name)
    jude.follows(re.compile(f"^{walk.house.name}, "), first=True)
    jude.changes_the_service_to(
        "Child protection plan", "A conference decided it", ago(190)
    )
    jude.sees("Child protection plan")


def today_is_made_safe(walk: Walk) -> None:
    """S0: who does what now, until when, said yes to and read to the child."""
    amina, house = walk.comes_to(walk.amina), walk.house
    danger = "Nobody meets the school bus while Mum sleeps"
    amina.plans_todays_safety(
        "Last Friday nobody met the bus, and it might be so again this week.",
        Control(house.nan, "Friends", "Meets the bus", "Every day at half past three",
                danger, "She met it all last winter"),
        Control("Amina", "Services", "Rings at four", "Every school day",
                danger, "It is in her diary"),
        made_on=ago(199), until=ago(192),
    )  # fmt: skip
    amina.hears_somebody_say_of_it(
        house.mother.given, "Agrees", "I can live with that.", ago(199)
    )
    amina.reads_todays_plan_to_the_children("Mum read it. She nodded.", ago(198))
    amina.looks_at_todays_plan_together(
        f"{house.mother.given} and {house.nan}", "Every bus was met.",
        ago(193), ago(180),
    )  # fmt: skip


def the_map_is_begun(walk: Walk) -> None:
    """S1: what happened with its matrix, and what is good already."""
    amina, house = walk.comes_to(walk.amina, "Map"), walk.house
    amina.sees("Begin with what the family says.")
    amina.adds_a_harm(
        "She slept and nobody met the bus.", to=house.child.given,
        by=house.mother.given, matrix=house.matrix,
    )  # fmt: skip
    amina.adds(
        "complicating factor", "What makes this harder to sort out?",
        "Three social workers in a year.",
    )  # fmt: skip
    amina.adds("strength", "What is good for the child?", f"{house.nan} reads to her.")


def a_group_drafts_the_worry(walk: Walk) -> None:
    """Two colleagues draft; the choice of one becomes a draft on the map."""
    amina, jude = walk.comes_to(walk.amina), walk.jude
    session = amina.plans_a_group("Jude Price", "To leave with one clear worry.")
    jude.opens(session)
    worried, might = "What has happened that worries you?", "What might happen to the"
    might += " children if nothing changes?"
    jude.pens("Danger statements", "Write one for yourself",
              {worried: "Nobody met the bus on 6 March.",
               might: "She might be hurt on the road."})  # fmt: skip
    amina.opens(session)
    amina.pens("Danger statements", "Write one for yourself",
               {worried: "Mum drinks on Fridays."})  # fmt: skip
    jude.opens(session)
    jude.reads_out("Danger statements")
    amina.opens(session)
    amina.chooses_the_draft("Nobody met the bus on 6 March.")
    amina.presses("Put it on the map")
    amina.sees("It is on the map. The family has not seen it yet")
    amina.ends_the_group("To say what a camera saw.", "We found clearer words.")


def the_worry_is_written_in_full(walk: Walk) -> None:
    """Danger, goal and scale; then who kept her safe, and the next small step."""
    amina, house = walk.comes_to(walk.amina, "Map"), walk.house
    amina.sees_on_the_map("Nobody met the bus on 6 March.")
    amina.follows("Change danger statement 1")
    amina.fills_in_the_worry(
        house.worry, child=house.child.given, worried="Amina Begum"
    )
    amina.presses("Save the three together")
    amina.sees_on_the_map(house.worry.about)
    amina.adds(
        "existing safety", "What did they do that kept the child safe?",
        f"{house.nan} took her in when Mum slept.", who=("Who did it?", house.nan),
        danger="Which worry was it against?", when="13 March 2026",
    )  # fmt: skip
    amina.adds(
        "next step", "What is the next small thing?", "Ask Dad who could meet the bus.",
        who=("Who will do it?", "Amina"),
        danger="Which worry and goal does it help with?",
    )  # fmt: skip
    for part, words in {
        "Past harm": "She slept", "Danger statements": house.worry.about,
        "Complicating factors": "Three social workers", "Strengths": "reads to her",
        "Existing safety": "took her in", "Safety goals": house.worry.goal,
        "Next steps": "Ask Dad",
    }.items():  # fmt: skip
        amina.sees_in_its_part(part, words)


def everybody_says_where_they_put_it(walk: Walk) -> None:
    """Ratings by named people, and the worry said back."""
    amina, house = walk.comes_to(walk.amina, "Map"), walk.house
    amina.says_where("Amina", "3", "The bus was met this week.", when=ago(185))
    amina.says_where(
        house.mother.given, "6", "I have not slept by day.", capacity="A parent",
        when=ago(185),
    )  # fmt: skip
    amina.follows("danger statement 1", first=True)
    amina.hears_it_said_back(
        house.mother.given, "You fear she gets run over while I sleep."
    )
