"""A child cannot be at home tonight, and two relatives are weighed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.steps import Child, Somebody

AMINA = "amina@lincolnshire.example"
TIRED = "He has night shifts until May, and said so himself."
NEAR = "She came the same evening and has a bed for her."


def test_one_relative_says_no_another_yes_and_sixteen_weeks_begin(
    enter: Callable[[str], Somebody], has_script: bool
) -> None:
    if has_script:
        called, child = (
            "The Thistlewood family",
            Child("Orla", "Thistlewood", "4 6 2019"),
        )
    else:
        called, child = (
            "The Brackenbury family",
            Child("Ewan", "Brackenbury", "8 1 2016"),
        )
    today = timezone.localdate()
    amina = enter(AMINA)
    amina.opens_a_new_family(called, child)
    amina.turns_to_kinship()
    amina.sees(
        "Nobody yet, and nobody has been asked. "
        "Who might know the father, or his people?"
    )
    amina.thinks_of("Uncle Stan", "Dad's brother", "father's side")
    amina.thinks_of("Auntie Bev", "Mum's sister", "mother's side")
    amina.sees("Two people were thought of")

    amina.decides(
        "Uncle Stan", "Declined for now", TIRED, today, who_said_no="They themselves"
    )
    amina.decides("Auntie Bev", "Agreed", NEAR, today)
    amina.sees("one declined for now; one agreed")
    amina.sees(TIRED)
    amina.sees(NEAR)
    amina.writes_down_that_a_child_lives_with(
        "Auntie Bev",
        "Aunt or uncle, also by marriage",
        "Foster care by family or a friend, approved for now (Regulation 24)",
        today - timedelta(weeks=14),
        "“She lets me choose the cereal.”",
    )

    amina.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    last = today + timedelta(days=13)
    amina.sees(f"13 days are left, until {last.day} {last:%B %Y}.")
    amina.sees("Care Planning, Placement and Case Review (England) Regulations 2010")
    width = amina.page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    expect(amina.page.get_by_text("Nobody has explained to Auntie Bev")).to_have_count(
        1
    )
    amina.reads_the_paper("You are approved for up to 16 weeks.")
