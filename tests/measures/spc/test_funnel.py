"""Funnels: what they must do whatever the areas are, and bad input."""

from __future__ import annotations

from math import exp, isclose, log

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.special import gammaincinv

from kinfold_measures.spc.funnel import Kind, Method, Unit, funnel, poisson_limits
from kinfold_measures.spc.gamma import gamma_below, gamma_quantile


def areas(*pairs: tuple[float, float]) -> list[Unit]:
    return [Unit(f"LA{place}", *pair) for place, pair in enumerate(pairs)]


def test_units_of_one_name_are_added_up() -> None:
    made = funnel([Unit("a", 1, 2), Unit("b", 3, 5), Unit("a", 4, 3)])
    assert [(p.unit.numerator, p.unit.denominator) for p in made.points] == [
        (5, 5),
        (3, 5),
    ]


def test_without_spread_between_areas_chance_alone_decides() -> None:
    # all but one as expected: nothing to adjust for, and one that is far out
    made = funnel(areas(*[(100, 100)] * 12, (200, 100)))
    assert made.tau2 == 0
    assert [p.is_outlier for p in made.points] == [False] * 12 + [True]


def test_spread_between_areas_widens_the_limits() -> None:
    wild = areas(*[(60 + 10 * n, 100) for n in range(10)])
    made = funnel(wild, level=95)
    plain = funnel(wild, level=95, is_adjusted=False)
    assert made.phi > 1
    assert made.tau2 > 0
    assert (plain.phi, plain.tau2) == (0, 0)
    wider = made.points[0].adjusted
    assert wider.lower_95 < made.points[0].exact.lower_95
    assert sum(p.is_outlier for p in made.points) < sum(
        p.is_outlier for p in plain.points
    )


def test_one_area_alone_has_no_spread_between() -> None:
    made = funnel(areas((90, 100)), method=Method.CQC)
    assert made.tau2 == 0


def test_the_overall_proportion_is_the_target() -> None:
    made = funnel(areas((1, 10), (4, 10)), kind=Kind.PROPORTION)
    assert made.target == 0.25
    ratio = funnel(areas((1, 10), (4, 10)), kind=Kind.RATIO)
    assert ratio.target == 0.25
    assert isclose(ratio.target_transformed, log(0.25))


def test_shmi_reads_expected_events_to_two_places() -> None:
    [one] = funnel(areas((10, 10.126))).points
    assert one.unit.denominator == 10.13
    assert isclose(one.adjusted.upper_95, exp(1.959964 / 10.13**0.5))


@pytest.mark.parametrize(
    ("units", "more", "said"),
    [
        ([], {}, "at least one area"),
        (areas((1, 2)), {"trim": 0.5}, "less than a half"),
        (areas((1, 2)), {"level": 98}, "95 or 99"),
        (areas((1, 0)), {}, "cases above it"),
        (areas((-1, 2)), {"method": Method.CQC}, "never below nought"),
        (areas((0, 2)), {}, "use the method CQC"),
        (areas((3, 2)), {"kind": Kind.PROPORTION}, "more than all"),
        (areas((0, 2)), {"kind": Kind.RATIO}, "at least one event"),
    ],
)
def test_what_cannot_be_drawn_is_said(units, more, said) -> None:
    with pytest.raises(ValueError, match=said):
        funnel(units, **more)


@given(st.floats(0.05, 2000), st.floats(0.0005, 0.9995))
def test_a_quantile_is_where_its_chance_lies(shape: float, chance: float) -> None:
    assert isclose(
        gamma_below(shape, gamma_quantile(shape, chance)), chance, abs_tol=1e-10
    )


@given(st.floats(0.05, 1e5), st.floats(1e-4, 1 - 1e-4))
@example(499.999, 1e-4)
@example(500, 1e-4)
@example(500, 1 - 1e-4)
@example(1e9, 0.999)
def test_a_quantile_is_that_of_scipy_however_large(shape: float, chance: float) -> None:
    found = gamma_quantile(shape, chance)
    assert isclose(found, float(gammaincinv(shape, chance)), rel_tol=1e-9)


def test_a_quantile_beyond_the_expansion_is_searched_for() -> None:
    assert isclose(gamma_quantile(600, 1e-12), gammaincinv(600, 1e-12), rel_tol=1e-9)


def test_nothing_lies_below_nought() -> None:
    assert gamma_below(3, 0) == 0


@pytest.mark.parametrize(("shape", "chance"), [(0, 0.5), (2, 0), (2, 1)])
def test_there_is_no_quantile_outside(shape: float, chance: float) -> None:
    with pytest.raises(ValueError, match="No quantile"):
        gamma_quantile(shape, chance)


@given(st.floats(0.5, 500))
def test_the_wider_limits_hold_the_narrower(expected: float) -> None:
    limits = poisson_limits(expected)
    assert limits.lower_998 < limits.lower_95 < 1 < limits.upper_95 < limits.upper_998
