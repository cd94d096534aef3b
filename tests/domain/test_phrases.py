"""Words joined, shortened and ended as people would write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinfold_core import phrases


@pytest.mark.parametrize(
    ("value", "words"),
    [("4", "4"), ("4.0", "4"), ("4.50", "4.5"), ("10", "10"), ("0.0", "0")],
)
def test_a_number_has_no_noughts_that_mean_nothing(value, words):
    assert phrases.number(Decimal(value)) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Amina"], "Amina"),
        (("Amina", "Nan Jo"), "Amina and Nan Jo"),
        (["Amina", "Nan Jo", "Mr Cole"], "Amina, Nan Jo and Mr Cole"),
    ],
)
def test_names_are_joined_as_they_are_said(names, words):
    assert phrases.listed(names) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("  ", ""),
        ("Nan came", "Nan came."),
        ("Nan came. ", "Nan came."),
        ("Who came?", "Who came?"),
        ("She said “no”", "She said “no”"),
        ("and then…", "and then…"),
    ],
)
def test_a_sentence_has_one_end(text, words):
    assert phrases.as_sentence(text) == words


def test_only_the_first_letter_becomes_a_capital():
    assert phrases.capital("my PLAN") == "My PLAN"
    assert phrases.capital("") == ""


def test_a_long_text_is_named_by_its_beginning():
    assert phrases.shortened("Nan comes", longest=9) == "Nan comes"
    assert phrases.shortened("Nan comes by", longest=9) == "Nan come…"
    assert phrases.shortened("Nan come by", longest=5) == "Nan…"
