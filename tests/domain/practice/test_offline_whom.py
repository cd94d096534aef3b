"""Whom a child means by a name: nobody is guessed, nobody more sees it meanwhile."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.practice.child_sharing import MayShow
from kinfold_core.practice.offline_merge import narrower
from kinfold_core.practice.offline_whom import (
    Held,
    Meant,
    Somebody,
    held_back,
    ids_of,
    is_about_somebody,
    settled,
    told_apart,
    who_is_meant,
)

YES, IF_THERE, NO = MayShow.YES, MayShow.IF_THERE, MayShow.NO
JO = f"member-{UUID(int=1)}"
LOU = f"person-{UUID(int=2)}"
LEFT = f"member-{UUID(int=9)}"
PEOPLE = (Somebody(JO, "Nan  Jo"), Somebody(LOU, "Lou"))
TWO_NANS = (Somebody(JO, "Nan"), Somebody(LOU, "nan"))


@pytest.mark.parametrize(
    ("who", "is_somebody"),
    [
        (JO, True),
        (LOU, True),
        ("named-Nan", True),
        ("named- ", False),
        ("named-" + "n" * 81, False),
        ("person-7", False),
        ("parents", False),
    ],
)
def test_a_key_of_somebody_is_told_from_a_group(who: str, is_somebody: bool) -> None:
    assert is_about_somebody(who) is is_somebody


def test_a_key_names_a_person_or_a_member() -> None:
    assert ids_of(LOU) == (UUID(int=2), None)
    assert ids_of(JO) == (None, UUID(int=1))


@pytest.mark.parametrize(
    ("name", "people", "meant"),
    [
        ("nan jo", PEOPLE, JO),
        ("Nan", PEOPLE, ""),  # it may be Nan Jo, and it may be another one
        ("Nan", TWO_NANS, ""),
        ("Auntie", PEOPLE, ""),
    ],
)
def test_a_name_is_somebodys_when_exactly_one_is_called_so(
    name: str, people: tuple[Somebody, ...], meant: str
) -> None:
    assert who_is_meant(name, people) == meant


def test_answers_are_told_apart_by_whether_it_is_known_who_they_are_about() -> None:
    told = told_apart(
        {"parents": YES, "named-nan jo": YES, JO: IF_THERE, "named-Nan": NO, LEFT: YES},
        PEOPLE,
    )
    assert told == Meant({"parents": YES, JO: IF_THERE}, {"named-Nan": NO, LEFT: YES})


def test_a_record_that_was_joined_with_another_is_that_ones_and_the_no_counts() -> None:
    told = told_apart({LOU: YES, LEFT: NO}, PEOPLE, {LEFT: LOU})
    assert told == Meant({LOU: NO})


def test_without_a_name_in_doubt_all_is_written() -> None:
    assert held_back({"network": YES}, {}, ()) == Held({"network": YES}, {})


def test_what_gets_wider_waits_for_the_name_and_a_no_does_not() -> None:
    answers = {"network": YES, "school": NO, "parents": IF_THERE}
    held = held_back(answers, {"parents": YES}, [YES])
    assert held == Held({"school": NO, "parents": IF_THERE}, {"network": YES})
    # nor is it written by a later sending that has no name in it
    assert held_back({"school": YES}, {}, (), is_asked=True) == Held(
        {}, {"school": YES}
    )


def test_what_stands_wide_is_closed_while_somebody_is_to_be_left_out() -> None:
    held = held_back({"school": IF_THERE}, {"network": YES, "school": YES}, [NO])
    assert held.now == {"network": NO, "school": NO}
    assert held.waits == {"network": YES, "school": IF_THERE}


def test_once_it_is_known_groups_are_written_before_people() -> None:
    waits = {"workers": YES, LOU: YES}
    written = settled(waits, [(JO, NO), (LOU, NO)], {}, is_newer_there=False)
    assert written == (("workers", YES), (JO, NO), (LOU, NO))
    # somebody was answered about at the office meanwhile: nothing gets wider
    stands = {"workers": NO}
    newer = settled(waits, [(JO, YES)], stands, is_newer_there=True)
    assert newer == ()


whos = st.sampled_from(["parents", "network", JO, LOU, "named-Nan"])
answered = st.dictionaries(whos, st.sampled_from(MayShow))


@given(
    answers=answered,
    stands=answered,
    unsure=st.lists(st.sampled_from(MayShow), min_size=1),
)
def test_nothing_gets_wider_while_a_name_is_in_doubt(
    answers: dict[str, MayShow], stands: dict[str, MayShow], unsure: list[MayShow]
) -> None:
    held = held_back(answers, stands, unsure)
    for who, answer in held.now.items():
        assert narrower(answer, stands.get(who, NO)) is answer
    assert answers.keys() <= held.now.keys() | held.waits.keys()
