"""A practitioner's first visit: from an empty search to paper in the family's hands."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import KnownFamily
from tests.journeys.steps import Child, Somebody

AMINA = "amina@lincolnshire.example"
Enter = Callable[[str], Somebody]


@pytest.fixture
def child(has_script: bool) -> Child:
    """Another child on each walk: the second would be taken for the first."""
    if has_script:
        return Child("Tamsin", "Brambleby", "3 May 2017")
    return Child("Ottoline", "Quarrington", "11 August 2014")


@pytest.fixture
def parent(has_script: bool) -> Child:
    if has_script:
        return Child("Rosalind", "Brambleby", "1990")
    return Child("Philippa", "Quarrington", "about 1985")


def writes_the_worry(amina: Somebody) -> None:
    """As it first comes to mind, and the page helps to say it better."""
    amina.follows("add danger statement")
    amina.writes("What has happened that worries you?", "Concerns about drinking.")
    amina.presses("Save the three together")
    amina.sees_on_the_map("Concerns about drinking.")
    amina.unfolds(
        re.compile("things? to think about"), beside="Concerns about drinking."
    )
    help_given = amina.page.get_by_text("Needed before sharing")
    expect(help_given.filter(visible=True).first).to_be_visible()


def writes_it_in_full(amina: Somebody, child: Child, parent: Child) -> None:
    amina.follows("Change danger statement 1")
    amina.ticks(re.compile("^Amina Begum"))
    amina.writes(
        "What has happened that worries you?",
        "On 6 March Rosalind was asleep from drinking and nobody met the school bus.",
    )
    amina.writes(
        "What might happen if nothing changes?", "She might be hurt on the road."
    )
    amina.writes(
        f"What might it do to {child.given}?", "Waiting alone might frighten her."
    )
    amina.writes(
        "What do we need to see?", "Somebody sober meets the bus on every school day."
    )
    amina.writes(
        "How will we see it?", "The driver sees Nan or Mum\nNobody rings the school"
    )
    amina.writes("For how long must it be seen?", "six months")
    amina.writes("What would 0 look like?", "Nobody meets the bus, most days")
    amina.writes("What would 10 look like?", "Somebody sober meets every bus")
    amina.presses("Save the three together")
    amina.sees_on_the_map("nobody met the school bus")
    amina.does_not_see("Concerns about drinking.")


def says_where_the_mother_puts_it(amina: Somebody, parent: Child) -> None:
    amina.follows(re.compile("^Who says"))
    amina.chooses("Who says?", parent.given)
    amina.chooses("Where do they put it?", "4")
    amina.writes("What makes it that high, and not lower?", "Nan is always near.")
    amina.presses("Save this answer")
    scale = amina.page.get_by_role("figure").filter(has_text=parent.given)
    expect(scale).to_contain_text("Nan is always near.")


def takes_the_paper(amina: Somebody) -> PdfReader:
    """From the family's page: the copy, then print. Two presses."""
    amina.turns_to("Family")
    amina.turns_to("Family's copy")
    door = amina.page.get_by_role("button", name="Print it (PDF, A4)")
    answer = amina.page.context.request.get(str(door.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    return PdfReader(io.BytesIO(answer.body()))


def test_a_first_visit_from_search_to_paper(
    enter: Enter, child: Child, parent: Child
) -> None:
    amina = enter(AMINA)
    amina.opens("/")
    amina.looks_for(child.full_name)
    amina.sees(re.compile("No record found"))

    amina.opens_a_new_family(child.family, child, parent)
    amina.sees(re.compile("is with you$"))
    amina.sees("With Amina Begum")

    amina.follows(f"Say who they are to others: {parent.full_name}")
    amina.chooses(f"What is {parent.given}?", "parent")
    amina.ticks(re.compile(f"^{child.given}"))
    amina.presses("Save")
    amina.sees(f"{parent.given} is {child.given}'s mother")
    amina.sees(f"{child.given} is {parent.given}'s daughter")

    amina.follows(child.family, first=True)
    amina.turns_to("Map")
    amina.sees("Begin with what the family says.")
    amina.adds("past harm", "What happened?", "She waited an hour in the rain.")
    amina.adds("strength", "What is good for the child?", "Nan reads to her.")
    writes_the_worry(amina)
    writes_it_in_full(amina, child, parent)
    says_where_the_mother_puts_it(amina, parent)

    paper = takes_the_paper(amina)
    words = " ".join(page.extract_text() for page in paper.pages)
    assert child.given in words
    assert "Nan reads to her." in words
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  its own kind of truth
    assert "/StructTreeRoot" in root


def test_a_child_who_is_on_record_already_is_not_written_down_twice(
    enter: Enter, known_families: list[KnownFamily], has_script: bool
) -> None:
    known = known_families[0]
    parent = Child("Wilhelmina" if has_script else "Bettina", "Dunnockley", "1979")
    amina = enter(AMINA)
    amina.opens("/families/new/details/")
    name = f"{parent.given} and {known.child.given}"
    amina.writes_down(name, known.child, parent)
    amina.sees("Somebody may be on record already")
    amina.sees("Nothing is saved yet.")
    same = amina.page.get_by_role("radio", name=re.compile(known.child.full_name))
    expect(same.first).to_be_visible()

    same.first.check()
    amina.presses("Open the family's record")
    amina.sees(re.compile("is with you$"))
    amina.looks_for(known.child.full_name)
    mine = amina.page.get_by_role("listitem").filter(has_text=name)
    expect(mine.filter(has_text=known.name)).to_have_count(1)
