"""Drawings: well formed, named, without style attributes, and true to the numbers."""

from __future__ import annotations

import dataclasses
import re
from xml.etree import ElementTree as ET

import pytest

from kinfold_core.drawing.scales import (
    Scale,
    round_step,
    spread,
    ticks_to,
    year_ticks,
)
from kinfold_core.drawing.svg import element, number
from kinfold_measures.breaks import Break
from kinfold_measures.catalogue import BY_CODE, MEASURES
from kinfold_measures.charts.band import judgement_band, judgement_finding
from kinfold_measures.charts.dots import dot_chart
from kinfold_measures.charts.line import Size, line_chart
from kinfold_measures.series import WITHHELD, Gap, Missing, Point, Series
from kinfold_measures.standing import standings_of

SVG = "{http://www.w3.org/2000/svg}"


def parts(markup: str, name: str, class_: str) -> list[ET.Element]:
    tree = ET.fromstring(markup)  # noqa: S314 our own drawing
    return [e for e in tree.iter(SVG + name) if class_ in e.get("class", "").split()]


def words(markup: str) -> list[str]:
    tree = ET.fromstring(markup)  # noqa: S314 our own drawing
    return [e.text or "" for e in tree.iter(SVG + "text")]


def vertices(path: ET.Element) -> int:
    return len(re.findall(r"[ML]", path.get("d", "")))


def is_sound(markup: str, key: str) -> None:
    """Named for those who cannot see it, no inline style, nothing outside the frame."""
    tree = ET.fromstring(markup)  # noqa: S314 our own drawing
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == f"{key}-title {key}-desc"
    ids = {e.get("id"): e for e in tree if e.get("id")}
    assert ids[f"{key}-title"].text
    assert ids[f"{key}-desc"].text
    assert "style=" not in markup
    assert "nan" not in markup.lower().split()
    assert "inf" not in re.findall(r'"(-?inf|nan)"', markup)
    _, _, width, height = (float(n) for n in tree.get("viewBox").split())
    for text in tree.iter(SVG + "text"):
        x, length = float(text.get("x")), len(text.text or "") * 0.5
        size = float(text.get("font-size"))
        assert size >= 12
        left = {"end": x - length * size, "middle": x - length * size / 2}
        right = {"end": x, "middle": x + length * size / 2}
        anchor = text.get("text-anchor")
        assert left.get(anchor, x) >= -1, text.text
        assert right.get(anchor, x + length * size) <= width + 1, text.text
        assert 0 <= float(text.get("y")) <= height, text.text
    for dot in tree.iter(SVG + "circle"):
        assert 0 <= float(dot.get("cx")) <= width
        assert 0 <= float(dot.get("cy")) <= height


@pytest.mark.slow
@pytest.mark.parametrize("size", list(Size))
def test_every_picture_of_the_ten_is_sound(panel, picture, size):
    for area in panel.programme():
        for measure in MEASURES:
            is_sound(
                line_chart(picture(area.slug, measure.code), key="k", size=size), "k"
            )


@pytest.mark.slow
def test_every_authority_in_england_can_be_drawn(panel, picture):
    for area in panel.areas.values():
        for measure in MEASURES:
            ET.fromstring(line_chart(picture(area.slug, measure.code), key="k"))  # noqa: S314


def test_a_missing_year_is_never_bridged(picture):
    """Norfolk returned nothing for 2013 and 2014: the line starts at 2015."""
    chart = line_chart(picture("norfolk", "referral.rereferral_12_months"), key="k")
    lines = parts(chart, "path", "chart-own")
    assert [vertices(line) for line in lines] == [11]
    assert len(parts(chart, "line", "chart-missing")) == 4  # two crosses of two strokes
    assert len(parts(chart, "circle", "chart-dot")) == 10
    assert len(parts(chart, "circle", "chart-dot-last")) == 1


def test_a_break_parts_the_own_line_and_leaves_englands_whole(picture):
    chart = line_chart(picture("wakefield", "referral.rereferral_12_months"), key="k")
    assert [vertices(p) for p in parts(chart, "path", "chart-own")] == [3, 9]
    assert len(parts(chart, "line", "chart-break")) == 2
    assert [vertices(p) for p in parts(chart, "path", "chart-england")] == [13]


def test_a_break_of_all_england_parts_every_line(picture):
    chart = line_chart(picture("lincolnshire", "workforce.agency"), key="k")
    assert [vertices(p) for p in parts(chart, "path", "chart-england")] == [2, 9]
    assert [vertices(p) for p in parts(chart, "path", "chart-own")] == [2, 9]


def test_a_break_before_the_first_year_draws_nothing(picture):
    real = picture("lincolnshire", "plan.repeat")
    early = Break(first_year=2013, last_year=None, note="Long ago.")
    chart = line_chart(dataclasses.replace(real, breaks=(early,)), key="k")
    assert parts(chart, "line", "chart-break") == []
    assert [vertices(p) for p in parts(chart, "path", "chart-own")] == [13]


def test_withheld_years_are_squares_and_not_points(picture):
    made = picture("wakefield", "plan.two_years_or_more")
    chart = line_chart(made, key="k")
    withheld = [year for year, why in made.series.absent() if why == WITHHELD]
    assert len(parts(chart, "rect", "chart-withheld")) == len(withheld) == 9
    points = parts(chart, "circle", "chart-dot") + parts(
        chart, "circle", "chart-dot-last"
    )
    assert len(points) == 13 - 9
    assert "3.4% in 2021" in words(chart)


def test_the_aim_is_a_dashed_line_from_its_baseline_year(picture):
    chart = line_chart(picture("lincolnshire", "court.care_applications"), key="k")
    (line,) = parts(chart, "line", "chart-target")
    assert line.get("y1") == line.get("y2")
    assert "Aim 7.2" in words(chart)


