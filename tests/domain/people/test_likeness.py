from __future__ import annotations

from dataclasses import replace
from datetime import date

import jellyfish
import pytest
from rapidfuzz.distance import JaroWinkler

from kinfold_core.people.dates import FuzzyDate
from kinfold_core.people.likeness import (
    Band,
    Comparison,
    FullName,
    Likeness,
    PersonFacts,
    Sex,
    likeness,
)

COMPARE = Comparison(
    spelled_like=JaroWinkler.normalized_similarity, sounds_like=jellyfish.metaphone
)
BORN = FuzzyDate.on(date(2017, 5, 3))


def person(name: str = "Amira Cole", born: FuzzyDate | None = BORN, **facts):
    given, _, family = name.rpartition(" ")
    return PersonFacts(names=(FullName(given, family),), born=born, **facts)


def unborn(name: str, due_on: date, **facts):
    return person(name, None, due_on=due_on, **facts)


def born(year: int, month: int, day: int) -> FuzzyDate:
    return FuzzyDate.on(date(year, month, day))


AMIRA = person(sex=Sex.FEMALE, address_key="12 elm row ln1 1aa")

SAME = {
    "the same in every way": AMIRA,
    "only the same name and birthday": person(),
    "a typing slip in the birthday": person(born=born(2017, 5, 8)),
    "day and month swapped": person(born=born(2017, 3, 5)),
    "first and last name swapped": person("Cole Amira"),
    "a slip in the first name": person("Amirah Cole"),
    "another spelling of the last name": person("Amira Coal"),
    "an accent": person("Àmira Cole"),
    "a second last name": person("Amira Cole-Hart"),
    "no last name, the same home": replace(AMIRA, names=(FullName("Amira", ""),)),
    "her NHS number and nothing else": PersonFacts(
        names=(FullName("Amirra", "Hart"),), references=frozenset({("nhs_number", "9")})
    ),
    "an old name kept as an alias": PersonFacts(
        names=(FullName("Amira", "Hart"), FullName("Amira", "Cole")), born=BORN
    ),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME.keys())
def test_likely_the_same_person(other):
    amira = replace(AMIRA, references=frozenset({("nhs_number", "9")}))
    assert likeness(amira, other, COMPARE).band is Band.LIKELY


POSSIBLE = {
    "the year of birth only": person(born=FuzzyDate.in_year(2017)),
    "the month of birth only": person(born=FuzzyDate.in_month(2017, 5)),
    "about the age": person(born=FuzzyDate.in_year(2016, is_about=True)),
    "the same birthday one year out": person("Amira Cole", born(2018, 5, 3)),
    "a middle name used first": person("Rose Amira Cole", born(2017, 5, 3)),
    "no birthday, the same home": person(born=None, address_key=AMIRA.address_key),
}


@pytest.mark.parametrize("other", POSSIBLE.values(), ids=POSSIBLE.keys())
def test_possibly_the_same_person(other):
    assert likeness(AMIRA, other, COMPARE).band in {Band.POSSIBLE, Band.LIKELY}


DIFFERENT = {
    "her twin sister": replace(AMIRA, names=(FullName("Leila", "Cole"),)),
    "her twin brother": replace(AMIRA, names=(FullName("Kai", "Cole"),), sex=Sex.MALE),
    "her twin with the same mother": replace(
        AMIRA, names=(FullName("Leila", "Cole"),), mother_key=""
    ),
    "her younger brother": person("Kai Cole", born(2023, 8, 1), sex=Sex.MALE),
    "the same name, another age": person(born=born(2009, 11, 20)),
    "a stranger born the same day": person("Dylan Price"),
    "the same name and no more": person(born=None),
    "the same name and another decade": person(born=FuzzyDate.in_year(1990)),
    "the next year, not a slip": person("Aaron Cole", FuzzyDate.in_year(2018)),
    "the same birthday, years apart": person("Mira Coles", born(2001, 5, 3)),
    "nobody": PersonFacts(names=()),
}


