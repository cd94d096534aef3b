"""`./kinfold evaluate`, as a stranger types it."""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from kinfold_evaluation.command import main
from tests.evaluation.panels import BENCH, CALIFORNIA, CASTLE, COUNTIES

SRC = Path(__file__).parents[2] / "src"
SMOKING = (
    "--data", str(CALIFORNIA), "--unit", "State", "--time", "Year", "--outcome",
    "PacksPerCapita", "--treated", "California", "--from", "1989",
)  # fmt: skip
YOUNG = (
    "--data", str(COUNTIES), "--unit", "countyreal", "--time", "year", "--outcome",
    "lemp", "--cohort", "first.treat",
)  # fmt: skip
TEN = (
    "--data", str(BENCH), "--unit", "la", "--time", "q", "--outcome", "y",
    "--cohort", "g", "--draws", "199",
)  # fmt: skip


def asked(*words):
    out, complain = io.StringIO(), io.StringIO()
    code = main([*words, "--json"], out=out, complain=complain)
    return code, json.loads(out.getvalue()) if code == 0 else complain.getvalue()


def test_difference_in_differences_leads_with_randomisation():
    code, answer = asked("--method", "did", *TEN)
    assert code == 0
    assert answer["method"] == "difference-in-differences"
    assert answer["att"] == pytest.approx(-4.909423, abs=1e-6)
    assert answer["p_value"] == answer["randomisation"]["p_effect"]
    assert set(answer["wild_bootstrap"]) == {"restricted", "unrestricted"}
    assert len(answer["design"]["treated"]) == 10
    assert "clustered errors are too small" in answer["notes"][0]


def test_one_treated_state_gets_no_bootstrap():
    _, answer = asked("--method", "twfe", *SMOKING)
    assert answer["att"] == pytest.approx(-27.3491, abs=1e-4)
    assert "wild_bootstrap" not in answer
    assert answer["randomisation"]["p_effect"] == pytest.approx(5 / 39)


def test_starts_that_differ_and_gaps_are_pointed_out(tmp_path):
    _, answer = asked(
        "--method", "did", "--data", str(CASTLE), "--unit", "sid", "--time", "year",
        "--outcome", "l_homicide", "--cohort", "effyear", "--draws", "99",
    )  # fmt: skip
    assert any("different times" in note for note in answer["notes"])
    path = tmp_path / "gaps.csv"
    rows = [f"{u},{t},{'' if (u, t) == (2, 1) else u * t % 5},{3 if u < 2 else 0}"
            for u in range(8) for t in range(1, 5)]  # fmt: skip
    path.write_text("u,t,y,g\n" + "\n".join(rows), encoding="utf-8")
    _, answer = asked(
        "--method", "did", "--data", str(path), "--unit", "u", "--time", "t",
        "--outcome", "y", "--cohort", "g",
    )  # fmt: skip
    assert any("never counted as 0" in note for note in answer["notes"])
    assert answer["design"]["cells_without_outcome"] == 1


HOMICIDES = (
    "--data", str(CASTLE), "--unit", "sid", "--time", "year", "--outcome",
    "l_homicide", "--cohort", "effyear", "--draws", "99",
)  # fmt: skip


def test_rows_may_be_weighed():
    _, answer = asked("--method", "did", *HOMICIDES, "--weights", "popwt")
    assert answer["standard_errors"]["CR2"]["df"] == pytest.approx(7.1, abs=0.05)
    assert answer["design"]["cells_are_weighed"]


@pytest.mark.parametrize("method", ["sc", "sdid"])
def test_methods_that_find_weights_themselves_take_none(method):
    code, said = asked("--method", method, *HOMICIDES, "--weights", "popwt")
    assert code == 2
    assert "can take none from --weights" in said


def test_sun_and_abraham_say_whom_they_compare_with_and_who_is_a_cohort_alone():
    _, answer = asked("--method", "sa", *YOUNG)
    assert answer["method"] == "sun-abraham"
    assert answer["att"] == pytest.approx(-0.0399513, abs=1e-7)
    assert answer["compared_with"] == "never treated"
    assert [e["time_since_start"] for e in answer["effects"]] == [
        -4,
        -3,
        -2,
        0,
        1,
        2,
        3,
    ]
    assert set(answer["att_gt"][0]) == {"cohort", "time", "att", "se"}
    assert answer["notes"] == []
    _, answer = asked("--method", "sa", *HOMICIDES)
    assert "A cohort alone: 10, 27." in answer["notes"][0]


