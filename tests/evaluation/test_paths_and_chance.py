"""Pictures of mixes, of other choices, and of every way to ask."""

from __future__ import annotations

import io
import json

import pytest

from kinfold_evaluation import command
from kinfold_evaluation.methods import short
from kinfold_evaluation.pictures.answers import (
    assignments_of,
    curve_of,
    mixed_units,
    paths_of,
)
from kinfold_evaluation.pictures.assignments import assignments
from kinfold_evaluation.pictures.curve import Way, curve
from kinfold_evaluation.pictures.synthetic_paths import Beside, synthetic_paths
from kinfold_evaluation.randomisation import randomised
from tests.evaluation.panels import made
from tests.evaluation.test_pictures import RESULTS, ROOT, across, is_whole
from tests.measures.test_charts import parts, vertices, words

ONE_MIX = "Wokingham"
MIXED = Beside(
    "Anytown", (2015, 2016, 2017, 2018), 2017,
    (10.0, 12.0, 9.0, 8.0), (10.0, 11.0, 12.0, 12.0), 3, 21,
    ((0.0, 1.0, 5.0, -2.0), (0.5, 0.0, -4.0, 1.0)),
)  # fmt: skip


def test_both_paths_the_gap_and_the_pale_ones_are_drawn():
    told = synthetic_paths(MIXED, key="m", title="Anytown: plans", unit="in 100")
    is_whole(told, "m")
    for svg in (told.wide, told.narrow):
        own, gap = parts(svg, "path", "chart-own")
        (mix,) = parts(svg, "path", "chart-target")
        (pale,) = parts(svg, "path", "chart-placebo")
        assert [vertices(one) for one in (own, gap, mix, pale)] == [4, 4, 4, 8]
        (begins,) = across(svg, "line", "chart-event")
        assert begins > 0
        assert "it begins" in words(svg)
    assert told.rows[2] == ("2017", "9.00", "12.00", "−3.00")
    assert told.sentence == (
        "Since 2017 Anytown was 3.50 below its mix on average. Of 20 authorities never "
        "treated, 2 moved away from their own mix as much or more, by the ratio of "
        "gaps since to gaps before."
    )


def test_without_placebos_nothing_is_pale_and_above_is_said():
    alone = Beside("Anytown", (2016, 2017), 2017, (1.0, 3.0), (1.0, 2.0), 1, 1)
    told = synthetic_paths(alone, key="m", title="T", unit="cases")
    is_whole(told, "m")
    assert not parts(told.wide, "path", "chart-placebo")
    assert "pale" not in " ".join(words(told.wide))
    assert "1.00 above its mix" in told.sentence


def test_every_authority_of_the_study_that_one_mix_is_like_has_its_paths():
    answer = RESULTS["plan_again"]["each by its mix"]
    shown = paths_of(answer, key="p", title="plans", unit="in 100")
    units = mixed_units(answer)
    assert 0 < len(units) < len(answer["units"])
    assert [one.title for one in shown] == [f"{one['unit']}: plans" for one in units]
    for number, (picture, one) in enumerate(zip(shown, units, strict=True), 1):
        is_whole(picture, f"p-{number}")
        assert picture.rows[-1][3].lstrip("−+") == f"{abs(one['gaps']['2020']):.2f}"
    (pale,) = parts(shown[0].wide, "path", "chart-placebo")
    told = units[0]["of"] - 1 - units[0]["placebos_exact_before"]
    assert vertices(pale) == 6 * told


def asked(*options):
    out = io.StringIO()
    panel = str(ROOT / "studies/ten-authorities/panel.csv")
    words_ = ["--data", panel, "--unit", "authority", "--time", "year", "--json"]
    assert command.main([*options, *words_], out=out) == 0
    return json.loads(out.getvalue())


def test_one_authority_by_itself_has_its_path():
    one = asked(
        "--method", "sc", "--outcome", "plan_again",
        "--treated", ONE_MIX, "--from", "2019",
    )  # fmt: skip
    (shown,) = paths_of(one, key="o", title="plans", unit="in 100")
    assert shown.title == f"{ONE_MIX}: plans"
    assert len(one["placebo_gaps"]) == one["of"] - 1 - one["placebos_exact_before"]


def test_where_starts_differ_no_placebos_are_everybody_s(tmp_path):
    rows = ["unit,time,y,start"]
    for number, start in enumerate((4, 5, 0, 0, 0)):
        rows += [
            f"u{number},{time},{time * (1 + number % 3) + time**number % 5},{start}"
            for time in range(1, 7)
        ]
    path = tmp_path / "panel.csv"
    path.write_text("\n".join(rows))
    out = io.StringIO()
    words_ = (
        "--method", "sc", "--data", str(path), "--unit", "unit", "--time", "time",
        "--outcome", "y", "--cohort", "start", "--json",
    )  # fmt: skip
    assert command.main(words_, out=out) == 0
    answer = json.loads(out.getvalue())
    assert "placebo_gaps" not in answer
    shown = paths_of(answer, key="o", title="y", unit="cases")
    assert [one.title for one in shown] == ["u0: y", "u1: y"]
    assert not parts(shown[0].wide, "path", "chart-placebo")
    assert ["Since 4 u0" in shown[0].sentence, "Since 5 u1" in shown[1].sentence] == [
        True,
        True,
    ]


