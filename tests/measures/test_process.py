"""Whether a series changed: the words, the lines and the picture say the same."""

from __future__ import annotations

import dataclasses
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from kinfold_measures.catalogue import BY_CODE, MEASURES
from kinfold_measures.charts.icons import signs_of
from kinfold_measures.charts.process import Size, place_of, process_chart
from kinfold_measures.findings import england_words
from kinfold_measures.kinds import ChartKind
from kinfold_measures.measure import Polarity, Unit
from kinfold_measures.process import (
    Aim,
    process_finding,
    process_of,
    process_of_england,
    process_of_picture,
    process_sentences,
    signals,
    step_words,
)
from kinfold_measures.series import NOT_PUBLISHED, WITHHELD
from kinfold_measures.spc.xmr import Cause
from kinfold_measures.steps import Step
from tests.measures.test_charts import is_sound, parts, words

QUIET = [20.0, 22.0, 21.0, 19.0, 20.0, 22.0, 21.0, 19.0, 20.0, 22.0, 21.0, 19.0, 20.0]


def made(
    cells,
    *,
    polarity=Polarity.LOWER,
    unit=Unit.PERCENT,
    aim=None,
    stretches=None,
    kind=ChartKind.XMR,
):
    given = stretches or [0] * len(cells)
    steps = [
        Step(str(2013 + place), date(2012 + place, 10, 1), cell, stretch)
        for place, (cell, stretch) in enumerate(zip(cells, given, strict=True))
    ]
    return process_of(
        steps,
        name="Re-referrals",
        who="Ambridge",
        unit=unit,
        polarity=polarity,
        aim=aim,
        kind=kind,
    )


def test_england_s_chart_is_of_the_figures_that_stand_beside_each_authority(
    panel, picture
):
    for measure in MEASURES:
        process = process_of_england(panel, measure)
        england = picture("suffolk", measure.code).england
        assert [step.cell for step in process.steps] == [one.cell for one in england]
        assert process.who == england_words(measure)
    caseload = process_of_england(panel, BY_CODE["workforce.caseload"])
    assert {s.label: s.stretch for s in caseload.steps}["2017"] == 1
    # what Wakefield recorded otherwise is no break of England's
    assert not any(
        one.stretch for one in process_of_england(panel, BY_CODE["referral.rate"]).steps
    )


def test_a_quiet_series_is_said_to_be_quiet():
    process = made(QUIET)
    assert process_finding(process) == (
        "Re-referrals: no change beyond chance since 2013"
    )
    (said,) = process_sentences(process)
    assert said.startswith(
        "Since 2013 the mean is 20.5%; by chance alone a figure lies"
    )
    assert [sign.words for sign in signs_of(process)] == ["No more than chance"]
    assert step_words(process, 0) == "No"


@pytest.mark.parametrize(
    ("last", "polarity", "title", "sign", "class_"),
    [
        (40.0, Polarity.LOWER, "above the upper", "a worry", "chart-worse"),
        (5.0, Polarity.LOWER, "below the lower", "better", "chart-better"),
        (40.0, Polarity.HIGHER, "above the upper", "better", "chart-better"),
        (40.0, Polarity.NEITHER, "above the upper", "higher", "chart-unusual"),
        (5.0, Polarity.NEITHER, "below the lower", "lower", "chart-unusual"),
    ],
)
def test_a_last_figure_beyond_the_limits_is_named(last, polarity, title, sign, class_):
    process = made([*QUIET[:-1], last], polarity=polarity)
    assert f"more than chance, 2025: {title} limit" in process_finding(process)
    assert [one.words for one in signs_of(process)] == [f"More than chance: {sign}"]
    assert step_words(process, 12).startswith("Yes, ")
    chart = process_chart(process, key="k")
    is_sound(chart, "k")
    (triangle,) = parts(chart, "path", class_)
    tip, side, _ = (
        float(corner.split(" ")[1]) for corner in triangle.get("d")[1:-1].split("L")
    )
    assert (tip < side) is (last > 20)  # up is a smaller y


def test_what_was_unusual_before_is_said_after_it_has_passed():
    process = made([40.0, *QUIET[1:]])
    title = process_finding(process)
    assert "within chance in 2025, more than chance before (2013: above" in title


def test_a_run_is_one_signal_with_its_first_and_last_year():
    process = made([23.0, *([26.0, 23.0] * 3), *([20.0, 17.0] * 4)])
    (first, second) = signals(process)
    assert (first.cause, first.first, first.last) == (Cause.RUN_ABOVE, "2013", "2019")
    assert (second.cause, second.count) == (Cause.RUN_BELOW, 8)
    assert "2020 to 2027: always below the mean" in process_finding(process)


def test_a_break_begins_everything_anew_and_is_said():
    process = made([*([60.0, 61.0] * 3), *QUIET], stretches=[0] * 6 + [1] * 13)
    assert signals(process) == ()
    assert process_finding(process).endswith("since 2019")
    assert any("begin anew in 2019" in said for said in process_sentences(process))
    chart = process_chart(process, key="k")
    assert len(parts(chart, "line", "chart-break")) == 1
    assert len(parts(chart, "line", "chart-mean")) == 2
    assert len(parts(chart, "path", "chart-steps")) == 2


def test_few_figures_say_that_limits_are_a_first_guess():
    assert "a first guess" in " ".join(process_sentences(made(QUIET[:6])))