def test_imputation_names_the_cells_that_nothing_speaks_of(tmp_path):
    _, answer = asked("--method", "gardner", *YOUNG)
    assert answer["method"] == "imputation"
    assert answer["att"] == pytest.approx(-0.0477099, abs=1e-7)
    assert sum(e["treated_cells"] for e in answer["effects"]) == 291
    words = small(tmp_path, lambda u, t: (u * 7 + t * t) % 5, 3, start=[4, 1, 4])
    _, answer = asked("--method", "bjs", *words)
    assert {cell["unit"] for cell in answer["not_told"]} == {"1"}
    assert "6 treated cells are left out" in " ".join(answer["notes"])


def test_stacks_have_a_window_and_say_which_cohorts_have_none():
    _, answer = asked("--method", "stacked", *HOMICIDES, "--window", "3,1")
    assert answer["window"] == [3, 1]
    assert answer["stacks"] == [2006, 2007, 2008, 2009]
    assert [e["time_since_start"] for e in answer["effects"]] == [-3, -2, 0, 1]
    assert "Those of 2010 have fewer periods" in answer["notes"][-1]


def test_the_decomposition_says_how_much_is_compared_with_the_treated(tmp_path):
    _, answer = asked("--method", "bacon", *HOMICIDES)
    assert answer["att"] == pytest.approx(0.069398, abs=1e-6)
    assert sum(kind["weight"] for kind in answer["kinds"]) == pytest.approx(1)
    assert answer["notes"][0].startswith("2.4% of the weight")
    words = small(tmp_path, lambda u, t: (u * 7 + t * t) % 5, 3)
    _, answer = asked("--method", "bacon", *words)
    assert answer["notes"] == []


def test_what_weakens_an_answer_is_said_beside_it(tmp_path):
    words = small(tmp_path, lambda u, t: (u * 7 + t * t) % 5, 3, start=[2, 2, 1])
    _, answer = asked("--method", "did", *words)
    said = " ".join(answer["notes"])
    assert "There is one period before the start" in said
    assert "Treated in every period: 2." in said


def test_callaway_santanna_gives_every_effect_and_all_averages():
    _, answer = asked("--method", "cs", *YOUNG, "--covariates", "lpop", "--draws", "99")
    assert len(answer["att_gt"]) == 12
    assert set(answer["att_gt"][0]) == {"cohort", "time", "att", "se"}
    assert set(answer["aggregates"]) == {"simple", "dynamic", "group", "calendar"}
    assert answer["pre_test"]["p_value"] == pytest.approx(0.23267, abs=1e-5)
    _, plain = asked("--method", "cs", *YOUNG, "--estimator", "reg", "--draws", "99")
    assert plain["aggregates"]["simple"]["att"] == pytest.approx(-0.0399513, abs=1e-7)


def test_a_short_panel_has_no_test_of_before(tmp_path):
    path = tmp_path / "short.csv"
    rows = [
        f"{u},{t},{u * t % 3},{2 if u < 3 else 0}" for u in range(8) for t in (1, 2)
    ]
    path.write_text("u,t,y,g\n" + "\n".join(rows), encoding="utf-8")
    words = ("--data", str(path), "--unit", "u", "--time", "t", "--outcome", "y")
    _, answer = asked("--method", "cs", *words, "--cohort", "g")
    assert answer["pre_test"] is None
    _, answer = asked("--method", "event-study", *words, "--cohort", "g")
    assert answer["before"] is None


def test_the_event_study_gives_a_band_for_all_periods(tmp_path):
    path = tmp_path / "event.csv"
    rows = [
        f"{u},{t},{(u * 7 + t * 3) % 11},{4 if u < 5 else 0}"
        for u in range(14)
        for t in range(1, 7)
    ]
    path.write_text("u,t,y,g\n" + "\n".join(rows), encoding="utf-8")
    _, answer = asked(
        "--method", "event-study", "--data", str(path), "--unit", "u", "--time", "t",
        "--outcome", "y", "--cohort", "g",
    )  # fmt: skip
    assert [e["time_since_start"] for e in answer["effects"]] == [-3, -2, 0, 1, 2]
    assert answer["before"]["df"] == 2


