"""A scale as it is drawn: a dot and a name for each, nothing that adds them up."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_core.practice.scale_drawing import (
    EDGE,
    GAP,
    LETTER,
    LONGEST_LABEL,
    WIDTH,
    Dot,
    draw,
    place_labels,
)

NUMBERS = st.integers(0, 20).map(lambda halves: Decimal(halves) / 2)
DOTS = st.lists(st.builds(Dot, st.text("abc é", min_size=1, max_size=40), NUMBERS))


def dot(name: str, value: str, before: str | None = None) -> Dot:
    return Dot(name, Decimal(value), None if before is None else Decimal(before))


def drawn(*dots: Dot) -> ElementTree.Element:
    return ElementTree.fromstring(draw(dots))  # noqa: S314  drawn by ourselves


def of_class(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in picture.iter() if one.get("class") == f"scale__{name}"]


def test_a_dot_stands_where_its_number_is():
    places = [one.get("cx") for one in of_class(
        drawn(dot("Amira", "0"), dot("Kai", "10"), dot("Nan", "5")), "dot"
    )]  # fmt: skip
    assert places == [f"{EDGE:.1f}", f"{WIDTH / 2:.1f}", f"{WIDTH - EDGE:.1f}"]


def test_every_name_is_written_with_its_number_and_halves_as_such():
    picture = drawn(dot("Leanne", "4"), dot("Nan Jo", "4.5"), dot("<b>Raj</b>", "0"))
    names = [one.text for one in of_class(picture, "name")]
    assert names == ["<b>Raj</b> 0", "Leanne 4", "Nan Jo 4.5"]


def test_a_very_long_name_is_cut_where_it_can_be_seen():
    (label,) = place_labels([dot("x" * LONGEST_LABEL + "y", "4")])
    assert label.text == "x" * (LONGEST_LABEL - 1) + "… 4"
    (label,) = place_labels([dot("x" * LONGEST_LABEL, "4")])
    assert label.text == "x" * LONGEST_LABEL + " 4"


@pytest.mark.parametrize(
    ("values", "ends"),
    [((), None), (("4",), None), (("4", "4"), None), (("7", "3", "4"), ("3", "7"))],
)
def test_how_far_apart_people_are_is_a_line_only_if_they_are(values, ends):
    picture = drawn(*(dot(f"p{n}", value) for n, value in enumerate(values)))
    spread = of_class(picture, "spread")
    if ends is None:
        assert spread == []
        return
    step = (WIDTH - 2 * EDGE) / 10
    (line,) = spread
    assert [line.get("x1"), line.get("x2")] == [
        f"{EDGE + step * int(end):.1f}" for end in ends
    ]


def test_where_somebody_was_is_shown_once_they_have_moved():
    picture = drawn(dot("Amira", "4", "2"), dot("Kai", "5", "5"), dot("Nan", "6"))
    (before,) = of_class(picture, "dot-before")
    assert before.get("cx") == f"{EDGE + (WIDTH - 2 * EDGE) / 5:.1f}"
    assert len(of_class(picture, "dot")) == 3


def test_without_answers_it_is_the_bare_scale():
    picture = drawn()
    assert "".join(picture.itertext()) == "012345678910"
    assert of_class(picture, "dot") == []


def test_a_name_stays_beside_its_dot_and_one_that_would_touch_goes_above():
    labels = place_labels([dot("Leanne", "4"), dot("Nan Jo", "4"), dot("Raj", "9")])
    assert [(one.dot.name, one.lane) for one in labels] == [
        ("Leanne", 0),
        ("Nan Jo", 1),
        ("Raj", 0),
    ]
    picture = drawn(*(one.dot for one in labels))
    heights = [float(one.get("y", "")) for one in of_class(picture, "name")]
    assert heights[1] < heights[0] == heights[2]


@given(DOTS)
def test_no_name_ever_touches_another_or_leaves_the_picture(dots):
    labels = place_labels(dots)
    assert sorted(one.dot.name for one in labels) == sorted(one.name for one in dots)
    ends = [(one.lane, one.left, one.left + len(one.text) * LETTER) for one in labels]
    assert all(left >= 0 and right <= WIDTH + 0.01 for _, left, right in ends)
    for (lane, left, right), (other, from_, to) in combinations(ends, 2):
        assert lane != other or right + GAP < from_ or to + GAP < left