def test_dots_are_as_many_as_parts_and_dark_where_as_far():
    spread = [(number - 49.5) / 10 for number in range(100)]
    told = assignments(
        spread, 4.0, p_value=0.2, count=10_000, key="a", title="Chance", unit="cases"
    )
    is_whole(told, "a")
    for svg in (told.wide, told.narrow):
        dark = parts(svg, "circle", "chart-dot")
        pale = parts(svg, "circle", "chart-peer")
        assert (len(dark), len(pale)) == (20, 80)
        at = sorted(across(svg, "circle", "chart-peer"))
        low, high = sorted(across(svg, "line", "chart-limit"))
        assert low - 10 < at[0] < at[-1] < high + 10
        assert "actual +4.00" in words(svg)
    assert told.sentence == (
        "The actual effect is +4.00 cases. 2,000 of 10,000 choices of whom to treat "
        "show one as far from nought or farther."
    )
    assert told.rows[3] == ("50 of 100 lie below", "+0.05")
    assert told.rows[-1] == ("the actual one", "+4.00")


def test_what_is_all_one_value_is_stacked_small_enough_to_stay_inside():
    told = assignments(
        [0.0] * 100, -1.0, p_value=0.01, count=100, key="a", title="T", unit="cases"
    )
    is_whole(told, "a")
    assert "actual −1.00" in words(told.narrow)


def test_dark_dots_agree_with_p_where_one_of_few_is_treated():
    """Twelve choices, the actual one the farthest: a twelfth of the dots is dark."""
    panel = made(12, 8, {0: 5.0}, effect=50.0)
    dealt = randomised(panel)
    assert dealt.p_effect == pytest.approx(1 / 12)
    told = assignments(
        [short(one) for one in dealt.spread],
        dealt.effect,
        p_value=dealt.p_effect,
        count=dealt.draw_count,
        key="a",
        title="T",
        unit="cases",
    )
    assert len(parts(told.wide, "circle", "chart-dot")) == 8
    assert "1 of 12 choices" in told.sentence


def test_the_study_keeps_how_its_other_choices_are_spread():
    for answers in RESULTS.values():
        main = answers["main"]
        told = assignments_of(main, key="c", title="T", unit="in 100")
        is_whole(told, "c")
        spread = main["randomisation"]["spread"]
        assert spread == sorted(spread)
        far = sum(abs(one) >= abs(main["att"]) for one in spread) / len(spread)
        assert far == pytest.approx(main["p_value"], abs=0.02)


def ways():
    return [
        Way(effect, {"estimator": estimator, "sample": "all", "window": window})
        for effect, estimator, window in (
            (1.0, "did", "all"), (-2.0, "sdid", "2015 to 2019"), (0.5, "did", "all"),
        )
    ]  # fmt: skip


def test_a_curve_ascends_and_has_a_row_for_each_choice_that_was_one():
    told = curve(ways(), p_value=0.25, key="c", title="Every way", unit="cases")
    is_whole(told, "c")
    assert told.columns == ("effect, cases", "estimator", "sample", "window")
    assert [row[0] for row in told.rows] == ["−2.00", "+0.50", "+1.00"]
    for svg in (told.wide, told.narrow):
        said = words(svg)
        assert {"estimator: did", "window: 2015 to 2019"} <= set(said)
        assert "sample: all" not in said
        assert len(parts(svg, "circle", "chart-dot-last")) == 3
        assert len(parts(svg, "circle", "chart-dot")) == 6
        heights = [float(p.get("cy")) for p in parts(svg, "circle", "chart-dot-last")]
        assert heights == sorted(heights, reverse=True)
    assert told.sentence == (
        "Of 3 ways, 1 are below nought. Effects go from −2.00 to +1.00, with about "
        "+0.50 in the middle (p 0.250, all together)."
    )


def test_a_curve_of_one_way_has_no_choices_and_no_rows_for_them():
    told = curve(ways()[:1], p_value=1.0, key="c", title="T", unit="cases")
    is_whole(told, "c")
    assert not parts(told.wide, "circle", "chart-dot")


def test_a_curve_is_drawn_of_an_answer(tmp_path):
    grid = {"estimators": ["did", "imputation"], "windows": [None, [2016, 2020]]}
    path = tmp_path / "grid.json"
    path.write_text(json.dumps(grid))
    answer = asked(
        "--method", "curve", "--outcome", "plan_again", "--cohort", "start",
        "--grid", str(path), "--draws", "3",
    )  # fmt: skip
    told = curve_of(answer, key="c", title="Every way", unit="in 100")
    is_whole(told, "c")
    assert {row[3] for row in told.rows} == {"all", "2016 to 2020"}
    assert {row[4] for row in told.rows} == {"none"}