def test_an_effect_is_doubted_by_jumps_and_by_bends(tmp_path):
    words = small(tmp_path, lambda u, t: (u * 7 + t**3) % 11 + u * t % 5, 5)
    _, answer = asked("--method", "honest", *words, "--jumps", "0,1", "--at", "0")
    assert answer["method"] == "unparallel-trends"
    assert answer["effect_is"] == "0 periods since the start"
    none, once = answer["relative_magnitude"]
    assert once["low"] < none["low"] < answer["effect"] < none["high"] < once["high"]
    assert len(answer["smoothness"]) == 5
    _, mean = asked("--method", "honest", *words, "--bends", "0.5")
    assert mean["effect_is"] == "mean of all periods since the start"
    assert [one["bound"] for one in mean["smoothness"]] == [0.5]
    _, long = asked("--method", "honest", *TEN, "--jumps", "1")
    assert long["smoothness"] is None
    assert "10 units are treated" in long["notes"][0]
    assert "quarters into years" in long["notes"][-1]


def test_an_effect_in_few_units_is_not_doubted_by_errors_that_are_too_small(tmp_path):
    def outcome(unit, time):
        return (unit * 7 + time**3) % 11 + unit * time % 5

    code, complaint = asked("--method", "honest", *small(tmp_path, outcome, 4))
    assert code == 2
    assert "Only 4 treated units have outcomes" in complaint
    code, answer = asked("--method", "honest", *small(tmp_path, outcome, 5))
    assert code == 0
    assert answer["relative_magnitude_breaks_at"] is not None
    assert "clustered errors are too small with so few" in answer["notes"][0]


@pytest.mark.parametrize("jumps", ["much", "-1", "inf"])
def test_no_number_of_jumps_is_refused(jumps, capsys):
    with pytest.raises(SystemExit):
        asked("--method", "honest", *TEN, f"--jumps={jumps}")
    assert "numbers of at least 0 are needed" in capsys.readouterr().err


def test_what_could_have_been_seen_is_told_before_and_after(tmp_path):
    _, answer = asked("--method", "power", *TEN)
    assert answer["after"]["placebo_laws"] == 199
    assert answer["before"]["periods_since"] == 20
    assert answer["after"]["smallest_effect"] > answer["after"]["critical_effect"]
    path = tmp_path / "short.csv"
    rows = [f"{u},{t},{u * t % 7},{2 * (u < 2)}" for u in range(9) for t in (1, 2)]
    path.write_text("u,t,y,g\n" + "\n".join(rows), encoding="utf-8")
    words = ("--data", str(path), "--unit", "u", "--time", "t", "--outcome", "y")
    _, short = asked("--method", "power", *words, "--cohort", "g", "--draws", "99")
    assert short["before"] is None
    assert "Add earlier periods" in short["notes"][0]


def test_synthetic_control_names_its_donors_and_its_rank():
    _, answer = asked("--method", "sc", *SMOKING)
    assert answer["att"] == pytest.approx(-19.5136, abs=5e-5)
    assert (answer["rank"], answer["of"]) == (3, 39)
    assert sum(answer["weights"].values()) == pytest.approx(1)
    assert set(answer["leave_one_out"]) == set(answer["weights"])


def test_each_of_several_treated_units_gets_its_own():
    _, answer = asked("--method", "synthetic-control", *TEN)
    assert len(answer["units"]) == 10
    mean = sum(unit["att"] for unit in answer["units"]) / 10
    assert answer["att"] == pytest.approx(mean)


def test_synthetic_difference_in_differences():
    _, answer = asked("--method", "sdid", *SMOKING)
    assert answer["att"] == pytest.approx(-15.6054, abs=5e-5)
    assert answer["all_placebos"]
    assert set(answer["time_weights"]) == {"1986", "1987", "1988"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--method", "sc", *SMOKING[:-2]), "--treated needs --from"),
        (("--method", "sc", *SMOKING[:-3], "Utopia", "--from", "1989"), "is of Utopia"),
        (("--method", "sc", *SMOKING[:7], "Packs", *SMOKING[8:]), "no column Packs"),
        (("--method", "did", *SMOKING, "--draws", "0"), "--draws is at least 1"),
        (
            ("--method", "sc", *SMOKING[:-4], "--cohort", "treated"),
            "A unit starts once",
        ),
        (("--method", "stacked", *HOMICIDES, "--window", "3"), "two whole numbers"),
        (("--method", "sc", "--data", "nowhere.csv", *SMOKING[2:]), "nowhere.csv"),
    ],
    ids=[
        "no from",
        "unknown unit",
        "no column",
        "no draws",
        "odd cohort",
        "odd window",
        "no file",
    ],
)
def test_what_cannot_be_answered_is_said_and_the_code_is_2(words, said):
    code, complaint = asked(*words)
    assert code == 2
    assert said in complaint


