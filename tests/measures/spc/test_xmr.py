"""XmR by hand, and what the reference package leaves open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfold_measures.spc.xmr import Assurance, Better, Cause, Kind, Point, xmr

SERIES = st.lists(st.integers(-1000, 1000), min_size=2, max_size=60)


FALL = [7.0, 6, 5, 4, 3, 2, 1]
# widens the limits, so that what comes after it lies within them
UNREST = [-9.0, 9, -9, 9]


def after_unrest(*values: float | None) -> list[Point]:
    """The points of these values, after some that vary widely."""
    chart = xmr([*UNREST, *values], is_screened=False)
    return list(chart.points[len(UNREST) :])


def causes(*values: float | None) -> list[Cause]:
    return [point.cause for point in after_unrest(*values)]


def test_the_lines_by_hand() -> None:
    # moving ranges 2, 1, 3: mean 2
    lines = xmr([1, 3, 2, 5], is_screened=False).points[0].lines
    assert lines.centre == 2.75
    assert (lines.lower, lines.upper) == (2.75 - 5.32, 2.75 + 5.32)
    assert lines.count == 4
    assert lines.is_short


def test_one_far_range_is_screened_out() -> None:
    quiet = [0, 1, 0, 1, 0, 1, 0, 1, 30]
    wide = xmr(quiet, is_screened=False).points[0].lines
    narrow = xmr(quiet).points[0].lines
    assert narrow.upper == narrow.centre + 2.66
    assert wide.upper > narrow.upper


def test_a_series_that_never_changes_says_so_and_signals_nothing() -> None:
    chart = xmr([4.0] * 20)
    lines = chart.points[0].lines
    assert (lines.lower, lines.centre, lines.upper) == (4, 4, 4)
    assert lines.never_varies
    assert {point.cause for point in chart.points} == {Cause.COMMON}


def test_one_value_has_no_limits_and_is_outside_none() -> None:
    [point] = xmr([4.0]).points
    assert (point.lines.centre, point.lines.lower, point.lines.upper) == (4, None, None)
    assert not point.lines.never_varies
    assert (point.cause, point.is_outside, point.is_near) == (
        Cause.COMMON,
        False,
        False,
    )


def test_no_values_make_no_points_and_no_assurance() -> None:
    assert xmr([]).points == ()
    assert xmr([]).assurance(3, Better.UP) is None


def test_only_gaps_have_no_line_at_all() -> None:
    [point, _] = xmr([None, None]).points
    assert (point.lines.centre, point.side, point.is_outside) == (None, 0, False)


def test_a_gap_is_no_value_and_ends_a_run() -> None:
    seven = [1.0, 2, 3, 4, 5, 6, 7]
    assert set(causes(*seven)) == {Cause.RISING}
    assert set(causes(*seven[:4], None, *seven[4:])) == {Cause.COMMON}
    with_gap = xmr([1, None, 5], is_screened=False).points[0].lines
    assert (with_gap.centre, with_gap.lower) == (3, None)


def test_a_falling_trend_is_told() -> None:
    assert set(causes(*FALL)) == {Cause.FALLING}


def test_a_point_of_two_trends_belongs_to_the_later() -> None:
    up_and_down = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    found = causes(*up_and_down)
    assert found[:6] == [Cause.RISING] * 6
    assert found[6:] == [Cause.FALLING] * 7


@pytest.mark.parametrize(
    ("better", "kind"),
    [
        (Better.UP, Kind.IMPROVEMENT),
        (Better.DOWN, Kind.CONCERN),
        (Better.NEUTRAL, Kind.HIGH),
    ],
)
def test_what_a_rise_means_depends_on_what_is_better(
    better: Better, kind: Kind
) -> None:
    points = after_unrest(1, 2, 3, 4, 5, 6, 7)
    assert {point.kind(better) for point in points} == {kind}


def test_what_a_fall_means_where_neither_is_better() -> None:
    points = after_unrest(*FALL)
    assert {point.kind(Better.NEUTRAL) for point in points} == {Kind.LOW}


@pytest.mark.parametrize(
    ("target", "better", "expected"),
    [
        (100, Better.UP, Assurance.MISSED),
        (100, Better.DOWN, Assurance.MET),
        (-100, Better.UP, Assurance.MET),
        (-100, Better.DOWN, Assurance.MISSED),
        (3, Better.UP, Assurance.INCONSISTENT),
        (3, Better.NEUTRAL, None),
        (None, Better.UP, None),
    ],
)
def test_a_target_is_met_missed_or_met_by_chance(
    target: float | None, better: Better, expected: Assurance | None
) -> None:
    assert xmr([1, 3, 2, 5]).assurance(target, better) is expected


def test_no_target_is_assured_without_limits() -> None:
    assert xmr([1]).assurance(3, Better.UP) is None


def test_each_stretch_has_lines_of_its_own() -> None:
    points = xmr([1, 2, 1, 9, 8, 9], stretches=[0, 0, 0, 1, 1, 1]).points
    assert points[0].lines.centre == 4 / 3
    assert points[-1].lines.centre == 26 / 3


def test_later_values_leave_fixed_lines_alone() -> None:
    before = xmr([1, 3, 2, 5], fix_after=3).points[0].lines
    after = xmr([1, 3, 2, 500], fix_after=3).points[0].lines
    assert before == after


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"stretches": [0]}, "2 values and 1 stretches"),
        ({"stretches": [1, 0]}, "time order"),
        ({"fix_after": 1}, "two points"),
    ],
)
def test_what_cannot_be_drawn_is_said(more: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        xmr([1, 2], **more)  # type: ignore[arg-type]


@given(SERIES, st.integers(-500, 500))
def test_moving_every_value_moves_the_lines_and_no_signal(
    values: list[int], step: int
) -> None:
    here, there = xmr(values), xmr([value + step for value in values])
    assert [p.cause for p in here.points] == [p.cause for p in there.points]


@given(SERIES)
def test_upside_down_every_signal_is_the_other(values: list[int]) -> None:
    here, there = xmr(values), xmr([-value for value in values])
    for one, other in zip(here.points, there.points, strict=True):
        assert (one.side, one.is_outside) == (-other.side, other.is_outside)
        assert one.kind(Better.UP) == other.kind(Better.DOWN)
