"""Ratings beside each other: how far apart, what was guessed, how they moved."""

from __future__ import annotations

import pytest

from kinfold_core.practice.self_review import (
    Hat,
    Placed,
    guess_words,
    is_apart,
    is_low,
    listed,
    moved_words,
    span,
    spread_words,
)
from kinfold_core.practice.self_review_drawing import Row, draw


def said(score: int, hat: Hat = Hat.FRONT_LINE, name: str = "Una", **guesses):
    return Placed(name, hat, score, **guesses)


def test_low_and_far_apart_by_the_rule_that_the_page_states():
    assert is_low([3, 9])
    assert not is_low([4, 9])
    assert not is_low([])
    assert is_apart([3, 7])
    assert not is_apart([4, 7])
    assert not is_apart([])
    assert span([]) is None
    assert span([5, 2, 9]) == (2, 9)
    assert listed([7]) == "7"
    assert listed([7, 3, 4]) == "3, 4 and 7"


@pytest.mark.parametrize(
    ("placed", "words"),
    [
        ([], "Nobody rated this."),
        ([said(4)], "Una, front line put it at 4; nobody else rated it."),
        ([said(4), said(4, Hat.LEADER)], "All 2 put it at 4."),
        (
            [said(8, Hat.LEADER, "Grace"), said(2)],
            "From 2 (Una, front line) to 8 (Grace, leader): 6 places apart.",
        ),
        (
            [said(3, Hat.PARTNER, "Ola"), said(2)],
            "From 2 (Una, front line) to 3 (Ola, partner): 1 place apart.",
        ),
    ],
)
def test_the_spread_names_both_ends_and_no_average(placed, words):
    assert spread_words(placed) == words


@pytest.mark.parametrize(
    ("guess", "scores", "off"),
    [
        (5, [5, 5], "They said 5 and 5: as guessed."),
        (5, [3], "They said 3: 2 places lower."),
        (5, [6, 6], "They said 6 and 6: 1 place higher."),
        (7, [3, 4], "They said 3 and 4: 3 to 4 places lower."),
        (5, [5, 8], "They said 5 and 8: 0 to 3 places higher."),
        (5, [4, 5], "They said 4 and 5: 0 to 1 place lower."),
        (5, [3, 8], "They said 3 and 8: from 2 places lower to 3 higher."),
        (5, [], "None of them rated it."),
    ],
)
def test_a_guess_stands_beside_what_was_said(guess, scores, off):
    leader = said(9, Hat.LEADER, "Grace", front_line=guess)
    [words] = guess_words([leader, *(said(one) for one in scores)])
    assert words == f"Grace guessed that the front line would say {guess}. {off}"


def test_a_guess_of_families_is_set_beside_families_alone():
    leader = said(9, Hat.LEADER, "Grace", families=6)
    [words] = guess_words([leader, said(6), said(2, Hat.FAMILY)])
    assert "families would say 6. They said 2: 4 places lower." in words


def test_how_each_kind_of_rater_moved():
    before = [said(2), said(4), said(7, Hat.LEADER), said(1, Hat.FAMILY)]
    now = [said(5), said(6, Hat.LEADER)]
    assert moved_words(before, now) == (
        "Leader at 7 then, at 6 now; front line from 2 to 4 then, at 5 now."
    )
    assert moved_words(before, []) == ""


def test_raters_are_rings_with_letters_that_do_not_cover_each_other():
    rows = [
        Row("A part that is <long> enough to be cut off where it ends",
            (("L", 5), ("W", 5)), (2, 4)),
        Row("Nobody", ()),
    ]  # fmt: skip
    for narrow in (False, True):
        svg = draw(rows, key="k", title="T", sentence="S", narrow=narrow)
        assert svg.count("chart-ring") == 2
        assert svg.count("chart-band") == 1
        assert "&lt;long&gt;" in svg
        assert "…" in svg
        first, second = [part for part in svg.split("<circle")[1:]]
        assert first.split("cy=")[1].split()[0] != second.split("cy=")[1].split()[0]
    assert {one.letter for one in Hat} == set("LPWFA")
    assert all(one.label for one in Hat)