@pytest.mark.parametrize("other", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_not_the_same_person(other):
    assert likeness(AMIRA, other, COMPARE).band is Band.UNLIKELY


def test_twins_with_one_mother_at_one_address_are_two_people():
    leila = replace(AMIRA, names=(FullName("Leila", "Cole"),), mother_key="m")
    found = likeness(replace(AMIRA, mother_key="m"), leila, COMPARE)
    assert found.band is not Band.LIKELY
    assert any("ifferent first names" in reason for reason in found.reasons)


def test_two_nhs_numbers_are_two_people_even_with_one_name_and_birthday():
    one = person(references=frozenset({("nhs_number", "1")}))
    other = person(references=frozenset({("nhs_number", "2")}))
    found = likeness(one, other, COMPARE)
    assert found.band is not Band.LIKELY
    assert "Different NHS number" in found.reasons


def test_numbers_of_different_kinds_say_nothing():
    one = person(references=frozenset({("nhs_number", "1")}))
    other = person(references=frozenset({("upn", "2")}))
    assert likeness(one, other, COMPARE).band is Band.LIKELY


HOME = {"address_key": "3 dock road", "mother_key": "leanne"}
EXPECTED = unborn("Baby Okafor", date(2026, 5, 12), **HOME)


def test_a_newborn_is_the_unborn_baby_who_was_due():
    kai = person("Kai Okafor", born(2026, 5, 2), **HOME)
    assert likeness(EXPECTED, kai, COMPARE).band is Band.LIKELY
    assert likeness(kai, EXPECTED, COMPARE) == likeness(EXPECTED, kai, COMPARE)


@pytest.mark.parametrize("born_on", [born(2022, 5, 12), born(2026, 7, 1)])
def test_a_sibling_is_not_the_unborn_baby(born_on):
    sibling = person("Kai Okafor", born_on, **HOME)
    assert likeness(EXPECTED, sibling, COMPARE).band is Band.UNLIKELY


def test_one_baby_expected_twice_is_noticed_and_two_pregnancies_are_not():
    again = unborn("Unborn Okafor", date(2026, 5, 20), **HOME)
    next_one = unborn("Unborn Okafor", date(2027, 9, 1), **HOME)
    assert likeness(EXPECTED, again, COMPARE).band is Band.LIKELY
    assert likeness(EXPECTED, next_one, COMPARE).band is Band.UNLIKELY


def test_reasons_are_said_in_plain_words():
    other = person("Amirah Cole", born(2017, 3, 5), address_key=AMIRA.address_key)
    assert likeness(AMIRA, other, COMPARE).reasons == (
        "First name spelled nearly the same, same last name",
        "Same date of birth with day and month swapped",
        "Same address",
    )


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("Phil Hart", "Philip Hart", "Phil and Philip can be the same name"),
        ("Siobhan Reid", "Shivon Reid", "Different first names"),
        ("Phoebe Hart", "Feeby Hart", "First name sounds the same"),
        ("Amira Cole", "Amira Kohl", "last name sounds the same"),
        ("Amira Macdonald", "Amira Mcdonald", "last name spelled nearly the same"),
        ("Rose Amira Hart", "Amira Hart", "A first or middle name in common"),
    ],
)
def test_how_two_names_are_alike_is_said(one, other, says):
    assert says in likeness(person(one), person(other), COMPARE).reasons[0]


@pytest.mark.parametrize("other", [*SAME.values(), *DIFFERENT.values()])
def test_the_order_makes_no_difference(other):
    assert (
        likeness(AMIRA, other, COMPARE).score == likeness(other, AMIRA, COMPARE).score
    )


def test_a_nickname_is_close_but_less_than_the_name():
    full = person("Elizabeth Hart")
    exact = likeness(full, full, COMPARE)
    short = likeness(full, person("Beth Hart"), COMPARE)
    assert Likeness(short.score, ()).band is Band.LIKELY
    assert short.score < exact.score


def test_two_different_years_close_to_a_guess_still_count_a_little():
    guess = person(born=FuzzyDate.in_year(2015, is_about=True))
    exact = person(born=FuzzyDate.in_year(2016))
    far = person(born=FuzzyDate.in_year(2019))
    assert likeness(guess, exact, COMPARE).score > likeness(guess, far, COMPARE).score


def test_words_without_a_sound_are_not_heard_alike():
    assert not COMPARE.is_heard_alike("", "")
