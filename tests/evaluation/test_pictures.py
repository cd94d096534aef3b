"""Pictures of an evaluation: sound, true to their numbers, and told in words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kinfold_core.drawing import alone
from kinfold_core.drawing.scales import ticks_over
from kinfold_evaluation.chance import counted, p_words
from kinfold_evaluation.pictures.answers import (
    error_of,
    event_study_of,
    forest_of_units,
    forest_of_ways,
    interval_of,
)
from kinfold_evaluation.pictures.controls import LEGEND, controls_of
from kinfold_evaluation.pictures.event_study import Event, event_study
from kinfold_evaluation.pictures.forest import Row, forest
from kinfold_evaluation.pictures.picture import plain, signed
from kinfold_evaluation.ten.page import page
from tests.measures.test_charts import is_sound, parts, words

ROOT = Path(__file__).parents[2]
RESULTS = json.loads(
    (ROOT / "studies/ten-authorities/results.json").read_text(encoding="utf-8")
)
CLASS = re.compile(r'class="(chart-[a-z-]+)"')
CSS = ROOT / "src/kinfold/platform/static/kinfold/css/charts.css"


def is_whole(picture, key):
    """Sound in both rooms, its table square, and every part coloured in both sheets."""
    sheets = (Path(alone.__file__).with_suffix(".css"), CSS)
    for room, svg in (("wide", picture.wide), ("narrow", picture.narrow)):
        is_sound(svg, f"{key}-{room}")
        drawn = set(CLASS.findall(svg)) - {"chart-tick", "chart-label"}
        for sheet in sheets:
            has = re.findall(r"\.(chart-[a-z-]+)", sheet.read_text(encoding="utf-8"))
            assert drawn <= set(has), sheet.name
    assert all(len(row) == len(picture.columns) for row in picture.rows)
    assert picture.sentence in picture.description
    assert picture.title


def across(svg, name, class_):
    return [
        float(part.get("cx" if name == "circle" else "x1"))
        for part in parts(svg, name, class_)
    ]


ROWS = [
    Row("main", -2.0, -4.0, 1.0, is_main=True),
    Row("another way of asking the very same question", 1.0, 0.5, 3.0),
    Row("one without an interval", 0.004, note="no interval"),
    Row("one without an answer", None, note="nobody is left"),
]


@pytest.fixture
def some_rows():
    return forest(ROWS, key="f", title="Every way", unit="in 100", seen=2.5)


def test_a_forest_draws_each_estimate_where_it_is(some_rows):
    is_whole(some_rows, "f")
    for svg in (some_rows.wide, some_rows.narrow):
        (main,) = across(svg, "circle", "chart-dot-last")
        other, none = across(svg, "circle", "chart-dot")
        assert main < none < other
        (line,) = parts(svg, "line", "chart-interval")
        nought = across(svg, "line", "chart-nought")
        assert none == pytest.approx(min(nought, key=lambda at: abs(at - none)), abs=1)
        assert float(line.get("x1")) > none  # an interval wholly above nought
    assert len(parts(some_rows.wide, "rect", "chart-band")) == 1
    assert len(parts(some_rows.narrow, "rect", "chart-band")) == 3  # a strip a mark


def test_a_forest_s_table_and_sentence_say_the_same(some_rows):
    assert some_rows.columns == ("analysis", "effect, in 100", "95 % interval", "note")
    assert some_rows.rows[0] == ("main", "−2.00", "−4.00 to +1.00", "")
    assert some_rows.rows[2][1:3] == ("0.00", "")
    assert some_rows.rows[3] == (
        "one without an answer",
        "no answer",
        "",
        "nobody is left",
    )
    assert some_rows.sentence == (
        "Estimates go from −2.00 to +1.00. 1 of 2 intervals take in no effect. 1 "
        "cannot be answered. The pale band: effects smaller than 2.50, which the "
        "leading analysis would often miss."
    )
    assert "−2.00 (−4.00 to +1.00)" in words(some_rows.wide)
    assert "no answer" in words(some_rows.narrow)


def test_a_forest_without_band_or_interval_or_answer_says_only_what_there_is():
    bare = forest([Row("a", 1.0)], key="b", title="T", unit="cases")
    is_whole(bare, "b")
    assert bare.columns[-1] == "95 % interval"
    assert bare.sentence == "Estimates go from +1.00 to +1.00."
    assert not parts(bare.wide, "rect", "chart-band")
    empty = forest([Row("a", None)], key="e", title="T", unit="cases")
    is_whole(empty, "e")
    assert empty.sentence == "None of them has an answer."


def events(*effects, first=-3):
    at = [one for one in range(first, first + len(effects) + 1) if one != -1]
    at = at[: len(effects)]
    return [
        Event(distance, effect, (effect - 1, effect + 1), (effect - 2, effect + 2))
        for distance, effect in zip(at, effects, strict=True)
    ]


def test_an_event_study_has_both_intervals_the_base_and_the_start():
    told = event_study(
        events(0.5, -0.5, 3.0, 1.0), key="s", title="By year", unit="cases", start=2019
    )
    is_whole(told, "s")
    for svg in (told.wide, told.narrow):
        assert len(parts(svg, "line", "chart-thick")) == 4
        assert len(parts(svg, "line", "chart-thin")) == 12  # each with two ends
        (ring,) = across(svg, "circle", "chart-ring")
        (begins,) = across(svg, "line", "chart-event")
        dots = across(svg, "circle", "chart-dot-last")
        assert dots[1] < ring < begins < dots[2]
        assert {"2016", "2018", "2020", "it begins"} <= set(words(svg))
    assert [row[0] for row in told.rows] == ["2016", "2017", "2018", "2019", "2020"]
    assert told.rows[2] == ("2018", "0.00", "compared with", "compared with")
    assert told.rows[3] == ("2019", "+3.00", "+2.00 to +4.00", "+1.00 to +5.00")
    assert told.sentence == (
        "Before the start, no period stands out from 2018 when all are looked at "
        "together. Since the start, these stand out from 2018: 2019."
    )


def test_a_period_left_out_is_marked_and_said_and_periods_may_be_counted():
    told = event_study(
        events(9.0, first=0), key="s", title="T", unit="cases", left_out=(-2,)
    )
    is_whole(told, "s")
    assert len(parts(told.wide, "line", "chart-missing")) == 2
    assert [row[0] for row in told.rows] == ["−2", "−1", "0"]
    assert told.rows[0][1] == "left out"
    assert told.sentence == (
        "Before the start: nothing is told. Since the start, these stand out from −1: "
        "0. Left out: −2."
    )


def test_names_of_many_periods_do_not_touch_and_the_base_keeps_its_own():
    told = event_study(
        events(*range(10), first=-4), key="m", title="T", unit="cases", start=2019
    )
    is_whole(told, "m")
    assert {"2016", "2018", "2020"} <= set(words(told.narrow))
    assert not {"2017", "2019"} & set(words(told.narrow))
    assert {"2017", "2018", "2019"} <= set(words(told.wide))


def test_of_one_treated_no_interval_is_drawn_and_the_table_says_why():
    told = event_study(
        [Event(0, 1.0, None, None)], key="o", title="T", unit="cases", start=2019
    )
    is_whole(told, "o")
    assert not parts(told.wide, "line", "chart-thick")
    assert not parts(told.wide, "line", "chart-thin")
    assert told.rows[-1][2:] == ("none: one is treated", "none: one is treated")
    assert (
        told.sentence == "No interval is drawn, so no period can be told from chance."
    )


def test_every_outcome_of_the_study_has_its_forest_and_its_path():
    for name, answers in RESULTS.items():
        ways = forest_of_ways(answers, key="w", title=name, unit="in 100")
        is_whole(ways, "w")
        said = {row[0]: row for row in ways.rows}
        assert "power" not in said
        assert said["main"][1] == signed(answers["main"]["att"])
        assert said["main"][3] == "clustered, CR2"
        seen = answers["power"]["after"]["smallest_effect"]
        assert f"smaller than {plain(seen)}" in ways.sentence
        each = forest_of_units(
            answers["each, pooled"], key="u", title=name, unit="in 100"
        )
        is_whole(each, "u")
        assert each.columns[0] == "authority"
        assert each.rows[-1][0] == "all, pooled"
        if "effects" in answers["path"]:
            path = event_study_of(answers["path"], key="p", title=name, unit="in 100")
            is_whole(path, "p")
            assert path.rows[3][0] == "2018"


def test_an_interval_says_what_it_rests_on():
    answers = RESULTS["care_applications"]
    assert interval_of(answers["each, pooled"])[1] == "Knapp and Hartung"
    span, rests_on = interval_of(answers["trends not parallel"])
    assert rests_on == "trends may jump as far as before"
    set_ = next(
        one
        for one in answers["trends not parallel"]["relative_magnitude"]
        if one["bound"] == 1
    )
    assert span == (set_["low"], set_["high"])
    span, rests_on = interval_of({"att": 1.0, "se": 1.0})
    assert (round(span[0], 2), rests_on) == (-0.96, "1.96 errors")
    assert interval_of(answers["each by its mix"]) == (None, "no interval")
    others = {"relative_magnitude": [{"bound": 0.0, "low": -1.0, "high": 1.0}]}
    assert interval_of(others)[0] is None


def test_where_one_is_treated_no_clustered_interval_or_error_stands():
    """Such intervals miss no effect in three of four worlds without any."""
    main = RESULTS["care_applications"]["main"]
    one = {**main, "design": {**main["design"], "treated": ["Norfolk"]}}
    assert interval_of(main)[1] == "clustered, CR2"
    assert interval_of(one) == (None, "none: one is treated")
    assert (error_of(main), error_of(one)) == (main["se"], None)
    ways = forest_of_ways({"main": one}, key="w", title="T", unit="cases")
    assert "intervals" not in ways.sentence
    assert ways.rows[0][2] == ""
    weighed = {**RESULTS["care_applications"]["weighted mix"], "design": one["design"]}
    assert interval_of(weighed)[1] == "1.96 errors"  # its error is of placebos
    answers = {**RESULTS["care_applications"], "main": one}
    said = dict.fromkeys(("question", "population", "led_by", "written_by"), "")
    results = {"care_applications": answers}
    told = page(said, "0" * 64, {"results": results, "deviations": []})
    assert "| none: one is treated |" in told
    path = RESULTS["care_applications"]["path"]
    alone = event_study_of(
        {**path, "design": one["design"]}, key="p", title="T", unit="cases"
    )
    assert "would say nothing of chance" in alone.sentence


@pytest.mark.parametrize(
    ("p_value", "said"),
    [(None, ""), (1e-4, "below 0.001"), (0.001, "0.001"), (0.6129, "0.613")],
)
def test_no_chance_is_written_as_nought(p_value, said):
    assert p_words(p_value) == said


def test_a_share_of_dealings_is_counted():
    assert counted(1e-4, 10_000) == "1 of 10,000"


def test_a_gap_among_periods_is_left_out_and_an_odd_start_is_counted_from():
    one = {"effect": 1.0, "se": 0.5, "band": [-1.0, 3.0]}
    answer = {
        "effects": [
            {"time_since_start": -3, **one},
            {"time_since_start": 0, **one},
        ],
        "design": {"starts": [2018.5], "treated": ["some"] * 20},
    }
    told = event_study_of(answer, key="g", title="T", unit="cases")
    assert told.sentence.endswith("Left out: −2.")
    answer["design"]["treated"] = ["some"] * 4
    few = event_study_of(answer, key="g", title="T", unit="cases")
    assert few.sentence == (
        f"{told.sentence} With 4 treated such intervals are too narrow: a period that "
        "stands out is no find by itself."
    )
    assert [row[:2] for row in told.rows] == [
        ("−3", "+1.00"), ("−2", "left out"), ("−1", "0.00"), ("0", "+1.00"),
    ]  # fmt: skip


def test_figures_have_a_true_minus_and_nought_has_no_sign():
    assert (signed(-0.004), signed(-0.005001), signed(3, 0)) == ("0.00", "−0.01", "+3")
    assert plain(-1.25, 1) == "−1.2"


def test_an_axis_over_nought_holds_both_ends():
    assert ticks_over(-3.2, 7.9, 5) == (-5, 0, 5, 10)
    assert ticks_over(2, 2, 4) == (1.0, 1.5, 2.0, 2.5, 3.0)
    assert ticks_over(-10, 10, 4) == (-10, -5, 0, 5, 10)


def test_whom_the_ten_are_compared_with_is_a_map_with_its_table():
    answers = RESULTS["care_applications"]
    weights = answers["weighted mix"]["unit_weights"]
    picture = controls_of(answers, key="beside", title="Compared with whom")
    is_whole(picture, "beside")
    assert [row[3] for row in picture.rows[:10]] == ["treated"] * 10
    assert {row[0] for row in picture.rows} >= weights.keys()
    assert "no tile" not in {row[2] for row in picture.rows}
    assert sum(float(row[1] or 0) for row in picture.rows) == pytest.approx(100, abs=1)
    assert "10 treated beside a mix of" in picture.sentence
    assert "use the approach too" in picture.sentence
    for look in LEGEND:
        assert look.words in picture.narrow


def test_no_map_is_drawn_without_a_mix_or_of_units_that_are_no_authorities():
    mixed = {
        "unit_weights": {"B": 0.9, "C": 0.1, "D": 0.0, "E": 0.4},
        "design": {"treated": ["A"]},
    }
    assert controls_of({"main": {}}, key="k", title="t") is None
    assert controls_of({"mix": mixed}, key="k", title="t") is None
    mixed["design"] = {"treated": ["Norfolk"]}
    picture = controls_of({"mix": mixed}, key="k", title="t")
    assert [row[1:] for row in picture.rows] == [
        ("", "NFK", "treated"),
        ("90.00", "no tile", "beside"),
        ("40.00", "no tile", "beside"),
        ("10.00", "no tile", "beside"),
        ("0.00", "no tile", "no weight"),
    ]
    assert "leaves them out" not in picture.sentence
