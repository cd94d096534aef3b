"""What is left of a record's people in a text: found in every disguise, then put."""

from __future__ import annotations

from datetime import date

import pytest

from kinfold_core.people.residuals import (
    Known,
    Sort,
    age_band,
    known_of_person,
    residues,
    without,
)

BEGAN = date(2026, 1, 5)
MOTHER = known_of_person(
    given="Katherine Zoë",
    family="Okafor-Hale",
    others=("Auntie Zed from school", "Kat Brown"),
    role="the mother",
)
KNOWN = (
    *MOTHER,
    *known_of_person(given="Hope", family="", role="child A"),
    Known(Sort.DAY, "2026-01-20", "a day"),
    Known(Sort.NUMBER, "943 476 5919", "[a number]"),
    Known(Sort.PLACE, "Abbey Rise", "a place"),
)


@pytest.mark.parametrize(
    ("text", "found", "must_go"),
    [
        ("katherine came", "katherine", True),
        ("we saw Katherine's mum", "Katherine's", True),
        ("we saw Kather ine", "Kather ine", True),
        ("we saw K.a.t.h.e.r.i.n.e", "K.a.t.h.e.r.i.n.e", True),
        ("we saw zoe there", "zoe", True),
        ("we saw KATIE", "KATIE", True),
        ("the Hales came", "Hales", True),
        ("OKAFOR", "OKAFOR", True),
        ("then Zed said", "Zed", True),
        ("the brown door", "brown", False),
        ("with hope", "hope", False),
        ("then K.O. left", "K.O", False),
        ("on 20/1/26 it", "20/1/26", True),
        ("on the 20th of January it", "20th of January", True),
        ("on jan 20, 2026 it", "jan 20, 2026", True),
        ("no 9434765919", "9434765919", True),
        ("at abbey  rise", "abbey  rise", True),
        ("then Mr Petrov said", "Petrov", False),
    ],
)
def test_each_disguise_is_found_where_it_stands(text, found, must_go) -> None:
    [one] = residues(text, KNOWN)
    assert (one.words, one.must_go) == (found, must_go)
    assert found.split()[0] in one.where
    assert one.sort.label


def test_what_names_nobody_is_not_found() -> None:
    assert residues("their aunt from school was there", KNOWN) == ()


def test_roles_weeks_and_bands_stand_where_names_days_and_ages_stood() -> None:
    told = without(
        "Katherine Okafor-Hale's son, 7 years old, met Hope. Katie ran. On 20 January "
        "2026, and on 3/1/2026, and on 31/02/2026, Petrov came with hope.",
        KNOWN,
        began_on=BEGAN,
    )
    assert told == (
        "The mother's son, aged 5 to 9, met child A. The mother ran. On week 3, and on "
        "before week 1, and on a day, [a name] came with hope."
    )
    assert [one.words for one in residues(told, MOTHER)] == []


def test_a_band_hides_the_age() -> None:
    ages = [age_band(age) for age in (0, 4, 9, 15, 17, 40)]
    assert ages[0] == "under 1"
    assert ages[-1] == "an adult"
    assert len(set(ages)) == 6
