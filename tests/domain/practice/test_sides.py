"""Whose side is whose: half-siblings, parents who are unknown or dead, old answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from kinfold_core.people.likeness import Sex
from kinfold_core.people.relationships import Side
from kinfold_core.practice.sides import (
    AskRow,
    KinTie,
    OnSide,
    Parent,
    Relative,
    kin_of,
    not_shared,
    parents_in,
    relatives_on_sides,
    sides_of,
)

AMIRA, KAI, BABY, LEO, LEANNE, DEAN, TOM, RAJ, MANNY, SAM = map(UUID, map(
    "{:032}".format, range(10)
))  # fmt: skip
CHILDREN = (AMIRA, KAI, BABY)
PEOPLE = {
    key: Relative(key, name, sex, is_dead=name == "Tom")
    for key, name, sex in (
        (AMIRA, "Amira", Sex.FEMALE), (KAI, "Kai", Sex.MALE),
        (BABY, "Baby", Sex.UNKNOWN), (LEANNE, "Leanne", Sex.FEMALE),
        (DEAN, "Dean", Sex.MALE), (TOM, "Tom", Sex.MALE),
        (RAJ, "Raj", Sex.MALE), (MANNY, "Manny", Sex.MALE), (SAM, "Sam", Sex.UNKNOWN),
    )
}  # fmt: skip
MUM = Parent(LEANNE, "Leanne", Side.MATERNAL, frozenset(CHILDREN))
DAD = Parent(DEAN, "Dean", Side.PATERNAL, frozenset({KAI, BABY}))
DEAD = Parent(TOM, "Tom", Side.PATERNAL, frozenset({AMIRA}), is_dead=True)


def asked(side: str, *children: UUID, whom: str = "Dean", day: int = 1) -> AskRow:
    return AskRow(side, date(2026, 3, day), whom, "Nobody", frozenset(children))


def fathers(*args, **more):
    """The rows of the father's side, by the children they are of."""
    rows = sides_of(*args, **more).rows
    return {row.children: row for row in rows if row.side is Side.PATERNAL}


def test_children_of_one_mother_and_two_fathers_share_hers_alone():
    assert not_shared(CHILDREN, (MUM, DAD, DEAD)) == {Side.PATERNAL}
    assert not_shared(CHILDREN, (MUM, DAD)) == {Side.PATERNAL}
    assert not_shared((KAI, BABY), (MUM, DAD, DEAD)) == set()
    assert not_shared(CHILDREN, ()) == set()


def test_one_childs_answer_does_not_hide_the_silence_of_another():
    of_dean = asked("paternal", KAI)
    found = fathers(CHILDREN, (MUM, DAD), (of_dean,))
    assert list(found) == [(KAI, BABY), (AMIRA,)]
    assert found[KAI, BABY].asks == (of_dean,)
    assert found[AMIRA,].is_silent
    assert not found[KAI, BABY].is_silent
    # they have one mother, and nobody was asked about hers
    (hers,) = (
        row
        for row in sides_of(CHILDREN, (MUM, DAD), (of_dean,)).rows
        if row.side is Side.MATERNAL
    )
    assert hers.children == CHILDREN
    assert hers.is_silent


def test_asking_about_everybody_is_of_both_sides_of_the_children_it_names():
    sides = sides_of(CHILDREN, (MUM, DAD), (asked("both", KAI),))
    assert [(r.side, r.children, r.is_silent) for r in sides.rows] == [
        (Side.MATERNAL, CHILDREN, False),
        (Side.PATERNAL, (KAI, BABY), False),
        (Side.PATERNAL, (AMIRA,), True),
    ]


def test_an_answer_of_no_child_counts_for_each_until_somebody_is_asked_again():
    before, again = asked("paternal", day=1), asked("paternal", KAI, day=9)
    old = fathers(CHILDREN, (MUM, DAD, DEAD), (before,))
    assert all(row.is_asked_of_all for row in old.values())
    new = sides_of(CHILDREN, (MUM, DAD, DEAD), (again, before))
    of_amira, of_kai = new.rows[1:]
    assert of_kai.asks == (again,)
    assert not of_kai.is_asked_of_all
    assert of_amira.asks == (before,)
    assert new.earlier == ()
    assert new.first_asked_on == before.asked_on


def test_an_answer_that_counts_for_nobody_any_more_is_still_told():
    before = asked("paternal", day=1)
    of_each = asked("paternal", *CHILDREN, day=9)
    gone = asked("both", LEO)
    sides = sides_of(CHILDREN, (MUM, DAD, DEAD), (of_each, before, gone))
    assert sides.earlier == (before, gone)
    assert sides_of(CHILDREN, (), ()).first_asked_on is None


