"""Control charts by hand: the kinds no shared vector holds, and bad input."""

from __future__ import annotations

from math import isclose, pi, sqrt

import pytest

from kinfold_measures.spc.control import Kind, control_chart, subgroup_chart
from kinfold_measures.spc.formulas import c4
from kinfold_measures.spc.runs import Method, is_signal, runs_about


def lines(kind: Kind, values, sizes=None, **more):
    """Centre, lower and upper at the last value."""
    chart = control_chart(kind, values, sizes=sizes, **more)
    last = chart.parts[-1].points[-1]
    return last.centre, last.lower, last.upper


def test_individuals_by_hand() -> None:
    centre, lower, upper = lines(Kind.INDIVIDUALS, [1, 3, 2, 5], is_screened=False)
    assert centre == 2.75
    assert isclose(upper, 2.75 + 3 * 2 / 1.128)
    assert isclose(lower, 2.75 - 3 * 2 / 1.128)


def test_a_far_range_is_screened_unless_asked_otherwise() -> None:
    values = [0, 1, 0, 1, 0, 1, 0, 1, 30]
    assert isclose(lines(Kind.INDIVIDUALS, values)[2], 34 / 9 + 3 / 1.128)


def test_counts_by_hand_with_a_floor_at_nought() -> None:
    assert lines(Kind.COUNTS, [4, 4, 4]) == (4, 0, 10)
    assert lines(Kind.COUNTS, [4, 4, 4], [9, 9, 9]) == (4, 0, 10)


def test_laneys_limits_are_chances_times_what_lies_between() -> None:
    values, sizes = [100, 140, 90, 150], [1000, 1000, 1000, 1000]
    centre = 480 / 4000
    for plain, laney, chance in (
        (Kind.PROPORTIONS, Kind.PROPORTIONS_PRIME, sqrt(centre * (1 - centre) / 1000)),
        (Kind.RATES, Kind.RATES_PRIME, sqrt(centre / 1000)),
    ):
        mean_step = (0.04 + 0.05 + 0.06) / 3 / chance
        assert isclose(lines(plain, values, sizes)[2], centre + 3 * chance)
        assert isclose(
            lines(laney, values, sizes)[2], centre + 3 * chance * mean_step / 1.128
        )


def test_time_between_is_drawn_back_from_its_root() -> None:
    values = [2.0**3.6, 4.0**3.6, 3.0**3.6, 6.0**3.6]
    centre, lower, upper = lines(Kind.TIME_BETWEEN, values, is_screened=False)
    spread = 2 / 1.128
    assert isclose(centre, 3.75**3.6)
    assert isclose(upper, (3.75 + 3 * spread) ** 3.6)
    assert lower == 0  # below nought under the root
    empty = control_chart(Kind.TIME_BETWEEN, [None, None]).parts[0].points[0]
    assert (empty.centre, empty.lower) == (None, None)


def test_i_prime_by_hand_and_as_i_without_sizes() -> None:
    values, sizes = [2, 6, 6], [1, 2, 2]
    steps = [
        sqrt(pi / 2) * 1 / sqrt(1 + 1 / 2),
        sqrt(pi / 2) * 0 / sqrt(1 / 2 + 1 / 2),
    ]
    centre, lower, _ = lines(Kind.INDIVIDUALS_PRIME, values, sizes, is_screened=False)
    assert centre == 14 / 5
    assert isclose(lower, 14 / 5 - 3 * (sum(steps) / 2) * sqrt(1 / 2))
    even = lines(Kind.INDIVIDUALS_PRIME, [1, 3, 2, 5], is_screened=False)
    assert isclose(even[2], 2.75 + 3 * sqrt(pi / 2) * 2 / sqrt(2))


def test_i_prime_screens_and_bears_having_no_step() -> None:
    wide = [0, 1, 0, 1, 0, 1, 0, 1, 30]
    assert (
        lines(Kind.INDIVIDUALS_PRIME, wide)[2]
        < lines(Kind.INDIVIDUALS_PRIME, wide, is_screened=False)[2]
    )
    assert lines(Kind.INDIVIDUALS_PRIME, [4, 4]) == (4, 4, 4)
    assert lines(Kind.INDIVIDUALS_PRIME, [4]) == (4, None, None)
    assert lines(Kind.INDIVIDUALS_PRIME, [None]) == (None, None, None)


