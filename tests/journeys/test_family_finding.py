"""A child in care knows three of its people; forty are found, and six stay for life."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.axe import EVERYTHING, violations
from tests.journeys.conftest import PHONE
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
HE_SHOUTED = "He shouted at Mum in the kitchen. I do not want him to know where I am."
LETTER = "There is a child of your family who would like to know their people."
OURS = "Ours, whatever happens"


@pytest.fixture
def child(has_script: bool) -> Child:
    """Nobody alike: the second family would be asked whether it is the same."""
    if has_script:
        return Child("Merryn", "Skirbeck-Fane", "3 2 2017")
    return Child("Caspian", "Wrangle-Toft", "11 10 2015", "Male")


def test_forty_are_found_for_a_child_who_knew_three_and_six_stay_for_life(
    enter: Callable[[str], Somebody], child: Child, has_script: bool
) -> None:
    amina = enter(AMINA)
    amina.opens_a_new_family(f"The {child.family} family", child)
    amina.turns_to_family_finding()
    amina.begins_to_look(child.given, "The child is in care", ago(150))
    amina.sets_the_stage(
        "“Find whoever has a boat.”", f"{child.given}, and Mum on the phone",
        "No orders. Nobody's address is given to anybody.", ago(149),
    )  # fmt: skip
    _begins_with_the_three(amina, child)
    _finds_forty(amina)
    _keeps_to_the_childs_no(amina, child)
    _three_more_want_to_be_part_of_it(amina)
    _six_stay(amina, child)
    _is_drawn_again(amina, child, has_script)
    _is_read_on_one_page(amina, child)


def _begins_with_the_three(amina: Somebody, child: Child) -> None:
    amina.turns_to_part("People and searches")
    amina.adds_many_at_once(KNOWN, "In the child's life already", ago(148))
    amina.sees("3 of 40 people: 2 on the mother's side, 0 on the father's.")
    amina.turns_to_part("Places and connections")
    amina.draws_the_people("Before we looked", BEFORE, "“That is all.”", ago(147))
    amina.draws_the_places(PLACES, ("A dog", "Nan"), ago(147))
    amina.sees(
        f"{child.given} lived in 2 places. Felt safe with Nan Peg. Wants to see "
        "Nan Peg again."
    )


def _finds_forty(amina: Somebody) -> None:
    """Two lists. One that cannot be read in full is given back whole, not in part."""
    amina.turns_to_part("People and searches")
    mothers = [f"{name}, cousin of Mum" for name in OF_MUM]
    amina.adds_many_at_once(mothers, "A parent", ago(140))
    amina.sees("Line 1, “Aurelia”: whose side?")
    amina.chooses("Whose side, where a line does not say?", "Mother's side")
    amina.presses("Add them all")
    amina.sees("23 of 40 people: 22 on the mother's side, 0 on the father's.")
    fathers = [f"{name}, cousin of Dad, dad's side" for name in OF_DAD]
    amina.adds_many_at_once(fathers, "Reading the file", ago(130))
    amina.sees("40 of 40 people: 22 on the mother's side, 17 on the father's.")


def _keeps_to_the_childs_no(amina: Somebody, child: Child) -> None:
    """Nor is there a way round it, through a page that was open before."""
    was_open = amina.keeps_the_address_of("Reach for them", REFUSED)
    near = amina.keeps_the_address_of("Join the network", REFUSED)
    amina.hears_the_child_say_no(child.given, REFUSED, HE_SHOUTED, ago(125))
    for nearer in ("Reach for them", "Join the network", "Stays for life"):
        amina.finds_no("link", f"{nearer}: {REFUSED}")
    people = amina.page.url
    refusal = f"{child.given} said no to {REFUSED}: “{HE_SHOUTED}"
    amina.opens(was_open)
    amina.fills_in_how_they_were_reached(REFUSED, LETTER, ago(120))
    amina.is_refused(refusal)
    amina.opens(near)
    amina.presses("Save")
    amina.is_refused(refusal)
    amina.opens(people)
    amina.sees("The child said no")


def _three_more_want_to_be_part_of_it(amina: Somebody) -> None:
    for name, offers in (
        ("Tamsin", "Baking on Saturdays"), ("Jago", "The boat"), ("Kerensa", "A bed"),
    ):  # fmt: skip
        amina.reaches_for(name, LETTER, ago(110))
        amina.hears_from(name, "We never knew. Of course.", offers, ago(105))


def _six_stay(amina: Somebody, child: Child) -> None:
    for name in STAYING:
        if name in THEIR_OWN:
            amina.turns_to_part("People and searches")
        amina.hears_that_they_stay(name, f"{OURS}: {name}", "Rings on Sundays", ago(95))
        amina.finds_no("link", f"{REFUSED} stays for life")
    amina.sees(f"6 people stay for {child.given}, for life.")
    amina.asks_whether_they_are_still_there("Nan Peg", 3, "Where else?", ago(2))


def _is_drawn_again(amina: Somebody, child: Child, has_script: bool) -> None:
    """The two pictures stand side by side, and fit a telephone."""
    amina.turns_to_part("Places and connections")
    amina.draws_the_people("After", AFTER, "“There are so many.”", ago(1))
    amina.sees(
        f"{child.given} named 3 people first, and 7 people now; 4 of them strongly, "
        "where it was 1. New: Tamsin, Jago, Kerensa and Evander."
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
    amina.turns_to_part("The steps")
    amina.is_at("Family Finding")
    amina.sees(
        f"40 of 40 people found for {child.given}, 3 want to be part of it, 6 stay "
        "for life"
    )
    amina.sees("Person 40 was found on day 20.")
    amina.sees(f"{child.given} named 3 people before, and names 7 now.")
    amina.sees("6 people stay for life, 1 of 1 there after 3 months.")