def test_nobody_treated_is_said(tmp_path):
    path = tmp_path / "nobody.csv"
    path.write_text("u,t,y,g\na,1,1,0\na,2,2,0\nb,1,1,0\nb,2,3,0\n", encoding="utf-8")
    for method in ("sc", "sdid", "cs", "did", "sa", "imputation", "stacked"):
        code, said = asked(
            "--method", method, "--data", str(path), "--unit", "u", "--time", "t",
            "--outcome", "y", "--cohort", "g",
        )  # fmt: skip
        assert code == 2
        assert "treated" in said


def small(folder, outcome, treated, start=(4,) * 8):
    """Eight units over six periods, some treated, from the fourth if not said."""
    path = folder / "small.csv"
    rows = [
        f"{u},{t},{outcome(u, t)},{start[u] if u < treated else 0}"
        for u in range(8)
        for t in range(1, 7)
    ]
    path.write_text("u,t,y,g\n" + "\n".join(rows), encoding="utf-8")
    return (
        "--data", str(path), "--unit", "u", "--time", "t", "--outcome", "y",
        "--cohort", "g",
    )  # fmt: skip


@pytest.mark.parametrize("outcome", [lambda u, t: 7, lambda u, t: u + 3 * t])
@pytest.mark.parametrize(
    "method",
    ["did", "event-study", "cs", "sa", "imputation", "stacked", "bacon", "sc", "sdid"],
)
def test_an_outcome_that_never_changes_is_said(tmp_path, outcome, method):
    code, said = asked("--method", method, *small(tmp_path, outcome, 5))
    assert code == 2
    assert "The outcome never changes" in said
    assert "alike" in said


@pytest.mark.parametrize("method", ["did", "event-study", "cs", "sa", "bjs", "stacked"])
def test_two_units_leave_no_error_to_be_told(tmp_path, method):
    path = tmp_path / "two.csv"
    rows = [f"{u},{t},{u * t % 5},{u * 4}" for u in range(2) for t in range(1, 7)]
    path.write_text("u,t,y,g\n" + "\n".join(rows), encoding="utf-8")
    code, said = asked(
        "--method", method, "--data", str(path), "--unit", "u", "--time", "t",
        "--outcome", "y", "--cohort", "g",
    )  # fmt: skip
    assert code == 2
    assert "outcomes of two units only" in said


@pytest.mark.parametrize(("method", "treated"), [("sc", 1), ("sc", 5), ("sdid", 5)])
def test_methods_that_use_no_covariates_say_so(tmp_path, method, treated):
    words = small(tmp_path, lambda u, t: (u * 7 + t * t) % 5, treated)
    _, answer = asked("--method", method, *words)
    assert answer["notes"] == []
    _, answer = asked("--method", method, *words, "--covariates", "t")
    assert answer["notes"][0].startswith("Covariates are not used")


def test_an_error_that_no_placebo_tells_is_none_and_no_crash(tmp_path):
    words = small(tmp_path, lambda u, t: u * t % 5, 5)
    code, answer = asked("--method", "sdid", *words)
    assert code == 0
    assert answer["se"] is None
    assert answer["placebos"] == 0


def test_without_json_it_is_read_by_people():
    out = io.StringIO()
    assert main(["--method", "sdid", *SMOKING], out=out) == 0
    assert "att: -15.6" in out.getvalue()
    assert "time_weights: {" in out.getvalue()


def test_the_package_is_a_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["evaluate", "--method", "sdid", *SMOKING])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("kinfold_evaluation", run_name="__main__")
    assert ended.value.code == 0
    assert "att: -15.6" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("method", ["did", "cs", "sdid", "sa", "bjs", "stacked"])
def test_the_same_seed_gives_the_same_bytes_whatever_python_s_hash_seed(method):
    said = set()
    for seed in ("0", "1", "4"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(SRC)}
        words = [sys.executable, "-m", "kinfold_evaluation", "--method", method, *TEN]
        ran = subprocess.run(
            [*words, "--json"], env=environment, capture_output=True, check=True
        )
        said.add(ran.stdout)
    assert len(said) == 1
