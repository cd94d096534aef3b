"""A child in care knows three of its people; forty are found, and six stay for life.

Through all six steps, from the first search to the day when the last of them was asked
after a year. Each step is read from what was written, and what slips is said.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys import reached
from tests.journeys.axe import EVERYTHING, violations
from tests.journeys.conftest import PHONE
from tests.journeys.reached import Reached
from tests.journeys.steps import Child, Somebody
from tests.journeys.walking import ago

AMINA = "amina@lincolnshire.example"
KNOWN = ("Nan Peg, gran, mother's side", "Auntie Lou, aunt, mother's side",
         "Mr Hobday, football coach")  # fmt: skip
OF_MUM = (
    "Aurelia", "Bartram", "Clemency", "Dunstan", "Euphemia", "Fulbert", "Griselda",
    "Hereward", "Ingrid", "Jocasta", "Kester", "Lettice", "Merrick", "Nerissa",
    "Oswin", "Petronel", "Quillan", "Rosalba", "Septimus", "Tamsin",
)  # fmt: skip
OF_DAD = (
    "Vernal", "Ulric", "Thessaly", "Sorrel", "Radnor", "Perpetua", "Ottilie",
    "Nathaniel", "Morwenna", "Lysander", "Kerensa", "Jago", "Isambard", "Hespera",
    "Gawain", "Fenella", "Evander",
)  # fmt: skip
REFUSED = "Vernal"
THEIR_OWN = ("Nan Peg", "Auntie Lou", "Mr Hobday")
STAYING = (*THEIR_OWN, "Tamsin", "Jago", "Kerensa")
BEFORE = ("Nan Peg, blood, 3, sometimes, stay over", "Auntie Lou, blood, 1, never",
          "Mr Hobday, love, 2, often")  # fmt: skip
AFTER = (
    "Nan Peg, blood, 3, often, stay over", "Auntie Lou, blood, 2, sometimes",
    "Mr Hobday, love, 3, often", "Tamsin, blood, 3, often, bake with her",
    "Jago, blood, 3, often, go out in the boat", "Kerensa, blood, 2, sometimes",
    "Evander, spirit, 1, sometimes",
)  # fmt: skip
PLACES = ("Nan Peg's, 2020 to 2022: Nan Peg (safe, see again), Vernal (not safe)",
          "The Fosdykes', 2023: the dog")  # fmt: skip
SINCE = (f"Tamsin's, since {ago(430).year}, good: Tamsin (safe, see again), "
         "Jago (safe)")  # fmt: skip
BY_LETTER = ("Clemency", "Dunstan", "Euphemia", "Lysander", "Morwenna", "Nathaniel",
             "Ottilie")  # fmt: skip
HE_SHOUTED = "He shouted at Mum in the kitchen. I do not want him to know where I am."
LETTER = "There is a child of your family who would like to know their people."
OURS = "Ours, whatever happens"
NEEDS = "Somebody of each side who is there at every birthday, until they are grown."
SAID = {
    "What do they hope?": ("Jago: That there is always a berth on the boat",
                           "Nan Peg: That nobody has to leave again"),
    "What worries them?": ("Tamsin: That we are strangers, and it goes too fast",),
    "What does each one see that the child needs?": ("Mr Hobday: To be asked twice",),
}  # fmt: skip


@pytest.fixture
def child(has_script: bool) -> Child:
    """Nobody alike: the second family would be asked whether it is the same."""
    if has_script:
        return Child("Merryn", "Skirbeck-Fane", "3 2 2017")
    return Child("Caspian", "Wrangle-Toft", "11 10 2015", "Male")


def test_forty_are_found_for_a_child_who_knew_three_and_six_stay_for_life(
    enter: Callable[[str], Somebody],
    journeys_database: str,
    child: Child,
    has_script: bool,
) -> None:
    amina = enter(AMINA)
    amina.opens_a_new_family(f"The {child.family} family", child)
    amina.turns_to_family_finding()
    amina.begins_to_look(child.given, "The child is in care", ago(500))
    amina.sets_the_stage(
        "“Find whoever has a boat.”", f"{child.given}, and Mum on the phone",
        "No orders. Nobody's address is given to anybody.", ago(499),
    )  # fmt: skip
    _begins_with_the_three(amina, child)
    _searches_and_finds_forty(amina)
    episode_id = amina.page.url.split("/")[-3]
    _keeps_to_the_childs_no(amina, child)
    _ten_want_to_be_part_of_it(amina, journeys_database, episode_id)
    _they_meet_before_anybody_plans(amina, child)
    _of_three_plans_one_is_decided(amina, child)
    _what_they_offer_is_looked_at(amina)
    _six_stay_and_are_asked_again(amina, child, journeys_database, episode_id)
    _is_drawn_again(amina, child, has_script)
    _is_read_on_one_page(amina, child)


def _begins_with_the_three(amina: Somebody, child: Child) -> None:
    amina.turns_to_part("People and searches")
    amina.adds_many_at_once(KNOWN, "In the child's life already", ago(498))
    amina.sees("3 of 40 people: 2 on the mother's side, 0 on the father's.")
    amina.turns_to_part("Places and connections")
    amina.draws_the_people("Before we looked", BEFORE, "“That is all.”", ago(497))
    amina.draws_the_places(PLACES, ("A dog", "Nan"), ago(497))
    amina.sees(
        f"{child.given} lived in 2 places. Felt safe with Nan Peg. Wants to see "
        "Nan Peg again."
    )


def _searches_and_finds_forty(amina: Somebody) -> None:
    """Two lists. One that cannot be read in full is given back whole, not in part."""
    amina.turns_to_part("People and searches")
    amina.searches(
        "Reading the file", "Everybody on the birthday cards of 2018",
        "Consent of those it is about", "Mum signed that we may read it",
        "Seventeen cousins of Dad", ago(494),
    )  # fmt: skip
    amina.searches(
        "Records or a people search", "A brother of Mum's, said to be at sea",
        "Our duty in law to look for family", "A child of ours is in care",
        "Nothing yet", ago(492),
    )  # fmt: skip
    mothers = [f"{name}, cousin of Mum" for name in OF_MUM]
    amina.adds_many_at_once(mothers, "A parent", ago(490))
    amina.sees("Line 1, “Aurelia”: whose side?")
    amina.chooses("Whose side, where a line does not say?", "Mother's side")
    amina.presses("Add them all")
    amina.sees("23 of 40 people: 22 on the mother's side, 0 on the father's.")
    fathers = [f"{name}, cousin of Dad, dad's side" for name in OF_DAD]
    amina.adds_many_at_once(fathers, "Reading the file", ago(480))
    amina.sees("40 of 40 people: 22 on the mother's side, 17 on the father's.")


def _keeps_to_the_childs_no(amina: Somebody, child: Child) -> None:
    """Nor is there a way round it, through a page that was open before."""
    was_open = amina.keeps_the_address_of("Reach for them", REFUSED)
    near = amina.keeps_the_address_of("Join the network", REFUSED)
    amina.hears_the_child_say_no(child.given, REFUSED, HE_SHOUTED, ago(478))
    for nearer in ("Reach for them", "Join the network", "Stays for life"):
        amina.finds_no("link", f"{nearer}: {REFUSED}")
    people = amina.page.url
    refusal = f"{child.given} said no to {REFUSED}: “{HE_SHOUTED[:-1]}”. Only"
    amina.opens(was_open)
    amina.fills_in_how_they_were_reached(REFUSED, LETTER, ago(470))
    amina.is_refused(refusal)
    amina.opens(near)
    amina.presses("Save")
    amina.is_refused(refusal)
    amina.opens(people)
    amina.sees("The child said no")


def _ten_want_to_be_part_of_it(amina: Somebody, database: str, episode_id: str) -> None:
    """Three at the screen, seven by letter; one would rather not."""
    for name, offers in (
        ("Tamsin", "Baking on Saturdays"), ("Jago", "The boat"), ("Kerensa", "A bed"),
    ):  # fmt: skip
        amina.reaches_for(name, LETTER, ago(470))
        amina.hears_from(name, "We never knew. Of course.", offers, ago(465))
    amina.reaches_for("Perpetua", LETTER, ago(470))
    amina.hears_no_from("Perpetua", "I have my own to see to.", ago(463))
    reached.write(
        database,
        Reached(
            episode_id, by_letter=BY_LETTER, tried_on=ago(468).isoformat(),
            answered_on=ago(462).isoformat(),
        ),
    )  # fmt: skip
    amina.is_told(
        "11 contacted, 11 answered, 10 want to be part of it. The first answer came "
        "on day 35.",
        "Somebody said yes 465 days ago, and nobody has met.",
    )


def _they_meet_before_anybody_plans(amina: Somebody, child: Child) -> None:
    """Whom the child does not want is said to whoever writes down who came."""
    amina.turns_to_part("Meetings and plans")
    amina.follows("Write down a meeting")
    amina.sees(f"{child.given} said no to {REFUSED}: no plan counts on them.")
    amina.meets_with_everybody(
        (child.given, *THEIR_OWN, "Tamsin", "Jago", "Kerensa"), ("Amina Yusuf",),
        SAID, NEEDS, ago(450),
    )  # fmt: skip
    amina.sees("Tamsin: That we are strangers, and it goes too fast")
    amina.is_told("They met 450 days ago, and there are 0 plans of 3.")


def _of_three_plans_one_is_decided(amina: Somebody, child: Child) -> None:
    amina.turns_to_part("Meetings and plans")
    for letter, what, in_law, on in (
        ("A", f"{child.given} lives with Nan Peg.", "Special guardianship", 448),
        ("B", f"{child.given} lives with Tamsin, Nan Peg near.",
         "Fostered by family or friends", 448),
        ("C", "The Fosdykes', and each Saturday on the boat.",
         "Long-term fostering", 447),
    ):  # fmt: skip
        stays = "Nan Peg and Tamsin" if letter != "C" else ""
        amina.makes_a_plan(letter, what, in_law, stays, ago(on))
    amina.sees("It does not say who stays theirs")
    amina.is_told("The newest plan is 447 days old, and nothing is decided.")
    amina.turns_to_part("Meetings and plans")
    amina.decides_between_plans(
        "B", "A", f"{child.given}'s people, at Nan Peg's table",
        "Her stairs are too much for Nan Peg now.", "“Tamsin's. It smells of bread.”",
        "Tamsin, Nan Peg and Jago", ago(440),
    )  # fmt: skip
    amina.sees("Plan B; if that cannot be, plan A.")
    amina.is_told(
        "3 of 3 offers were not looked at.",
        "Decided 440 days ago, and nobody has said that they stay for life.",
    )


def _what_they_offer_is_looked_at(amina: Somebody) -> None:
    """What is missing has nobody's name first, and then it has."""
    lift = "A lift from the station"
    amina.turns_to_part("Meetings and plans")
    amina.looks_at_the_offer_of(
        "Tamsin", "Yes", "Six Saturdays, one of them in tears.", ago(435), is_tried=True
    )
    amina.looks_at_the_offer_of(
        "Kerensa", "Nobody knows yet", "The room is let until May.", ago(435)
    )
    amina.looks_at_the_offer_of(
        "Jago", "No", "There is no bus on a Sunday.", ago(434), missing=lift
    )
    amina.sees(f"Missing: {lift}. Nobody owns it.")
    amina.is_told("1 of what is missing has no owner.")
    amina.turns_to_part("Meetings and plans")
    amina.looks_at_the_offer_of(
        "Jago", "Yes", "Kerensa drives past.", ago(430), missing=lift, owner="Kerensa"
    )
    amina.sees(f"Missing: {lift}. Kerensa takes it on.")