def test_lines_are_labelled_where_they_end(picture):
    chart = line_chart(
        picture("lincolnshire", "referral.rereferral_12_months"), key="k"
    )
    assert {"22.9%", "England 20.0%", "Similar 19.3%"} <= set(words(chart))


def test_nothing_published_still_draws_a_frame_that_says_so(picture):
    real = picture("lincolnshire", "referral.rereferral_12_months")
    none = Series(tuple(Point(y, Missing(Gap.NOT_RETURNED)) for y in real.years))
    bare = dataclasses.replace(real, series=none, england=none, neighbours=none)
    chart = line_chart(bare, key="k")
    is_sound(chart, "k")
    assert parts(chart, "circle", "chart-dot-last") == []
    assert "no figure is published" in chart
    assert not [w for w in words(chart) if "England" in w]


def test_a_name_with_markup_in_it_is_only_a_name(picture):
    real = picture("lincolnshire", "referral.rereferral_12_months")
    rude = dataclasses.replace(real.area, name="<script>&\"'")
    none = Series(tuple(Point(y, Missing(Gap.NOT_RETURNED)) for y in real.years))
    chart = line_chart(dataclasses.replace(real, area=rude, series=none), key="k")
    assert "<script>" not in chart
    is_sound(chart, "k")


@pytest.mark.parametrize("is_narrow", [False, True])
@pytest.mark.parametrize("code", ["plan.two_years_or_more", "referral.rate"])
def test_the_ten_among_england(panel, code, is_narrow):
    standings = standings_of(panel, BY_CODE[code], 2025, panel.programme())
    chart = dot_chart(standings, key="d", order=list(standings.rows), narrow=is_narrow)
    is_sound(chart, "d")
    shown = [row for row in standings.rows if isinstance(row.cell, float)]
    assert len(parts(chart, "circle", "chart-dot-last")) == len(shown)
    assert words(chart).count("Withheld") == 10 - len(shown)
    (rug,) = parts(chart, "path", "chart-rug")
    assert rug.get("d").count("M") == len(standings.distribution)


def test_a_year_nobody_published_is_drawn_empty(panel):
    measure = BY_CODE["court.care_applications"]
    standings = standings_of(panel, measure, 2013, panel.programme())
    chart = dot_chart(standings, key="d", order=list(standings.rows))
    is_sound(chart, "d")
    assert words(chart).count("None") == 10


@pytest.mark.parametrize("is_narrow", [False, True])
def test_judgements_run_from_report_to_report(panel, is_narrow):
    for area in panel.programme():
        given = panel.judgements[area.code]
        chart = judgement_band(
            given, key="o", name=area.name, years=(2013, 2027), narrow=is_narrow
        )
        is_sound(chart, "o")
        bands = parts(chart, "rect", "chart-grade")
        assert len(bands) == len(given)
        ends = [float(b.get("x")) + float(b.get("width")) for b in bands[:-1]]
        starts = [float(b.get("x")) for b in bands[1:]]
        assert ends == pytest.approx(starts, abs=0.2)


def test_judgements_in_words(panel):
    wakefield = panel.judgements[panel.by_slug("wakefield").code]
    assert judgement_finding(wakefield, "Wakefield") == (
        "Ofsted: good in 2022; requires improvement in 2016, inadequate in 2018"
    )
    assert judgement_finding(wakefield[:1], "Wakefield") == (
        "Ofsted: requires improvement in 2016"
    )
    assert judgement_finding((), "Poole") == (
        "Ofsted: no judgement since 2013 is held for Poole"
    )
    is_sound(judgement_band((), key="o", name="Poole", years=(2013, 2027)), "o")


def test_a_judgement_too_short_for_its_date_has_none(panel):
    given = panel.judgements[panel.by_slug("wakefield").code]
    close = (
        given[0],
        dataclasses.replace(given[1], published_on=given[0].published_on),
    )
    chart = judgement_band(close, key="o", name="W", years=(2013, 2027), narrow=True)
    assert words(chart).count("") == 1


def test_axes_begin_at_nought_and_end_on_a_round_number():
    assert ticks_to(67.6, 3) == (0, 50, 100)
    assert ticks_to(22.9, 3) == (0, 10, 20, 30)
    assert ticks_to(30.0, 3) == (0, 10, 20, 30)
    assert ticks_to(0.0, 3) == (0, 0.5, 1)
    assert ticks_to(0.3, 3) == (0, 0.1, 0.2, 0.3)
    with pytest.raises(ValueError, match="above nought"):
        round_step(0, 3)
    assert round_step(9.9, 1) == 10


def test_years_under_the_axis_end_with_the_last():
    assert year_ticks(2013, 2025, 4) == (2013, 2017, 2021, 2025)
    assert year_ticks(2013, 2025, 13) == tuple(range(2013, 2026))
    assert year_ticks(2025, 2025, 4) == (2025,)


def test_scales_are_straight():
    scale = Scale(0, 10, 100, 0)
    assert [scale.at(v) for v in (0, 5, 10)] == [100, 50, 0]


def test_labels_move_apart_and_stay_inside():
    assert spread([10, 11, 12], 5, 0, 100) == [10, 15, 20]
    assert spread([99, 98], 5, 0, 100) == [100, 95]
    assert spread([50, 10], 5, 0, 100) == [50, 10]
    assert spread([], 5, 0, 100) == []


def test_elements_are_escaped_and_numbers_short():
    assert element("a", x=1.25, class_="b", id=None) == '<a x="1.2" class="b"/>'
    assert element("a", "t", title='"<') == '<a title="&quot;&lt;">t</a>'
    assert number(3.0) == "3"
    assert number(-0.01) == "0"
    assert number(0.05 - 0.05) == "0"
