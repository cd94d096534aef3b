"""S7 to S9: it lasts, services step back, and the family keeps what is theirs."""

from __future__ import annotations

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.steps.mapping import columns_of
from tests.journeys.steps.voice import FrameWords
from tests.journeys.walking import Walk, ago, ahead


def supervision_looks_at_the_work(walk: Walk) -> None:
    """One to one with the manager, and then what went well."""
    jude, amina = walk.comes_to(walk.jude), walk.comes_to(walk.amina)
    jude.keeps_supervision(
        worker="Amina Begum", supervisor="Jude Price", on=ago(50),
        worried="Fridays in December.", working="Two people meet the bus.",
        needs="See one hard Friday.",
    )  # fmt: skip
    amina.turns_to("Supervision")
    amina.opens_the_newest_supervision()
    amina.decides_in_supervision("Visit on a Friday.", "It is the hard day.", ahead(5))
    amina.presses("Put it on the map as a next step")
    amina.sees("It is on the map now")
    proud_of = f"{walk.house.nan} ran the plan while I was away."
    amina.writes_what_went_well(
        walk.house.name, proud_of, "I asked who else could.", "She counts on two."
    )
    amina.shares_it_with_the_team(proud_of)


def it_has_been_shown_to_last(walk: Walk) -> None:
    """S7: the goal was lived for three months, and everybody is at seven or more."""
    amina, jude, house = walk.comes_to(walk.amina, "Map"), walk.jude, walk.house
    amina.says_where("Amina", "8", "Every bus, three months long.", when=None)
    amina.says_where(house.child.given, "8", "Nan is always there.", when=None)
    for name, number, why, capacity in (
        (house.mother.given, "8.5", "I ring before I drink.", "A parent"),
        (house.nan, "9", "I am there each day.", "Somebody else of the family"),
        (house.uncle, "7", "I came when she rang.", "Somebody else of the family"),
    ):
        amina.says_where(name, number, why, capacity=capacity, when=None)
    amina.follows("danger statement 1", first=True)
    for of, state, day in (
        ("The danger statement", "Agreed", 150),
        ("The safety goal", "Agreed", 150),
        ("The safety goal", "Being shown day to day", 100),
    ):
        amina.says_it_stands_at(of, state, f"With {house.mother.given}", ago(day))
    walk.comes_to(amina)
    amina.turns_to_the_plan("Bottom lines")
    amina.sees_bottom_line_be_so(1, "The driver saw Nan each day.", ago(10))
    amina.sees_bottom_line_be_so(2, "Two bad days, and she was not alone.", ago(10))
    walk.comes_to(jude)
    jude.turns_to_the_plan("Checks")
    jude.says_it_has_been_shown_to_work("Two bad Fridays, and somebody came each time.")
    jude.turns_to_the_plan("Safety plan")
    jude.keeps_it_for_the_long_haul(f"{house.nan} calls them together on Sundays.")


def the_service_steps_down_and_the_words_change(walk: Walk) -> None:
    """Less service speaks in other words of the same things: the same addresses."""
    amina, jude = walk.comes_to(walk.amina, "Map"), walk.jude
    worry = amina.page.get_by_role("link", name="danger statement 1", exact=False).first
    address = worry.get_attribute("href")
    assert "Danger statements" in columns_of(amina.page)
    walk.comes_to(jude)
    jude.changes_the_service_to("Early help", "The plan holds without us", ago(5))
    walk.comes_to(amina, "Map")
    amina.is_at("The map")
    assert "Worry statements" in columns_of(amina.page)
    assert "Danger statements" not in columns_of(amina.page)
    worry = amina.page.get_by_role("link", name="worry statement 1", exact=False).first
    expect(worry).to_have_attribute("href", str(address))


def the_last_meeting_is_held(walk: Walk) -> None:
    """S8: what is open is finished one by one, and everybody meets to end."""
    amina, house = walk.comes_to(walk.amina), walk.house
    amina.opens_what_closing_needs()
    amina.still_needs(
        "Somebody stays, and it is written who.",
        "The children have their own version of the plan.",
        "The family holds the plan, and knows whom to ring.",
    )
    amina.begins_another_story("Our bus plan", "Our plan to keep you safe")
    amina.writes_a_frame(
        FrameWords(1, "Who we are", "Nan meets the bus. Uncle comes when she cannot.",
                   "Nan at the bus stop.")
    )  # fmt: skip
    for parent in (house.mother.given, house.father.given):
        amina.hears_what_they_say_of_the_story(parent, "Agrees")
    amina.presses("It is agreed")
    amina.reads_it_to(
        house.child.given, by=house.nan, where="At the table", with_whom="Mum",
        said="I know that one.", on=ago(3),
    )  # fmt: skip
    amina.gives_the_child_a_copy(house.child.given, "On the fridge")
    walk.comes_to(amina)
    amina.opens_what_closing_needs()
    amina.writes_who_stays(
        house.nan, house.uncle, house.father.given, coordinator=house.nan,
        rhythm="Sunday dinner at Nan's", triggers="Mum sleeps by day",
        ring=f"{house.uncle}, then the duty worker", on=ago(2),
    )  # fmt: skip
    amina.writes_down_the_last_meeting(
        house.mother.given, house.nan, house.uncle, "Amina Begum", "Jude Price",
        said="It is theirs now. She blew out a candle.",
        copies_to=f"{house.mother.given} and {house.nan}",
        asked="The questions on paper, and somebody else to ask them", on=ago(1),
    )  # fmt: skip


def the_manager_closes_the_record(walk: Walk) -> None:
    """As agreed: nothing on the list is open."""
    amina, jude = walk.comes_to(walk.amina), walk.comes_to(walk.jude)
    amina.opens_what_closing_needs()
    amina.sees("A team manager closes the record.")
    jude.opens_what_closing_needs()
    jude.closes_the_record("As we agreed", "The family and its people run the plan.")


def the_family_still_has_its_copy(walk: Walk) -> None:
    """I9: page, plain text and paper open as before, and nothing more is written."""
    amina, house = walk.comes_to(walk.amina), walk.house
    amina.sees("This record is closed")
    amina.turns_to("Where we are")
    amina.sees(re.compile("^The work has ended. The family keeps its copy, its plan"))
    amina.turns_to("Family's copy")
    amina.sees(house.worry.about)
    amina.sees("Our bus plan")
    amina.sees("What might get harder")  # the words they had on the last day
    door = amina.page.get_by_role("button", name="Print it (PDF, A4)")
    paper = amina.page.context.request.get(str(door.get_attribute("href")))
    assert paper.ok
    pages = PdfReader(io.BytesIO(paper.body())).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "waits at the stop from twenty past three" in " ".join(text.split())
    amina.follows("Read aloud")
    amina.sees(house.worry.about)
    walk.comes_to(amina, "Map")
    amina.is_at("The map")
    assert "Worry statements" in columns_of(amina.page)
    amina.finds_no("link", "Add what has happened")
