"""Reading a panel: what stands in a file is read as it stands, or refused in words."""

from __future__ import annotations

import numpy as np
import pytest

from kinfold_evaluation.panel import Columns, panel_of, read_panel
from kinfold_evaluation.refusal import CannotIdentify

COLUMNS = Columns("unit", "time", "y", cohort="start")


def written(folder, text):
    path = folder / "panel.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_is_read_with_any_mark_between_cells(tmp_path, mark):
    rows = ["unit,time,y,start", "b,1,2,0", "a,2,4,2", "a,1,3,2", "b,2,,0"]
    path = written(tmp_path, "\n".join(rows).replace(",", mark))
    panel = read_panel(path, COLUMNS)
    assert panel.units == ("a", "b")
    assert panel.times == (1.0, 2.0)
    np.testing.assert_array_equal(panel.outcome, [[3, 4], [2, np.nan]])
    np.testing.assert_array_equal(panel.treatment, [[0, 1], [0, 0]])
    assert not panel.is_balanced


@pytest.mark.parametrize("word", ["", "NA", "c", "z", ":", "x"])
def test_what_nobody_has_or_is_withheld_is_missing_and_never_0(tmp_path, word):
    path = written(tmp_path, f"unit,time,y,start\na,1,{word},0\na,2,5,0\n")
    panel = read_panel(path, COLUMNS)
    assert np.isnan(panel.outcome[0, 0])


def test_true_and_false_are_read_as_1_and_0(tmp_path):
    path = written(tmp_path, "unit,time,y,start\na,1,TRUE,NA\na,2,FALSE,NA\n")
    panel = read_panel(path, COLUMNS)
    np.testing.assert_array_equal(panel.outcome, [[1, 0]])
    assert not panel.ever_treated.any()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,time,y,start\n", "has no rows"),
        ("unit,time,z,start\na,1,1,0\n", "has no column y. It has: unit, time, z"),
        ("unit,time,y,start\na,1,1,0\na,2\n", "line 3: fewer cells"),
        ("unit,time,y,start\na,1,many,0\n", "Line 2: y is “many”"),
        ("unit,time,y,start\na,,1,0\n", "Line 2: time is empty"),
        ("unit,time,y,start\na,1,1,0\na,1,2,0\n", "a has 2 rows for 1"),
        ("unit,time,y,start\na,1,1,2\na,2,2,3\n", "a starts in 3, and in 2"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(tmp_path, text, said):
    with pytest.raises(CannotIdentify, match=said):
        read_panel(written(tmp_path, text), COLUMNS)


def test_a_treated_unit_that_is_in_no_row_is_named():
    with pytest.raises(
        CannotIdentify, match="No row is of c, .* Units there are: a, b"
    ):
        panel_of(["a", "b"], [1.0, 1.0], [1.0, 2.0], {"c": 1.0})


@pytest.mark.parametrize("value", [1e200, float("-inf")])
def test_a_figure_too_large_to_be_squared_is_refused_with_its_place(value):
    with pytest.raises(CannotIdentify, match=r"a has .* in 2, more than can be"):
        panel_of(["a", "a"], [1.0, 2.0], [1.0, value], {})
    with pytest.raises(CannotIdentify, match=r"a has .* in 2, more than can be"):
        panel_of(["a", "a"], [1.0, 2.0], [1.0, 2.0], {}, {"x": [1.0, value]})


def test_many_units_are_not_all_listed():
    names = [f"u{number}" for number in range(20)]
    with pytest.raises(CannotIdentify, match="and more"):
        panel_of(names, [1.0] * 20, [1.0] * 20, {"elsewhere": 1.0})


def test_a_cell_beyond_the_headings_is_not_a_column(tmp_path):
    path = written(tmp_path, "unit,time,y,start\na,1,1,0,more\na,2,2,0\n")
    assert read_panel(path, COLUMNS).units == ("a",)


def test_covariates_must_be_there_for_a_cell_to_be_used():
    panel = panel_of(["a", "a"], [1.0, 2.0], [1.0, 2.0], {}, {"x": [1.0, float("nan")]})
    np.testing.assert_array_equal(panel.seen, [[True, False]])
