"""Where somebody lives, found in a sentence however it was typed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kinfold_core.people.private_words import (
    LEFT_OUT,
    leave_out,
    marks_of_address,
    marks_of_contact,
    says,
    without_lines,
)

HOME = marks_of_address("9 Secret Street\nFlat 2\nLincoln", "LN9 9ZZ")
NUMBER = marks_of_contact("07700 900999")


@pytest.mark.parametrize(
    "text",
    [
        "She is at 9 Secret Street now.",
        "9, secret street",
        "post to ln99zz",
        "LN9-9ZZ",
        "Ring 07700900999",
        "Ring +44 7700 900 999.",
        "07700-900-999",
    ],
)
def test_it_is_found_however_it_was_typed(text: str) -> None:
    assert says(text, HOME | NUMBER)


@pytest.mark.parametrize(
    "text",
    ["A secret on our street", "Flat 2", "Lincoln", "07700 900111", "LN9", "", "99"],
)
def test_what_gives_nothing_away_is_left_alone(text: str) -> None:
    assert not says(text, HOME | NUMBER)


def test_a_house_by_name_counts_and_a_town_alone_does_not() -> None:
    assert marks_of_address("Rose Cottage\nMarket Rasen", "") == {"rosecottage"}
    assert marks_of_address("Inn", "LN1") == frozenset()
    assert marks_of_contact("leanne@example.org") == {"leanneexampleorg"}
    assert marks_of_contact("me1234567@example.org") == {"me1234567exampleorg"}
    assert marks_of_contact("ring") == frozenset()


@dataclass(frozen=True)
class Line:
    text: str
    count: int = 0


@dataclass(frozen=True)
class Thing:
    text: str
    lines: tuple[Line, ...] = ()
    signs: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paper:
    title: str
    things: tuple[Thing, ...]


def test_the_smallest_piece_that_says_it_is_left_out() -> None:
    plain = Thing("Plain", (Line("a"), Line("at 9 Secret Street")), numbers=(1,))
    told = Thing("LN9 9ZZ", (Line("a"),))
    others = Thing("x", (), ("sign", "ln9 9zz"), (("Amira", "LN9 9ZZ"), ("Kai", "y")))
    paper, out = leave_out(Paper("Ours", (plain, told, others)), HOME)
    assert paper == Paper(
        "Ours",
        (
            Thing("Plain", (Line("a"),), numbers=(1,)),
            Thing("x", (), ("sign",), (("Kai", "y"),)),
        ),
    )
    assert out == 4


def test_words_of_the_whole_become_nothing_and_the_rest_is_the_same() -> None:
    paper = Paper("From 9 Secret Street", (Thing("x"),))
    assert leave_out(paper, HOME) == (Paper("", (Thing("x"),)), 1)
    same = Paper("Ours", (Thing("x"),))
    assert leave_out(same, HOME)[0] is same
    assert leave_out(paper, frozenset()) == (paper, 0)


def test_of_a_text_the_line_is_left_out_and_it_says_so() -> None:
    text = "Both slept.\nShe is at 9 Secret Street.\n"
    assert without_lines(text, HOME) == f"Both slept.\n{LEFT_OUT}\n"
    assert without_lines(text, NUMBER) == text
