"""What a form learns: when nothing was typed, and who is the same person."""

from __future__ import annotations

from uuid import UUID

import pytest

from kinfold_core.practice.written import (
    NOBODY,
    DangerSetDetails,
    ImpactDetails,
    MomentDetails,
    Named,
)

NAN, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (Named(name="Nan", person_id=NAN), Named(name="Jo", person_id=NAN), True),
        (Named(name="Jo", person_id=NAN), Named(name="Jo", person_id=OTHER), False),
        (Named(name="Jo", worker_id=NAN), Named(name="Jo", worker_id=NAN), True),
        (Named(name="Jo", person_id=NAN), Named(name="Jo"), False),
        (Named(name="Jo"), Named(name="JO"), True),
        (Named(name="Jo"), Named(name="Raj"), False),
    ],
)
def test_two_are_one_by_their_key_and_without_any_by_their_name(one, other, is_same):
    assert one.is_same_as(other) is is_same
    assert other.is_same_as(one) is is_same


@pytest.mark.parametrize("row", ["behaviour", "severity", "incidence", "impact"])
def test_one_word_in_a_column_of_the_harm_matrix_is_kept(row):
    assert MomentDetails(moment="first").is_empty
    assert not MomentDetails(moment="first", **{row: "x"}).is_empty


def test_a_column_of_the_harm_matrix_is_said_in_one_line():
    worst = MomentDetails(moment="worst", behaviour="He threw a plate", impact="A cut")
    assert str(worst) == "The worst: He threw a plate. A cut."


@pytest.mark.parametrize(
    "typed",
    [
        {"worried_people": (NOBODY,)},
        *({name: "x"} for name in (
            "worried_about", "what_might_happen", "agency_goal", "family_goal",
            "child_hope", "anchor_0", "anchor_10",
        )),
    ],
    ids=lambda typed: next(iter(typed)),
)  # fmt: skip
def test_any_word_of_a_set_is_something_typed(typed):
    assert not DangerSetDetails(**typed).is_empty


def test_a_set_of_which_nothing_was_typed_is_empty():
    assert DangerSetDetails().is_empty


def test_all_that_the_family_reads_of_a_set_is_among_its_words():
    words = DangerSetDetails(
        worried_about="Dean shouts",
        agency_goal="Somebody comes",
        anchor_0="Nobody comes",
        observable_signs=("Raj is there",),
        impacts=(ImpactDetails(child_id=NAN, child_name="Kai", text="He hides"),),
        worried_people=(Named(name="Nan Jo"),),
    ).texts
    assert [one for one in words if one] == [
        "Dean shouts", "Somebody comes", "Nobody comes", "Raj is there", "He hides",
        "Nan Jo",
    ]  # fmt: skip
