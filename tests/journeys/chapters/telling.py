"""S1 to S3: the map in the family's hands, the network told, the child told."""

from __future__ import annotations

import re

from tests.journeys.walking import Walk, ago


def the_family_is_given_the_map(walk: Walk) -> None:
    """A draft is given, the family answers, and that version is the current one."""
    amina, house = walk.comes_to(walk.amina, "Map"), walk.house
    amina.follows("Versions")
    amina.notes_who_wrote_it(house.mother.given)
    amina.sees("Draft")
    amina.gives_the_copy_to(house.mother.given, "Printed", ago(184))
    amina.turns_to("Map")
    amina.follows("Versions")
    amina.sees("Given to the family")
    amina.hears_what_they_say_of_the_map(
        house.mother.given, "Agrees with part of it", "I was ill that day."
    )
    amina.hears_what_they_say_of_the_map(
        house.father.given, "Agrees", "It says what happened."
    )
    amina.sees("The family has answered")
    amina.presses("Make version 1 the current map")
    amina.sees("Made current")


def the_network_is_asked_and_told(walk: Walk) -> None:
    """S2: each side is asked about; one person a side is told, step by step."""
    amina, house = walk.comes_to(walk.amina, "Network"), walk.house
    amina.asks_about_the_side(
        "mother's side", house.mother.given, "My mum. She knows a bit.", ago(183)
    )
    amina.asks_about_the_side(
        "father's side", house.father.given, "My brother. He has a car.", ago(183)
    )
    amina.adds_to_the_network(house.nan, "Her mum's mum", "Mother's side")
    amina.adds_to_the_network(house.uncle, "Her dad's brother", "Father's side")
    said_yes = f"{house.mother.given}, at the kitchen table"
    amina.tells(house.nan, 1, said_yes, ago(182))
    amina.tells(house.nan, 2, said_yes, ago(181))
    amina.tells(house.nan, 3, said_yes, ago(180), danger="1:")
    said_yes = f"{house.father.given}, by phone"
    amina.tells(house.uncle, 3, said_yes, ago(179), danger="1:")
    amina.sees(re.compile("have heard the worry and can stand by the plan"))


def the_child_is_told_in_words_and_pictures(walk: Walk) -> None:
    """S3: written, drawn, agreed parent by parent, allowed, and read to the child."""
    amina, house = walk.comes_to(walk.amina), walk.house
    child, mother, father = house.child.given, house.mother.given, house.father.given
    amina.begins_the_story("Why Amina comes to see us")
    for frame in house.frames:
        amina.writes_a_frame(frame)
    story = amina.page.url
    first, second, third = house.frames
    if walk.has_script:
        amina.draws_the_picture(first, "House", "Child")
    else:
        amina.makes_the_picture_from_a_list(
            first, ("House", "On the right"), ("Child", "On the left")
        )
    amina.makes_the_picture_from_a_list(second, ("Grown-up", "In the middle"))
    amina.makes_the_picture_from_a_list(third, ("Car", "On the right"))
    amina.hears_what_they_say_of_the_story(mother, "Agrees")
    amina.presses("It is agreed")
    amina.sees(f"What {father} says of it is not written down.")
    amina.opens(story)
    amina.hears_what_they_say_of_the_story(
        father, "Does not agree", "I would say that I was not there."
    )
    walk.jude.opens(story)
    walk.jude.decides_about_the_story("The child may be told", "She asks every day.")
    amina.opens(story)
    amina.presses("It is agreed")
    amina.sees("The story is agreed. It can be read to the child")
    amina.reads_it_to(
        child, by=mother, where=f"On the sofa at {house.nan}'s", with_whom=house.nan,
        said="So it was not me.", on=ago(170),
    )  # fmt: skip
    amina.gives_the_child_a_copy(child, "In a tin under the bed")
