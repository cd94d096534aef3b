"""What may say who somebody is, in words that many will read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.people.likely_identifiers import (
    Identifier,
    Likely,
    likely_identifiers,
    likely_in,
    masked,
    masked_wherever,
)

NAME, BIRTH, ADDRESS = Identifier.NAME, Identifier.BIRTH, Identifier.ADDRESS
EMAIL, PHONE, NUMBER = Identifier.EMAIL, Identifier.PHONE, Identifier.NUMBER


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We need time. Visits are short.", []),
        ("I'm worried that we'll lose the Three Houses in July", []),
        ("The CIN team is too small", []),
        ("Listening helps: Mapping with families on Monday", []),
        ("Kai's plan was read to Leanne", [(NAME, "Kai's"), (NAME, "Leanne")]),
        ("We met Mrs. Okafor (once). Visits help", [(NAME, "Okafor")]),
        ("One of them (*dr.* Okafor) came", [(NAME, "Okafor")]),
        ("used it with C. Okafor", [(NAME, "C. Okafor")]),
        ("He lives with mum. Visits are short. Éa. Visits too. 1. Visits", []),
        ("Nan Jo told Mrs Okafor", [(NAME, "Jo"), (NAME, "Okafor")]),
        ("When Aarav Patel came home", [(NAME, "Aarav Patel")]),
        ("We saw Aarav Monday and Leanne Tuesday", [(NAME, "Aarav"), (NAME, "Leanne")]),
        ("SARAH was never asked", [(NAME, "SARAH")]),
        ("Let's go, he's in. It's late. Family's views", []),
        (
            "Will it help? Mark it down. I told Mark and Will's mum in May",
            [(NAME, "Mark"), (NAME, "Will's")],
        ),
        ("Ask on Sundays, and on bad Fridays", []),
        ("We met at Northfield", [(NAME, "Northfield")]),
        (
            "my manager sarah jones shouted at tyler every day, and at leanne's mum",
            [(NAME, "leanne's"), (NAME, "sarah"), (NAME, "tyler")],
        ),
        ("they will mark it, and she drew a rose in summer", []),
        ("Sarah Mills. Sarah Mills again", [(NAME, "Sarah Mills")]),
        ("born 3 May 2017 or 03/05/17", [(BIRTH, "03/05/17"), (BIRTH, "3 May 2017")]),
        (
            "since 2017-05-03, May 3rd, 2017",
            [(BIRTH, "2017-05-03"), (BIRTH, "May 3rd, 2017")],
        ),
        ("on the 3rd of May 2017", [(BIRTH, "3rd of May 2017")]),
        ("at 12 Mill Lane, LN9 9ZZ", [(ADDRESS, "12 Mill Lane"), (ADDRESS, "LN9 9ZZ")]),
        ("write to a.b@example.org.", [(EMAIL, "a.b@example.org")]),
        (
            "ring 07700 900123 or +44 7700 900 456",
            [(PHONE, "+44 7700 900 456"), (PHONE, "07700 900123")],
        ),
        (
            "NHS 943 476 5919, case 1234567",
            [(NUMBER, "1234567"), (NUMBER, "943 476 5919")],
        ),
        ("in 2017 we had 12 visits, 3 to 5 a week", []),
    ],
)
def test_what_is_likely_to_tell_is_found_and_nothing_else(text, found):
    assert likely_identifiers(text) == tuple(Likely(*one) for one in found)


def test_what_is_hidden_says_what_stood_there_and_is_not_found_again():
    text = "Sarah Mills, and Sarah, live at 12 Mill Lane. Sarahs do."
    hidden = masked(text, likely_identifiers(text))
    assert hidden == "[a name], and [a name], live at [an address]. Sarahs do."
    assert (
        likely_identifiers(
            masked("Ring 07700 900123", likely_identifiers("07700 900123"))
        )
        == ()
    )


def test_words_found_later_are_masked_wherever_they_stand_whole():
    text = "Tyler said: ask TYLER, not tylers. hill street"
    assert masked_wherever(text, "tyler", NAME) == (
        "[a name] said: ask [a name], not tylers. hill street"
    )
    assert masked_wherever(text, "hill street", ADDRESS).endswith("[an address]")


def test_a_name_in_one_answer_is_found_in_small_letters_in_all():
    texts = (
        "Ask Leanne Okafor of Mill Lane. Jo came",
        "okafor from mill lane, at the mill. jo did not see the lane",
        "We met Mrs Grace Hope and her hope",
    )
    found = {one.words for one in likely_in(texts)}
    assert found >= {"Ask Leanne Okafor", "okafor", "Mill Lane", "mill lane"}
    assert not found & {"lane", "hope", "grace"}
    # the surname of somebody whom nobody gives a capital is still missed
    assert likely_in(["okafor from mill lane"]) == ()


@given(st.text(max_size=60))
def test_two_looks_agree_and_no_text_is_too_odd(text):
    found = likely_identifiers(text)
    assert found == likely_identifiers(text)
    assert all(one.words in text for one in found)
