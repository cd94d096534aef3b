"""The right chart for a series: the rule, why, and what each chart draws and says."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from kinfold_measures.chart_export import chart_csv, chart_workbook
from kinfold_measures.charts.icons import signs_of
from kinfold_measures.charts.process import Size, process_chart
from kinfold_measures.kinds import ChartKind, choice_of
from kinfold_measures.measure import Polarity, Unit
from kinfold_measures.process import (
    Aim,
    process_finding,
    process_of,
    process_sentences,
    step_words,
)
from kinfold_measures.series import NOT_PUBLISHED, WITHHELD
from kinfold_measures.spc import control
from kinfold_measures.spc.xmr import Better
from kinfold_measures.steps import Step
from tests.measures.test_charts import is_sound, parts, words

PERCENT, RATE, NUMBER = Unit.PERCENT, Unit.PER_10_000, Unit.NUMBER
START = date(2020, 2, 15)
QUIET = [98, 103, 100, 97, 101, 99, 102, 100, 98, 102]
WILD = [60, 140, 75, 130, 65, 135, 80, 120, 70, 125]
"""Of 500 cases: moves that chance alone does not make."""


def steps_of(rows, *, stretches=None):
    """Periods of (count, size, cell), a quarter apart."""
    return [
        Step(
            f"Q{place + 1}", START + timedelta(days=91 * place), cell,
            stretches[place] if stretches else 0, count, size,
        )
        for place, (count, size, cell) in enumerate(rows)
    ]  # fmt: skip


def shares(counts, size=500.0):
    return steps_of([(float(c), size, 100 * c / size) for c in counts])


def rates(counts, size=50_000.0):
    return steps_of([(float(c), size, 10_000 * c / size) for c in counts])


def bare(values):
    """Figures without their counts."""
    return steps_of([(None, None, float(one)) for one in values])


def drawn(steps, unit=PERCENT, *, kind=None, aim=None, polarity=Polarity.LOWER):
    return process_of(
        steps, name="Repeat plans", who="Ambridge", unit=unit, polarity=polarity,
        aim=aim, kind=kind,
    )  # fmt: skip


def said(process) -> str:
    return " ".join(process_sentences(process))


SELDOM = [0, 1, 0, 0, 1, 0, 0, 0, 1, 0] * 3


@pytest.mark.parametrize(
    ("steps", "unit", "kind", "why"),
    [
        (shares(QUIET), PERCENT, "p", "a share of counted cases, and every figure's"),
        (shares(WILD), PERCENT, "pp", "times as much as chance would have it"),
        (rates(QUIET), RATE, "u", "a rate of children, and every figure's counts"),
        (rates(WILD), RATE, "up", "a rate of children, and the figures vary"),
        (bare(QUIET), PERCENT, "xmr", "counts behind some figures are not known"),
        (bare(QUIET), NUMBER, "xmr", "neither a share nor a rate of children"),
        (shares(QUIET[:7]), PERCENT, "run", "only 7 figures side by side"),
        (shares(SELDOM), PERCENT, "g", "seldom a case in a period, so it shows how"),
        (rates(SELDOM), RATE, "t", "seldom a case in a period, so it shows how long"),
        (rates(SELDOM[:10]), RATE, "run", "too few waits from one case to the next"),
        (steps_of([(None, 50.0, WITHHELD)] * 6 + [(9.0, 50.0, 18.0)] * 5), PERCENT,
         "run", "More than half of the figures are withheld, and too few"),
        ([], PERCENT, "run", "only 0 figures"),
    ],
)  # fmt: skip
def test_the_right_chart_is_chosen_by_the_rule_and_says_why(steps, unit, kind, why):
    choice = choice_of(steps, unit)
    assert (choice.kind, choice.kind in choice.offered) == (kind, True)
    assert why in choice.why
    assert drawn(steps, unit).kind is choice.kind


def test_figures_that_their_counts_do_not_give_are_no_shares_of_them():
    for broken in (
        (10.0, 100.0, 25.0),
        (10.0, 0.0, 10.0),
        (110.0, 100.0, 110.0),
        (None, 100.0, 10.0),
    ):
        choice = choice_of([*shares(QUIET), *steps_of([broken])], PERCENT)
        assert choice.offered == (ChartKind.XMR, ChartKind.RUN)
    # one published in whole per cent is
    whole = [Step(s.label, s.middle, float(round(s.cell)), 0, s.count, s.size)
             for s in shares(QUIET)]  # fmt: skip
    assert choice_of(whole, PERCENT).kind is ChartKind.SHARES


def printed(count, size, cells, unit):
    return choice_of(steps_of([(count, size, cell) for cell in cells]), unit).kind


def test_a_figure_agrees_with_its_counts_to_half_of_its_last_digit():
    """84 of 600,000 children are 1.4 of 10,000."""
    rate = (84.0, 600_000.0)
    assert printed(*rate, [0.9, 0.91, 0.92] * 4, RATE) is ChartKind.XMR
    assert printed(*rate, [1.4] * 12, RATE) is ChartKind.RATES
    assert printed(*rate, [1.0] * 12, RATE) is ChartKind.RATES
    assert printed(*rate, [1.4] * 11 + [1.0], RATE) is ChartKind.XMR
    share = (98.0, 500.0)
    assert printed(*share, [20.0] * 12, PERCENT) is ChartKind.SHARES
    assert printed(*share, [20.2] * 12, PERCENT) is ChartKind.XMR
    third = (100.0, 300.0)
    assert printed(*third, [100 / 3] * 6 + [33.3] * 6, PERCENT) is ChartKind.SHARES


def test_a_share_is_drawn_as_its_counts_give_it_and_told_as_it_was_published():
    steps = steps_of([(n, 500.0, float(round(n / 5))) for n in map(float, QUIET)])
    process = drawn(steps)
    assert process.kind is ChartKind.SHARES
    assert [one.value for one in process.chart.points] == pytest.approx(
        [100 * n / 500 for n in QUIET]
    )
    assert "20.4%" not in words(process_chart(process, key="k"))
    assert "20.0%" in words(process_chart(process, key="k"))
    run = drawn(steps, kind=ChartKind.RUN)
    assert [one.value for one in run.chart.points] == [one.cell for one in steps]


def test_few_figures_are_those_on_today_s_footing():
    stretches = [0] * 5 + [1] * 7
    steps = steps_of([(None, None, 20.0 + n % 3) for n in range(12)],
                     stretches=stretches)  # fmt: skip
    assert "only 7 figures" in choice_of(steps, PERCENT).why


def test_another_chart_is_drawn_where_it_can_be_and_else_the_right_one():
    assert drawn(shares(QUIET), kind=ChartKind.RUN).kind is ChartKind.RUN
    refused = drawn(shares(QUIET), kind=ChartKind.TIME_BETWEEN)
    assert refused.kind is ChartKind.SHARES
    assert ChartKind.TIME_BETWEEN not in refused.choice.offered


def test_limits_move_with_the_cases_and_are_the_published_formula_s():
    sizes = [400.0, 500.0, 600.0] * 4
    steps = steps_of([(n / 5, n, 20.0) for n in sizes])
    process = drawn(steps)
    lines = process.chart.points[0].lines
    assert lines.centre == pytest.approx(20)
    assert lines.upper == pytest.approx(100 * (0.2 + 3 * (0.2 * 0.8 / 400) ** 0.5))
    assert process.chart.points[2].lines.upper < lines.upper
    for size in Size:
        chart = process_chart(process, key="k", size=size)
        is_sound(chart, "k")
        assert len(parts(chart, "path", "chart-limit")) == 2
        assert len(parts(chart, "line", "chart-mean")) == 1
    assert "by chance alone the last figure lies from" in said(process)


def test_a_gap_parts_the_limits():
    rows = [(n / 5, n, 20.0) for n in [400.0, 500.0] * 5]
    rows[4] = (3.0, 400.0, WITHHELD)
    process = drawn(steps_of(rows))
    assert process.chart.points[4].lines.lower is None
    assert len(parts(process_chart(process, key="k"), "path", "chart-limit")) == 4
    hidden = list(csv.DictReader(io.StringIO(chart_csv(process, "What"))))[4]
    assert (hidden["value"], hidden["counted"], hidden["out_of"]) == ("", "", "")
    assert hidden["if_no_value_why"]


@pytest.mark.parametrize(
    ("last", "title"), [(160, "above the upper"), (40, "below the lower")]
)
def test_a_figure_outside_its_limits_is_more_than_chance(last, title):
    process = drawn(shares([*QUIET, last]), kind=ChartKind.SHARES)
    assert f"more than chance, Q11: {title} limit" in process_finding(process)
    assert step_words(process, 10).startswith("Yes, ")
    assert signs_of(process)[0].words.startswith("More than chance: ")


def test_a_plain_chart_of_wild_figures_warns_and_laney_s_does_not():
    plain = drawn(shares(WILD), kind=ChartKind.SHARES)
    assert "Take care: the figures vary" in said(plain)
    assert "more than chance" in process_finding(plain)
    laney = drawn(shares(WILD))
    assert "Take care" not in said(laney)
    assert "no change beyond chance" in process_finding(laney)
    assert "Take care" not in said(drawn(shares(QUIET)))


LEVELS = [20.0, 21.0, 19.5, 20.5, 19.0, 21.5, 20.2, 19.8] * 2


def test_a_run_chart_has_a_median_and_no_limits_and_tells_a_level_that_moved():
    process = drawn(bare(LEVELS), kind=ChartKind.RUN)
    assert "no change beyond chance since Q1" in process_finding(process)
    assert "the median is 20.1%: half of the figures lie above it" in said(process)
    assert "first guess" not in said(process)
    assert [one.words for one in signs_of(process)] == ["No more than chance"]
    assert step_words(process, 3) == "Not judged alone"
    chart = process_chart(process, key="k")
    is_sound(chart, "k")
    assert "Median 20.1%" in words(chart)
    assert parts(chart, "line", "chart-limit") == []
    assert len(parts(chart, "line", "chart-mean")) == 1
    moved = drawn(
        bare([*LEVELS, *(v + 9 for v in LEVELS)]), kind=ChartKind.RUN, aim=Aim(1, True)
    )
    assert "more than chance, the level moved since Q1" in process_finding(moved)
    assert "of 32 figures 16 in a row lie on one side of the median" in said(moved)
    assert [one.words for one in signs_of(moved)] == ["More than chance: it moved"]
    assert moved.assurance is None


def test_a_run_chart_of_few_figures_tells_nothing():
    process = drawn(bare(LEVELS[:8]), kind=ChartKind.RUN)
    assert not process.can_tell
    assert not process.has_moved
    assert "too few figures side by side" in process_finding(process)
    assert "the median is" in said(process)
    assert signs_of(process) == ()
    empty = drawn([])
    assert (empty.can_tell, empty.variation, said(empty)) == (False, None, "")


def test_waits_are_told_in_days_or_in_cases_and_longer_is_better():
    aim = Aim(18.0, True)
    days = drawn(rates(SELDOM), RATE, aim=aim)
    assert [one.cell for one in days.steps[:3]] == [273.0, 364.0, 273.0]
    assert (days.unit, days.better, days.aim) == (
        Unit.DAYS_BETWEEN, Better.UP, None,
    )  # fmt: skip
    assert "Each point is how many days from one to the next" in said(days)
    assert days.steps[0].label == "Q2 to Q5"
    assert "Since Q2 the usual wait is 305; by chance alone a figure lies from" in said(
        days
    )
    cases = drawn(shares(SELDOM), aim=aim, polarity=Polarity.HIGHER)
    assert [one.cell for one in cases.steps[:3]] == [1500.0, 2000.0, 1500.0]
    assert cases.better is Better.DOWN
    assert "the median is 1,500;" in said(cases)
    for process in (days, cases):
        chart = process_chart(process, key="k")
        is_sound(chart, "k")
        assert "Q29" in words(chart)
        assert not any(" to " in said for said in words(chart))


def test_a_wait_with_an_unknown_count_in_it_or_on_two_footings_is_no_number():
    steps = rates([*SELDOM, *SELDOM])
    steps[2] = Step("Q3", steps[2].middle, WITHHELD, 0)
    steps[5] = Step("Q6", steps[5].middle, NOT_PUBLISHED, 0)
    steps[30:] = [Step(s.label, s.middle, s.cell, 1, s.count, s.size)
                  for s in steps[30:]]  # fmt: skip
    cells = [one.cell for one in drawn(steps, RATE, kind=ChartKind.TIME_BETWEEN).steps]
    assert cells[:2] == [WITHHELD, NOT_PUBLISHED]
    assert cells[8] is NOT_PUBLISHED
    assert cells[2] == 273.0


def test_a_chart_as_numbers_has_its_limits_and_says_what_it_counts():
    process = drawn(shares(QUIET))
    rows = list(csv.DictReader(io.StringIO(chart_csv(process, "=Plans / all plans"))))
    assert [r["period"] for r in rows] == [f"Q{n}" for n in range(1, 11)]
    assert (rows[0]["counted"], rows[0]["out_of"], rows[0]["value"]) == (
        "98", "500", "19.6",
    )  # fmt: skip
    assert float(rows[0]["upper_limit"]) == pytest.approx(25.37, abs=0.01)
    assert {r["definition"] for r in rows} == {"'=Plans / all plans"}
    assert {r["chart"] for r in rows} == {"p chart"}
    book = load_workbook(io.BytesIO(chart_workbook(process, "Plans / all plans")))
    told = dict(book["What it counts"].iter_rows(values_only=True, max_col=2))
    assert "every figure's counts are known" in told["Why this chart"]
    assert told["Definition and source"] == "Plans / all plans"
    run = drawn(shares(QUIET), kind=ChartKind.RUN)
    [first, *_] = csv.DictReader(io.StringIO(chart_csv(run, "What")))
    assert (first["centre"], first["lower_limit"]) == ("20", "")
    told = load_workbook(io.BytesIO(chart_workbook(run, "What")))["What it counts"]
    assert "Why this chart" not in [row[0].value for row in told.iter_rows()]
    gapped = [*bare([20.0]), *steps_of([(None, None, NOT_PUBLISHED)]), *bare([21.0])]
    gap = drawn(gapped, kind=ChartKind.XMR)
    [only, *_] = csv.DictReader(io.StringIO(chart_csv(gap, "What")))
    assert (only["centre"], only["upper_limit"]) == ("", "")


def test_one_figure_is_shown_and_nothing_is_made_of_it():
    lone = drawn(shares([98]))
    assert lone.choice.offered == (ChartKind.RUN,)
    assert "only one figure" in lone.choice.why
    assert said(lone) == ""
    is_sound(process_chart(lone, key="k"), "k")


def test_the_spread_of_residuals_is_asked_of_shares_and_rates_alone():
    with pytest.raises(ValueError, match="no residuals"):
        control.spread_of_residuals(control.Kind.RUN, [1.0], [1.0])
    assert control.spread_of_residuals(control.Kind.RATES, [1.0], [9.0]) is None


def test_the_spread_of_residuals_is_how_much_wider_laney_s_limits_are():
    counts, sizes = [float(one) for one in WILD], [500.0, 480.0] * 5
    for plain, prime in (
        (control.Kind.PROPORTIONS, control.Kind.PROPORTIONS_PRIME),
        (control.Kind.RATES, control.Kind.RATES_PRIME),
    ):
        narrow, wide = (
            control.control_chart(kind, counts, sizes=sizes).parts[0].points[0]
            for kind in (plain, prime)
        )
        assert control.spread_of_residuals(plain, counts, sizes) == pytest.approx(
            (wide.upper - wide.centre) / (narrow.upper - narrow.centre)
        )