def test_children_of_whom_nothing_is_known_stand_together_until_something_is():
    assert list(fathers((AMIRA, LEO), (), ())) == [(AMIRA, LEO)]
    of_leo = asked("paternal", LEO)
    assert list(fathers((AMIRA, LEO), (), (of_leo,))) == [(AMIRA,), (LEO,)]
    raj = OnSide("Raj", "paternal", frozenset({AMIRA}))
    found = fathers((AMIRA, LEO), (), (), [raj])
    assert found[AMIRA,].people == ("Raj",)
    assert found[LEO,].is_silent


def test_a_father_who_is_known_is_not_his_own_side():
    dean = OnSide("Dean", "paternal", frozenset({KAI}), DEAN)
    assert fathers((KAI,), (DAD,), (), [dean])[KAI,].is_silent
    manny = OnSide("Manny", "both", frozenset({BABY}), MANNY)
    assert fathers((KAI, BABY), (DAD,), (), [dean, manny])[KAI, BABY].people == (
        "Manny",
    )


def test_somebody_of_whom_nobody_said_whose_people_they_are():
    sam = OnSide("Sam", "paternal")
    only = sides_of((KAI, BABY), (DAD,), (), [sam])
    assert only.rows[1].people == ("Sam",)
    assert only.unplaced == ()
    two = sides_of((KAI, AMIRA), (DAD, DEAD), (), [sam])
    assert all(not row.people for row in two.rows)
    assert two.unplaced == ((Side.PATERNAL, ("Sam",)),)
    said = OnSide("Sam", "paternal", frozenset({KAI}))
    assert sides_of((KAI, AMIRA), (DAD, DEAD), (), [said]).unplaced == ()


def test_a_child_of_two_mothers_has_no_silent_father():
    other = Parent(SAM, "Sam", Side.MATERNAL, frozenset({KAI}))
    assert [row.side for row in sides_of((KAI,), (MUM, other), ()).rows] == [
        Side.MATERNAL
    ]


def test_a_family_without_a_child_yet_is_asked_too():
    before = asked("both")
    sides = sides_of((), (), (before,), [OnSide("Raj", "paternal")])
    assert [row.people for row in sides.rows] == [(), ("Raj",)]
    assert all(row.asks == (before,) for row in sides.rows)


@pytest.mark.parametrize(
    ("who", "code", "side", "found"),
    [
        (DEAN, "parent", "", Side.PATERNAL),
        (LEANNE, "adoptive_parent", "", Side.MATERNAL),
        (SAM, "parent", "paternal", Side.PATERNAL),
        (SAM, "parent", "", Side.CHOSEN),
        (DEAN, "step_parent", "", None),
    ],
)
def test_whose_parent_somebody_is_by_sex_or_by_the_tie(who, code, side, found):
    ties = [KinTie(who, code, KAI, side), KinTie(MANNY, "parent", DEAN)]
    parents = parents_in(ties, PEOPLE, CHILDREN)
    assert [one.side for one in parents] == ([found] if found else [])


def test_one_parent_of_several_children_is_one_and_may_have_died():
    ties = [KinTie(TOM, "parent", KAI), KinTie(TOM, "parent", BABY)]
    (tom,) = parents_in(ties, PEOPLE, CHILDREN)
    assert (tom.children, tom.is_dead) == (frozenset({KAI, BABY}), True)


def test_ties_say_of_whom_somebody_is_kin():
    ties = [
        KinTie(DEAN, "parent", KAI),
        KinTie(DEAN, "step_parent", AMIRA),
        KinTie(MANNY, "parent", DEAN),
        KinTie(RAJ, "aunt_or_uncle", AMIRA, "paternal"),
        KinTie(SAM, "friend", DEAN),
    ]
    kin = kin_of(ties, (DAD,), CHILDREN)
    assert kin[MANNY] == {KAI, BABY}
    assert kin[RAJ] == {AMIRA}
    assert not kin.get(SAM)
    assert AMIRA not in kin[DEAN]
    # a parent's child is nobody's side, and neither is the parent
    on_sides = relatives_on_sides(ties, PEOPLE, (DAD,), CHILDREN)
    assert on_sides == (
        OnSide("Manny", Side.PATERNAL, frozenset({KAI, BABY}), MANNY),
        OnSide("Raj", "paternal", frozenset({AMIRA}), RAJ),
    )