def _six_stay_and_are_asked_again(
    amina: Somebody, child: Child, database: str, episode_id: str
) -> None:
    """Two say it at the screen. One was not there for a winter, and came back."""
    amina.turns_to_part("People and searches")
    for name in STAYING[0], STAYING[3]:
        amina.hears_that_they_stay(
            name, f"{OURS}: {name}", "Rings on Sundays", ago(420)
        )
        amina.finds_no("link", f"{REFUSED} stays for life")
    others = [name for name in STAYING if name not in {STAYING[0], STAYING[3]}]
    reached.write(
        database,
        Reached(episode_id, staying=others, agreed_on=ago(420).isoformat()),
    )
    amina.is_told(
        "6 people were not asked after 3 months.",
        "6 people were not asked after 12 months.",
    )
    amina.turns_to_part("Who stays for life")
    amina.sees(f"6 people stay for {child.given}, for life.")
    amina.asks_whether_they_are_still_there("Nan Peg", 3, "Where else?", ago(328))
    again = [(name, 3, ago(328).isoformat(), "Yes") for name in STAYING[1:]]
    again += [
        (name, month, ago(day).isoformat(), "Yes")
        for month, day in ((6, 237), (12, 54))
        for name in STAYING
        if (name, month) != ("Mr Hobday", 6)
    ]
    again.append(("Mr Hobday", 6, ago(237).isoformat(), "No, not this winter"))
    again.sort(key=lambda one: one[1])
    reached.write(database, Reached(episode_id, again=again))


