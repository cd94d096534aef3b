"""Lists as people type them: read whole, or said what is wrong on which line."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.practice.family_finding.typed import (
    FoundLine,
    PlacePerson,
    clashes,
    read_connections,
    read_names,
    read_people,
    read_places,
    read_voices,
)
from tests.domain.practice.family_finding_rows import found

TODAY, BORN = date(2026, 5, 4), date(2017, 2, 9)


@pytest.mark.parametrize(
    ("line", "relationship", "side", "generation"),
    [
        ("Nan Jo, gran, mother's side", "gran", "maternal", "2"),
        ("Raj; uncle; Dad’s side", "uncle", "paternal", "1"),
        ("Old Tom\tgreat-uncle\tpaternal", "great-uncle", "paternal", "2"),
        ("Vi, great aunt, maternal", "great aunt", "maternal", "2"),
        ("Em, great-great-aunt, both", "great-great-aunt", "both", "3"),
        ("Elsie, great-gran, maternal", "great-gran", "maternal", "3"),
        ("Ann, half-sister, both", "half-sister", "both", "0"),
        ("Bo, niece, maternal", "niece", "maternal", "-1"),
        ("Tilly, football coach", "football coach", "chosen", ""),
        ("Mo, Leanne's mum, maternal", "Leanne's mum", "maternal", ""),
        ("Jo, mum, mums side,", "mum", "maternal", "1"),
        ("Zed, the neighbour, maternal", "the neighbour", "maternal", ""),
    ],
)
def test_a_person_is_read_from_one_line(line, relationship, side, generation):
    read = read_people(line)
    assert read.errors == []
    (one,) = read.found
    assert (one.relationship, one.side, one.generation) == (
        relationship, side, generation,
    )  # fmt: skip


def test_a_line_that_does_not_say_takes_the_side_of_all():
    (one,) = read_people("  Bo \n\n", side="maternal").found
    assert one == FoundLine(1, "Bo", "", "maternal", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Bo", "Line 1, “Bo”: whose side?"),
        ("\nBo, uncle", "Line 2, “Bo”: whose side?"),
        ("Bo, mum's side, dad's side", "two sides are named"),
        ("12, uncle, both", "there is no name"),
        (", uncle, both", "there is no name"),
        ("Bo, both\nBO, aunt, both", "Line 2, “BO”: stands on line 1 already"),
        ("x" * 201 + ", both", "201 letters long"),
        ("\n".join(f"Bo {n}, both" for n in range(101)), "101 lines"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text, says):
    assert any(says in error for error in read_people(text).errors)


def test_who_is_called_as_somebody_on_the_list_is_asked_about():
    lines = read_people("Raj, both\nraj, paternal\nBo, both").found
    (asked,) = clashes(lines, [found("RAJ", side="paternal")])
    assert asked.startswith("Line 2, “raj”: is on the list already")


def test_names_stand_one_a_line_each_once():
    assert read_names(" Raj \n\nNan  Jo\nRaj") == (("Raj", "Nan Jo"), "")
    names, wrong = read_names("x" * 201)
    assert names == ()
    assert wrong.startswith("A line is 201 letters long, and 200 fit")


def test_a_connection_says_what_joins_them_and_how_strongly():
    read = read_connections("Gran, love, 3, every week, stay over\nDad, blood, 0")
    assert read.errors == []
    gran, dad = read.connections
    assert (gran.tie, gran.strength, gran.often) == ("love", 3, "often")
    assert gran.wish == "stay over"
    assert (dad.strength, dad.often, dad.wish) == (0, "never", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Gran, 3", "love, blood or spirit"),
        ("Gran, love", "from 0"),
        ("Gran, love, 1, 2", "from 0"),
        ("Gran, love, 9", "from 0"),
        ("Gran, love, 1\ngran, love, 2", "stands here twice"),
        ("12, love, 1", "there is no name"),
    ],
)
def test_a_connection_that_cannot_be_read(text, says):
    assert any(says in error for error in read_connections(text).errors)


def read(text):
    return read_places(text, born=BORN, child="Kai", today=TODAY)


def test_places_stand_in_their_order_with_the_childs_marks():
    found = read(
        "Gran's house, 2017 to 2019: Gran (safe, see again), Mick (not safe), dog\n"
        "The flat"
    )
    assert found.errors == []
    gran, flat = found.places
    assert gran.when == "2017 to 2019"
    assert gran.people == (
        PlacePerson("Gran", "safe", wants_contact=True),
        PlacePerson("Mick", "unsafe"),
        PlacePerson("dog"),
    )
    assert flat.people == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Gran's, 1998: Gran", "1998 is before Kai was born (2017)"),
        ("Gran's, 2031: Gran", "2031 has not come yet"),
        (": Gran", "write the place first"),
        ("Gran's: Gran (angry)", "can stand “safe” or “not safe”"),
        ("Gran's: Gran (safe, not safe)", "can stand “safe” or “not safe”"),
        ("Gran's: (safe)", "cannot be read"),
        ("Gran's: Gran) x", "cannot be read"),
    ],
)
def test_a_place_that_cannot_be_read(text, says):
    assert any(says in error for error in read(text).errors)


def test_a_baby_not_born_yet_has_no_year_to_be_before():
    assert not read_places("Gran's, 1998", born=None, child="Kai", today=TODAY).errors


def test_voices_are_who_and_what():
    voices, errors = read_voices("Nan Jo: she sleeps here\n\nRaj\n: x")
    assert voices == [("Nan Jo", "she sleeps here")]
    assert [error[:6] for error in errors] == ["Line 3", "Line 4"]


@pytest.mark.parametrize("text", ["x" * 10_000, "(" * 3000, "a,,,,;;;;\t\t", "🦊: جدة"])
def test_anything_pasted_is_answered(text):
    read_people(text)
    read_connections(text)
    read(text)
    read_voices(text)