def test_means_of_subgroups_of_one_size_by_hand() -> None:
    last = subgroup_chart(Kind.MEANS, [[1, 3], [2, 6]]).parts[0].points[-1]
    spread = (sqrt(2) + sqrt(8)) / 2
    assert last.centre == 3
    assert isclose(last.upper, 3 + 3 * spread / (c4(2) * sqrt(2)))


def test_means_of_subgroups_of_several_sizes_are_weighed() -> None:
    points = subgroup_chart(Kind.MEANS, [[1, 3], [2, 6, None, 4]]).parts[0].points
    pooled = sqrt((1 * 2 + 2 * 4) / 3)
    assert points[0].centre == 16 / 5
    assert isclose(points[1].upper, 16 / 5 + 3 * pooled / (c4(3) * sqrt(3)))


def test_deviations_of_subgroups_by_hand() -> None:
    points = subgroup_chart(Kind.DEVIATIONS, [[1, 3], [2, 6]]).parts[0].points
    centre = (sqrt(2) + sqrt(8)) / 2
    b4 = 1 + 3 * sqrt(1 - c4(2) ** 2) / c4(2)
    assert isclose(points[0].value, sqrt(2))
    assert isclose(points[0].upper, b4 * centre)
    assert points[0].lower == 0


@pytest.mark.parametrize("kind", [Kind.MEANS, Kind.DEVIATIONS])
def test_a_subgroup_of_one_has_no_spread(kind: Kind) -> None:
    points = subgroup_chart(kind, [[1], [2], []]).parts[0].points
    assert {point.upper for point in points} == {None}


def test_no_values_at_all_make_empty_lines() -> None:
    for kind in (Kind.RUN, Kind.COUNTS, Kind.CASES_BETWEEN, Kind.MOVING_RANGE):
        assert lines(kind, [None, None])[0] is None
    for kind in (Kind.PROPORTIONS, Kind.RATES_PRIME):
        assert lines(kind, [None, 3], [5, None]) == (None, None, None)
    assert subgroup_chart(Kind.MEANS, [[], []]).parts[0].points[0].centre is None


def test_rates_that_are_all_nought_vary_by_nothing() -> None:
    assert lines(Kind.RATES_PRIME, [0, 0], [5, 5]) == (0, None, None)
    assert lines(Kind.RATES, [0, 0], [5, 5]) == (0, 0, 0)


def test_a_point_outside_is_told_and_a_gap_is_not() -> None:
    values = [1, 2, 1, 2, 1, 2, 1, None, 90]
    points = control_chart(Kind.INDIVIDUALS, values).parts[0].points
    assert [point.is_signal for point in points][-2:] == [False, True]


def test_a_split_at_an_end_splits_nothing() -> None:
    chart = control_chart(Kind.RUN, [1, 2, 3], splits=[0, 3, 99])
    assert len(chart.parts) == 1


def test_values_on_the_line_count_in_no_run() -> None:
    runs = runs_about([5, 5, 5], 5)
    assert (runs.observed, runs.useful, runs.is_signal) == (3, 0, False)
    assert runs.longest is None
    assert runs_about([1, 2], None).useful == 0


def test_a_box_that_is_not_known_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="only for 10, 11, 12"):
        is_signal(13, 5, 5, Method.BEST_BOX)


@pytest.mark.parametrize(
    ("kind", "values", "sizes", "said"),
    [
        (Kind.PROPORTIONS, [1], None, "needs the cases"),
        (Kind.RATES, [1, 2], [5], "2 values and 1 sizes"),
        (Kind.RATES, [1], [0], "more cases than none"),
        (Kind.RATES, [-1], [5], "never below nought"),
        (Kind.PROPORTIONS, [6], [5], "more than all"),
        (Kind.TIME_BETWEEN, [0], None, "greater than nought"),
        (Kind.MEANS, [1], None, "from subgroups"),
    ],
)
def test_what_cannot_be_drawn_is_said(kind, values, sizes, said) -> None:
    with pytest.raises(ValueError, match=said):
        control_chart(kind, values, sizes=sizes)


def test_single_values_are_no_subgroups() -> None:
    with pytest.raises(ValueError, match="from single values"):
        subgroup_chart(Kind.RUN, [[1]])
