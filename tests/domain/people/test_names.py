from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.people.names import (
    compact_key,
    given_name_group,
    is_given_name_missing,
    name_parts,
    name_tokens,
    name_within,
    prefix_bounds,
    search_key,
)
from kinfold_core.people.nicknames import GIVEN_NAME_GROUPS


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("  Amira   COLE ", "amira cole"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Smith-Jones", "smith jones"),
        ("José Núñez", "jose nunez"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Søren Ærø", "soren aero"),
        ("Strauß", "strauss"),
        ("Олександра", "oleksandra"),
        ("Юлія Шевченко", "iuliia shevchenko"),
        ("Nguyễn Thị", "nguyen thi"),
        ("İlknur", "ilknur"),
        ("محمد", "محمد"),
        ("😀\x00<b>", "b"),
        ("", ""),
    ],
)
def test_a_search_key_is_how_the_name_would_be_typed(written, key):
    assert search_key(written) == key


@given(st.text())
def test_a_search_key_is_its_own_search_key(text):
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I sat with LEANNE.", "leanne"),
        ("Leanne's drawing", "leanne"),
        ("(amira)", "amira"),
        ("Kaiser and deans", ""),
        ("as it is", ""),
        ("", ""),
    ],
)
def test_a_name_in_some_words_is_found_when_it_stands_alone(words, found):
    assert name_within(words, {"Leanne", "Amira", "Kai", "Dean", "It"}) == found


def test_a_name_has_the_parts_people_are_known_by():
    parts = name_parts(["Amira-Rose  Hale", "", "Nan Jo"])
    assert parts == {"Amira", "Rose", "Hale", "Nan", "Jo"}


def test_titles_are_not_part_of_a_name():
    assert name_tokens("Mrs Jo van der Berg") == ("jo", "van", "der", "berg")
    assert compact_key("van der Berg") == compact_key("VanDerBerg")


@pytest.mark.parametrize(
    ("one", "other"),
    [("liz", "beth"), ("bill", "liam"), ("mohammed", "muhammad"), ("tomek", "tom")],
)
def test_short_forms_and_spellings_share_a_group(one, other):
    assert given_name_group(one) == given_name_group(other)


def test_a_name_in_no_group_stands_for_itself():
    assert given_name_group("amara") == "amara"


def test_every_grouped_name_is_a_search_key_and_in_one_group_only():
    names = [name for group in GIVEN_NAME_GROUPS for name in group]
    assert len(names) == len(set(names))
    assert all(name == search_key(name) for name in names)


@pytest.mark.parametrize("written", ["", "Baby", "Unborn baby", "not known", "N.K."])
def test_a_placeholder_is_not_a_given_name(written):
    assert is_given_name_missing(written)


def test_a_real_name_is_a_given_name():
    assert not is_given_name_missing("Kai")


def test_prefix_bounds_hold_exactly_the_keys_that_begin_so():
    bounds = prefix_bounds("Ame")
    assert bounds == ("ame", "amf")
    low, high = bounds
    assert low <= "amelia" < high
    assert not low <= "amira" < high
    assert prefix_bounds(" ' ") is None
