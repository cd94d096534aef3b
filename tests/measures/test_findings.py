"""The rule of the sentence, case by case, on made-up series and on real ones."""

from __future__ import annotations

import dataclasses

import pytest

from kinfold_measures.breaks import Break
from kinfold_measures.catalogue import BY_CODE
from kinfold_measures.findings import (
    compared,
    comparison_explanation,
    comparison_finding,
    earlier_point,
    explanation,
    finding,
    year_list,
)
from kinfold_measures.measure import in_label, in_words, year_words
from kinfold_measures.middles import middle_of
from kinfold_measures.picture import Picture
from kinfold_measures.series import (
    NOT_PUBLISHED,
    WITHHELD,
    Cell,
    Gap,
    Missing,
    Point,
    Series,
)
from kinfold_measures.standing import standings_of

GONE = Missing(Gap.NOT_RETURNED)
CHANGED = Break(first_year=2018, last_year=None, note="Counting changed.")


def series(*cells: Cell, first: int = 2016) -> Series:
    return Series(tuple(Point(first + i, cell) for i, cell in enumerate(cells)))


@pytest.fixture
def made(picture):
    """A picture with our own numbers in Lincolnshire's frame, 2016 to 2019."""
    real = picture("lincolnshire", "referral.rereferral_12_months")
    nothing = middle_of([], at_least=2)

    def make(
        *cells: Cell,
        england: Cell = NOT_PUBLISHED,
        breaks: tuple[Break, ...] = (),
        first: int = 2016,
    ) -> Picture:
        count = len(cells)
        return dataclasses.replace(
            real,
            series=series(*cells, first=first),
            england=series(*[england] * count, first=first),
            england_middles=(nothing,) * count,
            neighbours=series(*[NOT_PUBLISHED] * count, first=first),
            breaks=breaks,
        )

    return make


@pytest.mark.parametrize(
    ("cells", "england", "breaks", "said"),
    [
        (
            (20.0, 25.0, 21.0, 19.0),
            22.0,
            (),
            "19.0% in 2019, below England's middle authority (22.0%); 25.0% in 2017",
        ),
        (
            (20.0, 25.0, 21.0, 23.0),
            22.0,
            (),
            "23.0% in 2019, above England's middle authority (22.0%); 25.0% in 2017",
        ),
        (
            (20.0, 25.0, 21.0, 22.04),
            21.96,
            (),
            "22.0% in 2019, the same as England's middle authority (22.0%); "
            "25.0% in 2017",
        ),
        ((20.0, GONE, 21.0, 19.0), GONE, (), "19.0% in 2019; 20.0% in 2016"),
        (
            (20.0, 25.0, 21.0, WITHHELD),
            GONE,
            (),
            "21.0% in 2018, the latest published; 25.0% in 2017",
        ),
        ((20.0, 25.0, 21.0, 19.0), GONE, (CHANGED,), "19.0% in 2019; 21.0% in 2018"),
        ((20.0, 25.0, GONE, 19.0), GONE, (CHANGED,), "19.0% in 2019"),
        ((GONE, GONE, GONE, 19.0), GONE, (), "19.0% in 2019"),
        ((GONE, 25.0, GONE, GONE), GONE, (), "25.0% in 2017, the latest published"),
    ],
)
def test_the_rule(made, cells, england, breaks, said):
    picture = made(*cells, england=england, breaks=breaks)
    assert finding(picture) == f"Re-referrals: {said}"


def test_nothing_published_is_said_and_nothing_is_made_up(made):
    picture = made(GONE, WITHHELD)
    assert finding(picture) == "Re-referrals: no figure is published for Lincolnshire"
    assert earlier_point(picture) is None
    assert explanation(picture) == (
        "2016: not available from the publisher.",
        "2017: withheld by the publisher to protect children.",
    )


@pytest.mark.slow
def test_no_finding_claims_change_or_cause(panel, picture):
    forbidden = {"rose", "fell", "improved", "worse", "better", "because", "fewer"}
    for area in panel.current():
        for code in BY_CODE:
            words = finding(picture(area.slug, code)).lower()
            assert not forbidden & set(words.replace(",", "").split()), words
            assert "nan" not in words.split()


