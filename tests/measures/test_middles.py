"""Middles by hand, targets by arithmetic, breaks that part a line."""

from __future__ import annotations

import pytest

from kinfold_measures.areas import Area
from kinfold_measures.breaks import (
    BREAKS,
    Break,
    breaks_of,
    is_comparable,
    segments,
)
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.middles import middle_of
from kinfold_measures.picture import england_middle, neighbours_middle
from kinfold_measures.series import WITHHELD, Gap, Missing, Point, Series
from kinfold_measures.standing import (
    Place,
    place_of,
    standings_of,
    years_to_compare,
)
from kinfold_measures.targets import target_of


def test_a_middle_by_hand():
    middle = middle_of([1.0, 2.0, 3.0, 4.0], at_least=2)
    assert (middle.lower, middle.value, middle.upper) == (1.75, 2.5, 3.25)
    assert (middle.shown_count, middle.withheld_count) == (4, 0)


def test_a_gap_is_left_out_of_a_middle_and_is_not_nought():
    middle = middle_of([1.0, Missing(Gap.NOT_RETURNED), 3.0], at_least=2)
    assert middle.value == 2.0


def test_too_few_figures_make_no_middle():
    assert middle_of([1.0, 2.0], at_least=3).value == Missing(Gap.TOO_FEW)


def test_more_than_a_tenth_withheld_makes_no_middle():
    nine = [float(n) for n in range(9)]
    assert isinstance(middle_of([*nine, WITHHELD], at_least=2).value, float)
    spoiled = middle_of([*nine, WITHHELD, WITHHELD], at_least=2)
    assert spoiled.value == Missing(Gap.TOO_MANY_WITHHELD)
    assert (spoiled.shown_count, spoiled.withheld_count) == (9, 2)


def test_englands_middle_authority_is_the_77th_of_153(panel, rereferral):
    cells = [rereferral.reading.cell(panel, code, 2025) for code in panel.areas]
    shown = sorted(cell for cell in cells if isinstance(cell, float))
    assert len(shown) == 153
    assert england_middle(panel, rereferral, 2025).value == shown[76]


def test_neighbours_middle_by_hand(panel, rereferral):
    area = panel.by_slug("lincolnshire")
    ten = sorted(
        panel.cell("rereferral_pct", code, 2025) for code in panel.neighbours[area.code]
    )
    expected = (ten[4] + ten[5]) / 2
    middle = neighbours_middle(panel, rereferral, area.code, 2025)
    assert middle.value == pytest.approx(expected)
    none = neighbours_middle(panel, rereferral, "E10000006", 2015)
    assert none.value == Missing(Gap.TOO_FEW)


def test_long_plans_stand_beside_england_itself_because_a_middle_would_mislead(
    panel, picture
):
    measure = BY_CODE["plan.two_years_or_more"]
    middle = england_middle(panel, measure, 2025)
    assert middle.value == Missing(Gap.TOO_MANY_WITHHELD)
    assert picture("suffolk", measure.code).england.at(2025) == 2.3


@pytest.mark.parametrize(
    ("slug", "baseline", "aim"),
    [("lincolnshire", 9.0, 7.2), ("bexley", 8.1, 6.48), ("wakefield", 12.8, 10.24)],
)
def test_the_aim_is_a_fifth_below_2016_17(picture, slug, baseline, aim):
    target = picture(slug, "court.care_applications").target
    assert target.baseline == baseline
    assert target.value == pytest.approx(aim)
    assert target.first_year == 2017
    assert "less 20%" in target.words


def test_no_aim_outside_the_programme_nor_for_another_measure_nor_without_baseline(
    panel, picture
):
    assert picture("kent", "court.care_applications").target is None
    assert picture("lincolnshire", "plan.repeat").target is None
    area = panel.by_slug("lincolnshire")
    empty = Series((Point(2017, Missing(Gap.NOT_PUBLISHED)),))
    assert target_of("court.care_applications", area, empty) is None


def test_a_line_stops_at_a_gap_and_at_a_break():
    shown = ((2013, 1.0), (2014, 2.0), (2016, 3.0), (2017, 4.0), (2018, 5.0))
    here = Break(first_year=2018, last_year=None, note="Changed.")
    assert segments(shown, (here,)) == (
        ((2013, 1.0), (2014, 2.0)),
        ((2016, 3.0), (2017, 4.0)),
        ((2018, 5.0),),
    )
    assert segments((), ()) == ()


def test_wakefields_odd_years_are_set_apart_and_the_rest_compare(panel, rereferral):
    wakefield = panel.by_slug("wakefield")
    odd = breaks_of(rereferral, wakefield)
    assert [b.starts() for b in odd] == [(2014, 2017)]
    assert is_comparable(2013, 2025, odd)
    assert not is_comparable(2015, 2025, odd)
    assert is_comparable(2014, 2016, odd)
    assert breaks_of(BY_CODE["plan.repeat"], wakefield) == ()
    assert breaks_of(rereferral, panel.by_slug("leeds")) == ()
    assert breaks_of(rereferral, None) == ()


def test_a_break_without_an_end_parts_the_years_for_good():
    census = breaks_of(BY_CODE["workforce.agency"], None)
    assert not is_comparable(2016, 2017, census)
    assert is_comparable(2017, 2025, census)


def test_every_break_names_measures_that_exist_and_says_why(panel):
    for one in BREAKS:
        assert (one.measure_codes or set()) <= BY_CODE.keys()
        assert one.area_code is None or one.area_code in panel.areas
        assert one.note.endswith(".")


def test_wakefields_break_is_really_in_the_data(panel):
    wakefield = panel.by_slug("wakefield").code
    reading = BY_CODE["referral.rate"].reading
    rates = {year: reading.cell(panel, wakefield, year) for year in (2013, 2015, 2017)}
    assert [round(rates[y]) for y in (2013, 2015, 2017)] == [688, 1865, 573]


def test_places_in_the_distribution():
    middle = middle_of([1.0, 2.0, 3.0, 4.0], at_least=2)
    assert place_of(1.0, middle) is Place.LOWEST_QUARTER
    assert place_of(1.75, middle) is Place.MIDDLE_HALF
    assert place_of(3.25, middle) is Place.MIDDLE_HALF
    assert place_of(3.3, middle) is Place.HIGHEST_QUARTER
    assert place_of(1.0, middle_of([], at_least=2)) is None


def test_standings_hold_all_of_england_behind_the_ten(panel, rereferral):
    standings = standings_of(panel, rereferral, 2025, panel.programme())
    assert len(standings.rows) == 10
    assert len(standings.distribution) == 153
    assert list(standings.distribution) == sorted(standings.distribution)
    assert years_to_compare(panel, rereferral)[0] == 2025
    assert years_to_compare(panel, rereferral)[-1] == 2013


def test_a_withheld_authority_has_no_place(panel):
    measure = BY_CODE["plan.two_years_or_more"]
    standings = standings_of(panel, measure, 2025, panel.programme())
    by_name = {row.area.name: row for row in standings.rows}
    assert by_name["Wakefield"].cell == WITHHELD
    assert by_name["Wakefield"].place is None


def test_an_area_in_the_programme_is_a_plain_value():
    area = Area("E1", "1", "Here", "here", "South", True, None)
    assert area.is_current
    assert not Area("E1", "1", "Here", "here", "South", False, 2019).is_current
