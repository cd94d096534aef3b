"""An interrupted series from the command line."""

from __future__ import annotations

import numpy as np
import pytest

from tests.evaluation.panels import CALIFORNIA, SICILY
from tests.evaluation.test_command import SMOKING, asked

BAN = (
    "--method", "its", "--data", str(SICILY), "--time", "time", "--outcome", "aces",
    "--from", "37",
)  # fmt: skip
RATIO = ("--family", "counts", "--exposure", "stdpop", "--change", "level")


def test_sicily_is_asked_without_a_unit():
    code, answer = asked(*BAN, *RATIO, "--season", "12")
    assert code == 0
    level = answer["changes"]["change of level"]["quasi-Poisson"]
    assert level["ratio"] == pytest.approx(0.885072, abs=1e-6)
    assert level["ratio_ci"] == pytest.approx([0.839401, 0.933227], abs=2e-6)
    assert answer["design"]["treated"] == ["the series"]
    assert answer["ci"][0] < answer["att"] < answer["ci"][1] < 0
    last = answer["periods"][-1]
    assert last["expected"] == pytest.approx(last["unchanged"] * level["ratio"])
    assert "prais_winsten" not in answer
    assert len(answer["notes"]) == 1


def test_california_s_own_path_is_a_line_with_prais_winsten_beside():
    _, answer = asked("--method", "its", *SMOKING)
    assert set(answer["changes"]) == {"change of level", "change of slope"}
    assert set(answer["changes"]["change of slope"]) == {"OLS", "Newey-West"}
    assert 0 < answer["prais_winsten"]["carried_on"] < 1
    assert answer["prais_winsten"]["change of slope"]["value"] < 0
    assert "31 periods are few" in answer["notes"][1]
    since = [one for one in answer["periods"] if one["time"] >= 1989]
    gaps = [one["expected"] - one["unchanged"] for one in since]
    assert answer["att"] == pytest.approx(np.mean(gaps))


def test_several_units_have_one_each():
    words = list(SMOKING)
    words[words.index("California")] = "California,Utah"
    _, answer = asked("--method", "its", *words)
    assert set(answer["units"]) == {"California", "Utah"}


def test_gaps_are_left_out_and_swings_are_said(tmp_path):
    path = tmp_path / "swings.csv"
    rows = [f"{t},{'c' if t == 4 else t + (-2) ** t}" for t in range(1, 16)]
    path.write_text("t,y\n" + "\n".join(rows), encoding="utf-8")
    _, answer = asked(
        "--method", "its", "--data", str(path), "--time", "t", "--outcome", "y",
        "--from", "8",
    )  # fmt: skip
    assert "never counted as 0" in answer["notes"][2]
    assert "does not settle" in answer["prais_winsten"]["cannot_be_told"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--method", "did", *BAN[2:]), "--unit is needed"),
        ((*BAN, "--treated", "Sicily"), "--unit is needed"),
        (BAN[:-2], "--from: the first period"),
        ((*BAN, "--unit", "year"), "Who is treated"),
        ((*BAN, "--covariates", "pop"), "neither weights nor covariates"),
        ((*BAN, "--weights", "pop"), "neither weights nor covariates"),
        ((*BAN, "--lags", "-1"), "--lags at least 0"),
        (
            (
                "--method", "its", "--data", str(CALIFORNIA), "--unit", "State",
                "--time", "Year", "--outcome", "PacksPerCapita", "--treated", "",
                "--from", "1989",
            ),
            "No unit is treated",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_of_a_series_is_said(words, said):
    code, complaint = asked(*words)
    assert code == 2
    assert said in complaint
