"""Everybody's answers over time: a line each, in words too, and no line for all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from kinfold_core.practice.trend_drawing import (
    APART,
    LEFT,
    LONGEST_NAME,
    RIGHT,
    SHAPES,
    WIDTH,
    Course,
    Told,
    courses_in_words,
    draw_courses,
)


def course(name: str, *values: str) -> Course:
    """One number a day from 1 March on."""
    return Course(
        name,
        tuple(
            Told(date(2026, 3, day), Decimal(value))
            for day, value in enumerate(values, start=1)
        ),
    )


def drawn(*courses: Course) -> ElementTree.Element:
    return ElementTree.fromstring(draw_courses(courses))  # noqa: S314  our own


def of_class(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [
        one
        for one in picture.iter()
        if f"trend__{name}" in one.get("class", "").split()
    ]


@pytest.mark.parametrize(
    ("courses", "said"),
    [
        ((), "Nobody has given a number yet."),
        ((course("Leanne", "4.5"),), "Leanne says 4.5."),
        ((course("Leanne", "0"),), "Leanne says 0."),
        ((course("Leanne", "4", "7", "4"),), "Leanne is at 4 again."),
        ((course("Leanne", "4", "10"),), "Leanne went from 4 to 10."),
        (
            (course("Leanne", "4"), course("Nan Jo", "6", "5.5")),
            "Leanne says 4; Nan Jo went from 6 to 5.5.",
        ),
    ],
)
def test_the_picture_in_words(courses, said):
    assert courses_in_words(courses) == said


def test_nothing_is_drawn_before_anybody_gave_a_number():
    assert draw_courses([]) == ""


def test_each_person_has_one_line_from_their_first_day_to_their_last():
    picture = drawn(course("Leanne", "0", "5", "10"), course("Nan Jo", "6"))
    lines = [one.get("points", "").split() for one in of_class(picture, "line")]
    assert [len(points) for points in lines] == [3, 1]
    (first, low), (_, middle), (last, high) = [
        tuple(float(n) for n in point.split(",")) for point in lines[0]
    ]
    assert (first, last) == (LEFT, WIDTH - RIGHT)
    assert low > middle > high
    assert middle == pytest.approx((low + high) / 2)
    assert len(of_class(picture, "dot")) == 4


def test_the_days_stand_under_both_ends_and_a_single_day_once():
    many, one = (
        [text for text in picture.itertext() if "2026" in text]
        for picture in (drawn(course("Leanne", "4", "5")), drawn(course("Leanne", "4")))
    )
    assert sorted(many) == ["1 Mar 2026", "2 Mar 2026"]
    assert one == ["1 Mar 2026"]
    (dot,) = of_class(drawn(course("Leanne", "4")), "dot")
    assert dot.get("cx") == f"{WIDTH - RIGHT:.1f}"


def test_a_name_is_written_as_it_is_and_cut_where_it_is_too_long():
    long = "x" * LONGEST_NAME
    picture = drawn(course("<b>", "4"), course(long, "5"), course(long + "y", "6"))
    assert [one.text for one in of_class(picture, "name")] == [
        "<b> 4",
        f"{long} 5",
        f"{long[:-1]}… 6",
    ]


def test_names_never_touch_however_close_the_lines_end():
    picture = drawn(*(course(f"p{n}", "5") for n in range(5)), course("Raj", "10"))
    heights = sorted(float(one.get("y", "")) for one in of_class(picture, "name"))
    assert all(low - high >= APART for high, low in pairwise(heights))


def test_lines_are_told_apart_by_their_dashes_and_begin_again_after_the_last():
    picture = drawn(*(course(f"p{n}", "5") for n in range(SHAPES + 1)))
    shapes = [one.get("class") for one in of_class(picture, "line")]
    assert len(set(shapes)) == SHAPES
    assert shapes[0] == shapes[-1]
