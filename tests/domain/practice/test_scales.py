from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kinfold_core.practice import scales
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.scales import Rated, Trend, UnreadableRatingError, picture


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4", (Answer.NUMBER, 4.0)),
        (" 4.5 ", (Answer.NUMBER, 4.5)),
        ("4½", (Answer.NUMBER, 4.5)),
        ("4,5", (Answer.NUMBER, 4.5)),
        ("0", (Answer.NUMBER, 0.0)),
        ("10", (Answer.NUMBER, 10.0)),
        ("Don’t know", (Answer.DONT_KNOW, None)),
        ("not asked", (Answer.NOT_ASKED, None)),
        ("did not want to say", (Answer.DECLINED, None)),
    ],
)
def test_an_answer_is_read_as_typed(typed, expected):
    assert scales.read_rating(typed) == expected


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "from 0 to 10"),
        ("eleven", "from 0 to 10"),
        ("11", "runs from 0 to 10"),
        ("-1", "runs from 0 to 10"),
        ("nan", "runs from 0 to 10"),
        ("4.3", "halves"),
    ],
)
def test_what_is_not_on_the_scale_is_refused_in_words(typed, says):
    with pytest.raises(UnreadableRatingError, match=says):
        scales.read_rating(typed)


def rated(rater: str, *values: float) -> list[Rated]:
    return [
        Rated(rater, value, date(2026, 1, 1 + day)) for day, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "trend", "before"),
    [
        ((4,), Trend.ONCE, None),
        ((4, 6), Trend.UP, 4),
        ((6, 5, 4), Trend.DOWN, 5),
        ((4, 7, 4.5), Trend.STEADY, 7),
    ],
)
def test_each_person_has_a_line_of_their_own(values, trend, before):
    (line,) = picture(rated("Leanne", *values)).lines
    assert line.trend is trend
    assert line.before == before
    assert line.now == values[-1]


def test_the_picture_says_how_far_apart_people_are_and_never_an_average():
    drawn = picture([*rated("Nan Jo", 3, 6), *rated("Priya", 3), *rated("Leanne", 5)])
    assert [(line.rater, line.now) for line in drawn.lines] == [
        ("Priya", 3),
        ("Leanne", 5),
        ("Nan Jo", 6),
    ]
    assert drawn.spread == 3
    assert drawn.has_different_views()
    assert drawn.sentence == "3 people, 3 apart: Priya says 3 and Nan Jo says 6."
    assert not any("average" in name or "mean" in name for name in dir(drawn))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([], "Nobody has been asked yet."),
        (rated("Leanne", 4.5), "Leanne says 4.5."),
        ([*rated("Leanne", 4), *rated("Dean", 4)], "All 2 people say 4."),
    ],
)
def test_the_picture_in_words(answers, sentence):
    drawn = picture(answers)
    assert drawn.sentence == sentence
    assert drawn.spread == 0
    assert not drawn.has_different_views()


def test_two_answers_of_one_day_keep_their_order():
    day = date(2026, 1, 1)
    late = Rated("Dean", 2, day, rated_at=datetime(2026, 1, 1, 17, tzinfo=UTC))
    early = Rated("Dean", 6, day, rated_at=datetime(2026, 1, 1, 9, tzinfo=UTC))
    (line,) = picture([late, early]).lines
    assert line.now == 2