def test_a_break_is_told_when_figures_lie_before_it(made):
    told = explanation(made(20.0, 25.0, 21.0, 19.0, breaks=(CHANGED,)))
    assert told == ("Counting changed.",)
    later = made(21.0, 19.0, breaks=(CHANGED,), first=2018)
    assert explanation(later) == ()


def test_real_sentences_for_lincolnshire(picture):
    re_referrals = picture("lincolnshire", "referral.rereferral_12_months")
    assert finding(re_referrals) == (
        "Re-referrals: 22.9% in 2025, above England's middle authority (20.0%); "
        "16.3% in 2017"
    )
    assert explanation(re_referrals) == (
        "In 2025 Lincolnshire is in the middle half of the 153 authorities with a "
        "figure.",
        "That is above the middle of its ten statistical neighbours (19.3%).",
    )


def test_the_aim_is_told_with_where_the_figure_stands(picture):
    told = explanation(picture("lincolnshire", "court.care_applications"))
    assert "9.0 less 20% is 7.2 per 10,000 children" in " ".join(told)
    assert "The figure for 2025 is above that line." in told


def test_long_plans_are_beside_england_as_a_whole(picture):
    assert finding(picture("lincolnshire", "plan.two_years_or_more")) == (
        "Plans of two years or more: 4.8% in 2022, the latest published, above "
        "England as a whole (2.5%); 0.0% in 2017"
    )


def test_the_aim_without_any_figure_says_nothing(picture):
    real = picture("lincolnshire", "court.care_applications")
    empty = series(GONE, first=real.years[0])
    bare = dataclasses.replace(real, series=empty, breaks=())
    assert explanation(bare) == (f"{real.years[0]}: not available from the publisher.",)


def test_comparing_uses_the_numbers_as_printed(rereferral):
    assert compared(22.04, 21.96, rereferral) == "the same as"
    assert compared(22.06, 22.04, rereferral) == "above"
    assert compared(21.9, 22.0, rereferral) == "below"


def test_lists_of_years():
    assert year_list([2013, 2015, 2016, 2017, 2020, 2021]) == (
        "2013, 2015 to 2017, 2020, 2021"
    )
    assert year_list([]) == ""


def test_numbers_and_years_in_words(rereferral):
    rate, cases = BY_CODE["referral.rate"], BY_CODE["workforce.caseload"]
    assert in_words(1864.64, rate) == "1,864.6 per 10,000 children"
    assert in_label(1864.64, rate) == "1,864.6"
    assert in_words(16.5, cases) == "16.5 cases a worker"
    assert in_words(0.0, rereferral) == "0.0%"
    assert year_words(2025, rereferral) == "2024/25"
    assert year_words(2010, rereferral) == "2009/10"
    assert year_words(2025, cases) == "September 2025"


def test_comparing_the_ten(panel, rereferral):
    standings = standings_of(panel, rereferral, 2025, panel.programme())
    assert comparison_finding(standings) == (
        "Re-referrals in 2025: 4 of 10 below England's middle authority (20.0%), "
        "6 above"
    )
    assert comparison_explanation(standings) == (
        "From 14.2 (Brent) to 25.5 (Leicestershire). England's 153 figures run from "
        "0.0 to 46.7.",
    )


def test_comparing_names_who_is_withheld_and_who_is_missing(panel, rereferral):
    long_plans = BY_CODE["plan.two_years_or_more"]
    told = comparison_explanation(
        standings_of(panel, long_plans, 2013, panel.programme())
    )
    assert told[1] == "Withheld to protect children: Bexley, West Sussex, Wokingham."
    assert told[2] == "No figure: Norfolk."
    norfolk = (panel.by_slug("norfolk"),)
    alone = standings_of(panel, rereferral, 2013, norfolk)
    assert comparison_finding(alone) == "Re-referrals in 2013: 0 of 1 have a figure"
    assert comparison_explanation(alone) == ("No figure: Norfolk.",)
