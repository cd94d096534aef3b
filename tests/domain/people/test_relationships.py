from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.findings import has_block
from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.family_tree import findings
from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import (
    KINDS,
    Side,
    Tie,
    for_sex,
    inverse,
    label,
    parent_ties,
)


@pytest.mark.parametrize(
    ("code", "sex_of_other", "expected"),
    [
        ("mother", Sex.MALE, "son"),
        ("mother", Sex.UNKNOWN, "child"),
        ("daughter", Sex.MALE, "father"),
        ("grandmother", Sex.FEMALE, "granddaughter"),
        ("aunt", Sex.MALE, "nephew"),
        ("half_sister", Sex.MALE, "half_brother"),
        ("stepfather", Sex.FEMALE, "stepdaughter"),
        ("adoptive_mother", Sex.UNKNOWN, "adopted_child"),
        ("twin_sister", Sex.MALE, "twin_brother"),
        ("partner", Sex.FEMALE, "partner"),
        ("foster_carer", Sex.FEMALE, "fostered_child"),
        ("special_guardian", Sex.MALE, "child_under_guardianship"),
        ("friend", Sex.UNKNOWN, "friend"),
        ("teacher", Sex.UNKNOWN, "pupil"),
    ],
)
def test_each_relationship_is_read_from_both_ends(code, sex_of_other, expected):
    assert inverse(code, sex_of_other) == expected


@pytest.mark.parametrize("code", KINDS)
def test_going_there_and_back_comes_home(code):
    there = inverse(code)
    assert KINDS[inverse(there)].inverse == KINDS[code].inverse
    assert KINDS[there].generations == -KINDS[code].generations
    assert KINDS[there].bond is KINDS[code].bond
    assert label(code)


def test_a_tie_can_be_turned_round():
    assert Tie("leanne", "mother", "kai").turned(Sex.MALE) == Tie(
        "kai", "son", "leanne"
    )


def test_sexed_forms_are_used_only_where_there_is_one():
    assert for_sex("sibling", Sex.FEMALE) == "sister"
    assert for_sex("sibling", Sex.UNKNOWN) == "sibling"
    assert for_sex("cousin", Sex.MALE) == "cousin"


def test_sides_have_labels():
    assert [side.label for side in Side][:2] == ["mother's side", "father's side"]


def test_parent_ties_are_read_from_parent_to_child_once():
    ties = [
        Tie("kai", "child", "leanne"),
        Tie("leanne", "parent", "kai"),
        Tie("jo", "grandmother", "kai"),
        Tie("eve", "adoptive_mother", "sam"),
    ]
    assert parent_ties(ties) == (
        Tie("leanne", "parent", "kai"),
        Tie("eve", "adoptive_mother", "sam"),
    )


BORN = {
    "jo": FuzzyDate.in_year(1960),
    "leanne": FuzzyDate.on(date(1990, 2, 1)),
    "dean": FuzzyDate.in_year(1988, is_about=True),
    "kai": FuzzyDate.on(date(2023, 8, 1)),
    "amira": FuzzyDate.on(date(2017, 5, 3)),
    "ava": FuzzyDate.in_year(1995),
}
NAMES = {person: person.title() for person in BORN}


def found(*ties: Tie):
    return findings(ties, born=BORN, names=NAMES)


def test_an_ordinary_blended_family_is_not_questioned():
    assert not found(
        Tie("leanne", "mother", "kai"),
        Tie("dean", "father", "kai"),
        Tie("leanne", "mother", "amira"),
        Tie("ava", "stepmother", "amira"),
        Tie("amira", "half_sister", "kai"),
        Tie("jo", "mother", "leanne"),
        Tie("jo", "grandmother", "kai"),
        Tie("jo", "great_aunt", "ava"),
        Tie("someone", "father", "amira"),
        Tie("someone", "grandfather", "kai"),
    )


@pytest.mark.parametrize(
    ("ties", "rule", "says"),
    [
        ([Tie("kai", "father", "kai")], "R-FT1", "Kai cannot be their own father"),
        ([Tie("kai", "parent", "amira")], "R-FT2", "younger than Amira"),
        ([Tie("amira", "child", "kai")], "R-FT2", "Kai is younger than Amira"),
        ([Tie("ava", "father", "leanne")], "R-FT2", "Ava is younger than Leanne"),
        ([Tie("leanne", "mother", "ava")], "R-FT2", "would have been 5"),
        (
            [
                Tie("x", "parent", "y"),
                Tie("y", "parent", "z"),
                Tie("z", "parent", "x"),
            ],
            "R-FT3",
            "their own ancestors: x, y, z",
        ),
        (
            [Tie(one, "parent", "kai") for one in ("leanne", "dean", "jo")],
            "R-FT4",
            "Kai has 3 birth parents: Dean, Jo, Leanne",
        ),
        (
            [Tie("ava", "great_grandmother", "amira")],
            "R-FT5",
            "too young to be Amira's great-grandmother",
        ),
        ([Tie("kai", "great_uncle", "jo")], "R-FT5", "too young"),
    ],
)
def test_what_cannot_be_is_found(ties, rule, says):
    (finding,) = [one for one in found(*ties) if one.rule == rule]
    assert says in finding.message
    assert finding.suggestion


def test_an_adoptive_parent_may_be_near_in_age():
    assert not found(Tie("leanne", "adoptive_mother", "ava"))


def test_a_diamond_in_the_tree_is_not_a_loop():
    ties = [
        Tie("a", "parent", "b"),
        Tie("a", "parent", "c"),
        Tie("b", "parent", "d"),
        Tie("c", "parent", "d"),
        Tie("d", "parent", "e"),
    ]
    assert not findings(ties, born={})


def test_only_impossible_things_stop_a_save():
    assert has_block(found(Tie("kai", "father", "kai")))
    assert not has_block(found(Tie("kai", "great_uncle", "jo")))


WOMEN = {one: Sex.FEMALE for one in ("leanne", "ava", "jo")} | {"dean": Sex.MALE}


@pytest.mark.parametrize(
    ("ties", "says"),
    [
        (
            [Tie("leanne", "mother", "kai"), Tie("kai", "child", "ava")],
            "Ava and Leanne are both written down as Kai's mother by birth.",
        ),
        (
            [Tie("dean", "parent", "kai"), Tie("raj", "father", "kai")],
            "Dean and raj are both written down as Kai's father by birth.",
        ),
        ([Tie("leanne", "parent", "kai"), Tie("dean", "parent", "kai")], ""),
        ([Tie("leanne", "parent", "kai"), Tie("ava", "adoptive_parent", "kai")], ""),
        ([Tie("leanne", "parent", "kai"), Tie("ava", "step_parent", "kai")], ""),
        ([Tie("leanne", "parent", "kai"), Tie("ava", "donor", "kai")], ""),
        ([Tie("leanne", "parent", "kai"), Tie("x", "parent", "kai")], ""),
        ([Tie(one, "adoptive_parent", "kai") for one in ("leanne", "ava")], ""),
    ],
)
def test_two_mothers_by_birth_are_asked_about_and_two_mothers_are_not(ties, says):
    asked = [
        one
        for one in findings(ties, born=BORN, names=NAMES, sexes=WOMEN)
        if one.rule == "R-FT6"
    ]
    assert [one.message for one in asked] == [says] * bool(says)
    for one in asked:
        assert not one.is_blocking
        assert "by adoption, a step-parent or the donor" in one.suggestion
