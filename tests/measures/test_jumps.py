"""A year that moves as hardly any does is told, and no more than that is said of it."""

from __future__ import annotations

import pytest

from kinfold_measures.breaks import BREAKS, Break
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.findings import notes
from kinfold_measures.jumps import Jump, jumps_of, usual_moves
from kinfold_measures.picture import england_moves, series_of
from kinfold_measures.series import WITHHELD, Point, Series


def series(*cells: float | None, first: int = 2013) -> Series:
    return Series(
        tuple(
            Point(first + place, WITHHELD if cell is None else float(cell))
            for place, cell in enumerate(cells)
        )
    )


STEADY = [
    series(*(100 + (n * n + 3 * year * year + n * year) % 9 for year in range(13)))
    for n in range(20)
]


def test_a_move_that_hardly_any_makes_is_found() -> None:
    usual = usual_moves(STEADY)
    moved = series(100, 101, 100, 300, 298, 101)
    assert jumps_of(moved, usual) == (Jump(2016, 3.0), Jump(2018, 101 / 298))
    assert jumps_of(STEADY[0], usual) == ()


def test_a_known_break_explains_it() -> None:
    usual, moved = usual_moves(STEADY), series(100, 101, 300, 298, 101)
    assert jumps_of(moved, usual, [Break(2015, 2016, "known")]) == ()


def test_no_move_is_made_across_a_gap_or_from_nought() -> None:
    usual = usual_moves(STEADY)
    assert jumps_of(series(100, None, 300), usual) == ()
    assert jumps_of(series(0, 300, 0), usual) == ()


@pytest.mark.parametrize("every", [STEADY[:2], [series(*[5.0] * 13)] * 20])
def test_where_too_little_is_known_nothing_is_called_unusual(
    every: list[Series],
) -> None:
    usual = usual_moves(every)
    assert usual is None
    assert jumps_of(series(1, 100), usual) == ()


@pytest.mark.parametrize("code", ["referral.rate", "referral.rereferral_12_months"])
def test_wakefield_is_found_without_being_told(panel, code: str) -> None:
    measure = BY_CODE[code]
    area = panel.by_slug("wakefield")
    usual = england_moves(panel, measure)
    found = jumps_of(series_of(panel, measure, area.code), usual)
    assert [jump.year for jump in found] == [2017]
    every = [jumps_of(series_of(panel, measure, a), usual) for a in panel.areas]
    assert sum(map(len, every)) < 20


def test_what_is_known_is_not_said_twice_and_the_rest_is_asked(picture) -> None:
    assert picture("wakefield", "referral.rate").jumps == ()
    said = notes(picture("slough", "referral.rate"))
    assert any("From 2017 to 2018 the figure moved further" in one for one in said)


def test_every_known_break_says_where_it_is_known_from() -> None:
    assert all(one.source and one.note for one in BREAKS)
