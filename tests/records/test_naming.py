"""What a baby without a name yet is called."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold.records.models import Person
from kinfold.records.presenters.words import named_with_age

DUE = date(2027, 3, 1)


def test_a_baby_is_called_by_the_family_until_there_is_a_name() -> None:
    baby = Person(is_unborn=True, due_on=DUE, family_name="Okafor")
    assert baby.full_name == "Baby Okafor"
    baby.known_as = "Bump"
    assert baby.full_name == "Bump Okafor"


def test_a_baby_without_any_name_is_called_by_the_month() -> None:
    assert Person(is_unborn=True, due_on=DUE).full_name == "Baby due March 2027"
    assert Person(is_unborn=True).full_name == "Unborn baby"


@pytest.mark.parametrize(
    ("known_as", "today", "said"),
    [
        ("", DUE, "Baby due March 2027"),
        ("Bump", DUE, "Bump (unborn, due 1 March 2027)"),
    ],
)
def test_what_the_name_says_is_not_said_twice(
    known_as: str, today: date, said: str
) -> None:
    baby = Person(is_unborn=True, due_on=DUE, known_as=known_as)
    assert named_with_age(baby, today) == said


def test_a_birth_that_is_overdue_is_asked_for() -> None:
    baby = Person(is_unborn=True, due_on=DUE)
    said = named_with_age(baby, date(2027, 4, 1))
    assert said.startswith("Baby due March 2027 (")
    assert len(said) > len("Baby due March 2027 ()")
