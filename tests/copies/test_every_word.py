"""The family can read every word of its map: on the page, on paper, read aloud."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kinfold.copies.pdf import render_copy
from kinfold.copies.presenters.family_copy import FamilyCopy
from kinfold.copies.presenters.told import as_text
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions
from kinfold.records.models import Family
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.practice.written import (
    GOAL_WORDS,
    MATRIX_ROWS,
    MOMENTS,
    SCALE_WORDS,
    STATEMENT_WORDS,
    DangerSetDetails,
    EntryDetails,
    MomentDetails,
    Named,
)
from tests.copies.test_family_copy import words_of
from tests.factories.practice import good_set, make_entry, named

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
# How we know, and how sure we are: it would point at a child who told. So would who
# saw a harm, which is asked of what kept a child safe too.
POINTS_AT_WHO_TOLD = {"source_type", "certainty"}
NOT_WORDS = {"category", "danger_id", "is_own_words", "showing"}
DAYS = {"happened", "due_on", "done_on"}
ANSWERS = {"about", "is_childs_own_behaviour"}  # chosen, not written
WRITTEN = ("text", "impact", "outcome", "how_often", "seen_by")


def word(*parts: str) -> str:
    return "Word" + "".join(part.title().replace("_", "") for part in parts)


def an_entry(by: Viewer, family: Family, category: str) -> set[str]:
    """Write one with a word of its own in every question; those that it keeps."""
    with as_viewer(by):
        kai = named(by, family, "Kai")
    moments = tuple(
        MomentDetails(moment=m, **{row: word(category, m, row) for row in MATRIX_ROWS})
        for m in MOMENTS
    )
    entry = make_entry(
        by, family, category, who=Named(name=word(category, "who")), moments=moments,
        children=(kai,), happened=FuzzyDate.on(date(2026, 5, 17)),
        said_by=Named(name=word(category, "said_by")),
        **{name: word(category, name) for name in WRITTEN},
    )  # fmt: skip
    left_out = "seen_by" if category == "harm" else "impact"
    asked = [name for name in WRITTEN if name != left_out]
    kept = {word(category, name) for name in asked if getattr(entry, name)}
    if category == "harm":
        kept |= {word(category, m, row) for m in MOMENTS for row in MATRIX_ROWS}
    if category in {"harm", "next_step"}:
        kept.add(word(category, "who"))
    return kept | {word(category, "said_by")} if category != "next_step" else kept


def a_set(by: Viewer, family: Family) -> set[str]:
    plain = {n: word(n) for n in (*STATEMENT_WORDS, *GOAL_WORDS, *SCALE_WORDS)}
    with as_viewer(by):
        details = good_set(by, family)
        impacts = tuple(
            replace(one, text=word("impacts", one.child_name))
            for one in details.impacts
        )
        signs, people = (word("signs"),), (Named(name=word("worried")),)
        actions.add_danger_set(
            family_id=family.pk, by=by,
            details=replace(
                details, impacts=impacts, observable_signs=signs,
                worried_people=people, **plain,
            ),
        )  # fmt: skip
    texts = {one.text for one in impacts}
    return {*plain.values(), *texts, *signs, people[0].name}


@pytest.fixture
def written(practitioner: Viewer, family: Family) -> set[str]:
    found = a_set(practitioner, family)
    for category in ("harm", "complicating_factor", "existing_safety", "next_step"):
        found |= an_entry(practitioner, family, category)
    return found


@pytest.fixture
def copy(
    sign_in: SignIn, practitioner: Viewer, family: Family, written: set[str]
) -> FamilyCopy:
    page = sign_in(practitioner).get(reverse("copies:family-copy", args=[family.pk]))
    made: FamilyCopy = page.context["copy"]
    missing = {one for one in written if one not in page.content.decode()}
    assert missing == set(), "not on the page"
    return made


def test_every_word_is_on_the_page_on_paper_and_read_aloud(
    copy: FamilyCopy, written: set[str]
) -> None:
    aloud = as_text(copy)
    assert {one for one in written if one not in aloud} == set()
    paper = words_of(PdfReader(io.BytesIO(render_copy(copy)))).replace(" ", "")
    assert {one for one in written if one not in paper} == set()


def test_a_question_that_is_added_is_in_the_copy_or_says_why_not() -> None:
    asked = {one.name for one in fields(EntryDetails)}
    assert asked - {*WRITTEN, "who", "children", "moments", "said_by"} == (
        POINTS_AT_WHO_TOLD | NOT_WORDS | DAYS | ANSWERS
    )
    of_set = {one.name for one in fields(DangerSetDetails)}
    assert of_set - {*STATEMENT_WORDS, *GOAL_WORDS, *SCALE_WORDS} == {
        "worried_people", "impacts", "observable_signs", "showing",
    }  # fmt: skip


def test_whose_making_it_is_is_said_in_our_words(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_entry(practitioner, family, "complicating_factor", about="service")
    address = reverse("copies:family-copy", args=[family.pk])
    page = sign_in(practitioner).get(address, {"chosen": "1", "language": "pl"})
    assert "Jak pracowaliśmy my lub inne służby" in page.content.decode()


def test_how_sure_we_are_points_at_no_child_on_paper(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    make_entry(
        practitioner, family, "harm", certainty="told_by_child", source_type="child",
        text="Dean pushed her", seen_by="Kai told his teacher",
    )  # fmt: skip
    page = sign_in(practitioner).get(reverse("copies:family-copy", args=[family.pk]))
    aloud = as_text(page.context["copy"])
    assert "Dean pushed her" in aloud
    assert "child told" not in aloud.casefold()
    assert "Kai told" not in aloud
