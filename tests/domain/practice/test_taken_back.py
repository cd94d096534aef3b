"""Words that were taken back are cut out of whatever holds them."""

from __future__ import annotations

import pytest

from kinfold_core.practice.taken_back import (
    GONE,
    found_in,
    said_by,
    says_again,
    without,
)

WORDS = "A quiet Friday with the fish"
SAID = said_by("Amira", WORDS)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (WORDS, ""),
        (f"Pizza.\n{SAID}\nA film.", "Pizza.\nA film."),
        (f"She says: {WORDS}!", "She says: !"),
        ("Pizza.\n\nA film.", "Pizza.\n\nA film."),
        ("Nan sings", "Nan sings"),
        ("Nan", ""),
    ],
)
def test_the_words_go_and_what_others_wrote_stays(text: str, left: str) -> None:
    assert without(text, (WORDS, SAID, "Nan")) == left


def test_they_go_at_any_depth_and_what_is_no_text_stays() -> None:
    kept = {"hope": WORDS, "signs": ["Quiet", WORDS], "both": (WORDS, 4), "on": None}
    assert without(kept, (WORDS,), instead=GONE) == {
        "hope": GONE, "signs": ["Quiet", GONE], "both": (GONE, 4), "on": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("dad, hits ME", ""),
        ("Pizza. DAD - hits\n me! A film.", "Pizza. ! A film."),
        ("Granddad hits me", "Granddad hits me"),
        ("Dad hits men", "Dad hits men"),
        ("Dad hits me, and Dad hits me", ", and "),
        ("Dad hits men when Dad hits me", "Dad hits men when "),
        ("Dad hits 5", "Dad hits 5"),
    ],
)
def test_case_and_punctuation_make_no_other_words(text: str, left: str) -> None:
    assert without(text, ("Dad hits me", "Dad hits 55")) == left


@pytest.mark.parametrize(
    ("text", "words", "is_found"),
    [
        ("Dean shouts. i HIDE, in the cupboard!", "I hide in the cupboard", True),
        ("Jose\u0301 hits us all", "José hits us", True),
        ("我爸爸晚上打我们因为他喝酒了的", "爸爸晚上打我们因为他喝酒", True),
        ("Dad drinks", "dad", False),
        ("DAD.", "dad", True),
        ("\N{CRYING FACE}", "\N{CRYING FACE}", True),
        ("!", "?", False),
        ("Dad drinks", "...............", False),
        ("", "", False),
    ],
)
def test_kept_words_are_found_however_they_are_typed(
    text: str, words: str, *, is_found: bool
) -> None:
    assert (words in found_in(["It is loud", text], [words])) is is_found


@pytest.mark.parametrize(
    ("text", "words", "is_said"),
    [
        ("Daddy drove drunk (police log)", "Dad", False),
        ("Dad drove drunk (police log)", "Dad", False),
        ("The stepfather drinks at night", "Stepfather drinks", False),
        ("Stepfather drinks!", "stepfather drinks", True),
        ("I hear my daddy's car", "I hear my dad", False),
        ("She says: i hear my dad.", "I hear my dad", True),
    ],
)
def test_a_word_or_two_of_a_child_are_everybodys(
    text: str, words: str, *, is_said: bool
) -> None:
    assert says_again(text, words) is is_said
