"""Words that were taken back are cut out of whatever holds them."""

from __future__ import annotations

import pytest

from kinfold_core.practice.taken_back import GONE, said_by, without

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