def test_too_few_figures_have_no_limits_and_no_verdict():
    process = made([20.0, NOT_PUBLISHED, 25.0, WITHHELD])
    assert "too few figures side by side" in process_finding(process)
    assert process_sentences(process) == ()
    assert signs_of(process) == ()
    assert step_words(process, 0) == step_words(process, 1) == "Cannot be told"
    chart = process_chart(process, key="k")
    is_sound(chart, "k")
    assert parts(chart, "line", "chart-mean") == []
    assert len(parts(chart, "rect", "chart-withheld")) == 1
    assert len(parts(chart, "line", "chart-missing")) == 2


def test_no_figure_at_all_is_said():
    process = made([NOT_PUBLISHED, WITHHELD])
    assert process_finding(process) == "Re-referrals: no figure for Ambridge"
    assert process.latest is None
    assert process.variation is None
    is_sound(process_chart(process, key="k"), "k")


def test_a_gap_ends_the_line_and_lasts_to_the_end():
    process = made([*QUIET, NOT_PUBLISHED])
    chart = process_chart(process, key="k")
    assert len(parts(chart, "path", "chart-steps")) == 1
    assert len(parts(chart, "circle", "chart-dot")) == 13


def test_a_series_that_never_varies_says_so():
    said = " ".join(process_sentences(made([20.0] * 13)))
    assert "no figure ever differed from it" in said


def test_limits_stay_where_figures_can_be():
    process = made([1.0, 9.0, 2.0, 8.0, 98.0, 99.0, 1.0, 97.0], unit=Unit.PERCENT)
    assert "lies from 0.0% to 100.0%" in process_sentences(process)[0]
    rate = made([1.0, 900.0, 2.0, 800.0], unit=Unit.PER_10_000)
    assert "lies from 0.0 to 2,726.7." in process_sentences(rate)[0]


@pytest.mark.parametrize(
    ("aim", "told", "sign"),
    [
        (Aim(60.0, True), "at most 60.0%. It is met by every", "The aim is met"),
        (Aim(5.0, True), "at most 5.0%. As things are it is not", "The aim is not met"),
        (Aim(5.0, False), "at least 5.0%. It is met by every", "The aim is met"),
        (Aim(20.0, True), "in some years and not in", "The aim is met by chance only"),
    ],
)
def test_an_aim_is_judged_by_the_limits_and_not_by_one_figure(aim, told, sign):
    process = made(QUIET, aim=aim)
    assert told in " ".join(process_sentences(process))
    assert [one.words for one in signs_of(process)][-1] == sign
    chart = process_chart(process, key="k")
    assert len(parts(chart, "line", "chart-target")) == 1
    assert f"Aim {aim.value:.1f}%" in words(chart)


def test_an_aim_without_limits_is_not_judged():
    process = made([20.0], aim=Aim(10.0, True))
    assert process.assurance is None
    assert "Aim 10.0%" in words(process_chart(process, key="k"))
    quiet = dataclasses.replace(made(QUIET), aim=None)
    assert quiet.assurance is None


def test_the_programmes_aim_is_on_its_ten(picture):
    process = process_of_picture(picture("lincolnshire", "court.care_applications"))
    assert process.aim == Aim(pytest.approx(7.2), True)
    assert "As things are it is met in some years" in " ".join(
        process_sentences(process)
    )


def test_wakefields_known_break_is_no_signal(picture):
    process = process_of_picture(picture("wakefield", "referral.rate"))
    assert [step.stretch for step in process.steps] == [0, *[1] * 3, *[2] * 9]
    september = process_of_picture(picture("wakefield", "workforce.agency"))
    assert september.steps[0].middle == date(2015, 9, 30)


def test_days_stand_between_the_middles_of_their_periods():
    steps = made(QUIET[:3]).steps  # middles on 1 October 2012, 2013, 2014
    assert place_of(date(2012, 10, 1), steps) == 0
    assert place_of(date(2014, 4, 1), steps) == pytest.approx(1.5, abs=0.01)
    assert place_of(date(2015, 3, 1), steps) == pytest.approx(2.4, abs=0.05)
    assert place_of(date(2012, 5, 1), steps) == pytest.approx(-0.42, abs=0.01)
    assert place_of(date(2012, 1, 1), steps) is None
    assert place_of(date(2016, 1, 1), steps) is None
    assert place_of(date(2012, 10, 1), steps[:1]) is None


def test_what_happened_is_numbered_and_never_overprinted():
    days = (date(2010, 1, 1), date(2014, 5, 1), date(2014, 6, 1), date(2020, 1, 1))
    chart = process_chart(made(QUIET), key="k", events=days)
    is_sound(chart, "k")
    heads = parts(chart, "text", "chart-event-number")
    assert [head.text for head in heads] == ["2", "3", "4"]
    places = [float(head.get("x")) for head in heads]
    assert places[1] - places[0] >= 12
    assert len(parts(chart, "line", "chart-event")) == 3


@pytest.mark.slow
@pytest.mark.parametrize("size", list(Size))
def test_every_chart_of_the_ten_is_sound(panel, picture, size):
    for area in panel.programme():
        for measure in MEASURES:
            process = process_of_picture(picture(area.slug, measure.code))
            is_sound(process_chart(process, key="k", size=size), "k")


def test_signs_are_not_read_out_twice():
    for sign in signs_of(made(QUIET, aim=Aim(5.0, True))):
        assert ET.fromstring(sign.svg).get("aria-hidden") == "true"  # noqa: S314