def _is_drawn_again(amina: Somebody, child: Child, has_script: bool) -> None:
    """The two pictures stand side by side, and fit a telephone."""
    amina.turns_to_part("Places and connections")
    amina.draws_the_people("After", AFTER, "“There are so many.”", ago(40))
    amina.sees(
        f"{child.given} named 3 people first, and 7 people now; 4 of them strongly, "
        "where it was 1. New: Tamsin, Jago, Kerensa and Evander."
    )
    amina.draws_the_places((*PLACES, SINCE), ("A dog", "Sundays"), ago(40))
    amina.sees(
        f"{child.given} told of 2 places first, and of 3 places now; felt safe with 1 "
        "person then, and with 3 people now."
    )
    amina.finds_in_the_picture(
        "Before we looked: 3 people", {"Auntie Lou": "1, thin", "Mr Hobday": "Love"}
    )
    amina.finds_in_the_picture(
        "After: 7 people", {"Auntie Lou": "2, good", "Jago": "go out in the boat"}
    )
    amina.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    width = amina.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    if has_script:
        assert violations(amina.page, EVERYTHING) == []


def _is_read_on_one_page(amina: Somebody, child: Child) -> None:
    """Every step is done, nothing slips, and every number is the one of the rows."""
    amina.is_told(
        f"40 of 40 people found for {child.given}, 10 want to be part of it, 6 stay "
        "for life",
        "Person 40 was found on day 20.",
        f"{child.given} named 3 people before, and names 7 now.",
        "6 people stay for life, 6 of 6 there after 3 months, 5 of 6 there after 6 "
        "months, 6 of 6 there after 12 months.",
    )
    amina.finds_every_step_done(7)
    amina.reads_the_numbers(
        {
            "The safety screen was complete": "Day 1",
            "People found, of those hoped for": "40 of 40",
            "In the child's life already": "3",
            "On the mother's side": "22",
            "On the father's side": "17",
            "Sources that gave names or were searched": "3",
            "Contacted": "11",
            "Want to be part of it": "10",
            "The first answer": "Day 35",
            "Of the family and friends at the largest meeting": "7",
            "Plans, of those hoped for": "3 of 3",
            "The decision": "Day 60: plan B; if that cannot be, plan A",
            "Offers looked at, of those made": "3 of 3",
            "Gaps that nobody owns": "0",
            "Still there after 6 months, of those asked": "5 of 6",
        }
    )
