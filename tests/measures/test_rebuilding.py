"""England's panel made again from real lines of the raw official files."""

from __future__ import annotations

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest

from kinfold_measures.command import main
from kinfold_measures.england import (
    IN_FORCE,
    LONG,
    NATIONAL,
    REPORTS,
    Panel,
    open_panel,
)
from kinfold_measures.rebuilding import COVERAGE, Rebuilt, Verdict, rebuild
from tests.measures.conftest import ENGLAND

RAW = Path(__file__).parent / "samples" / "england"
SCILLY = "E06000053"
B1 = "b1_children_in_need_2013_to_2025.csv"


def said(*words: str) -> tuple[int, str, str]:
    out, complaint = StringIO(), StringIO()
    code = main(("panel", *words), out=out, complain=complaint)
    return code, out.getvalue(), complaint.getvalue()


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def made() -> Rebuilt:
    return rebuild(RAW, ENGLAND)


def test_every_cell_of_the_ten_that_a_held_file_has_is_the_shipped_one(
    made: Rebuilt,
) -> None:
    ten = {row["la_code"] for row in made.long if row["eip2"] == "1"}
    cells = [c for c in made.cells if c.file == LONG and c.code in ten and c.rebuilt]
    assert len(ten) == 10
    # ten authorities: 27 columns of 13 years, 6 of 9, 6 of 5, and children of 13
    assert len(cells) >= 10 * (27 * 13 + 6 * 9 + 6 * 5 + 13)
    assert {one.verdict for one in cells} == {Verdict.EQUAL}


def test_the_files_that_follow_from_others_are_rebuilt_whole(made: Rebuilt) -> None:
    for file, at_least in ((NATIONAL, 60), (IN_FORCE, 1_600), (COVERAGE, 90)):
        verdicts = [one.verdict for one in made.cells if one.file == file]
        assert len(verdicts) > at_least
        assert set(verdicts) == {Verdict.EQUAL}


def test_the_differences_are_those_that_are_known(made: Rebuilt) -> None:
    other = [one for one in made.cells if one.verdict is Verdict.DIFFERENT]
    assert [(c.code, c.measure, c.shipped, c.rebuilt) for c in other] == [
        (SCILLY, "cla_started", "0.0", "z")
    ] * 5
    assert all("Isles of Scilly" in one.known for one in other)


def test_no_cell_is_passed_over(made: Rebuilt) -> None:
    shipped = sum(1 for one in made.cells if one.verdict is not Verdict.NOT_SHIPPED)
    verdicts = (Verdict.EQUAL, Verdict.DIFFERENT, Verdict.NOT_REBUILT)
    assert shipped == sum(made.count(one) for one in verdicts) > 163_642
    missing = [one for one in made.cells if one.verdict is Verdict.NOT_REBUILT]
    assert all(one.address.startswith("https://github.com/") for one in missing)
    assert {one.file for one in missing} >= {LONG, REPORTS}


def test_a_raw_file_that_is_not_there_is_told_with_its_address(tmp_path: Path) -> None:
    shutil.copytree(RAW, tmp_path / "raw", ignore=shutil.ignore_patterns("b1*"))
    shutil.copy(ENGLAND / "raw" / "sn_model_2025_wide.csv", tmp_path / "raw")
    out = tmp_path / "out"
    code, lines, _ = said("--raw", str(tmp_path / "raw"), "--out", str(out))
    assert code == 0
    assert "Not rebuilt: 7,904 of la_year_long.csv.gz, from EES CIN b1" in lines
    assert "https://github.com/dfe-analytical-services/CSC_outcomes" in lines
    assert "Not in the shipped panel: 30 of la_year_long.csv.gz, E06000061" in lines
    assert "        5 different\n" in lines
    cells = rows_of(out / "checked.csv")
    alone = [c for c in cells if c["source"].startswith("EES CIN b1")]
    assert len(alone) == 7_904
    assert {c["verdict"] for c in alone} == {"not rebuilt"}
    assert {c["verdict"] for c in cells if c["file"] == "sn_model_2025_wide.csv"} == {
        "equal"
    }
    text = (out / NATIONAL).read_text(encoding="utf-8")
    assert text == (ENGLAND / NATIONAL).read_text(encoding="utf-8")
    long = rows_of(out / "la_year_long.csv")
    assert {row["measure"] for row in long} >= {"referrals", "cla_at31", "sw_fte"}


def test_a_figure_that_differs_and_nobody_knows_why_fails_the_check(
    tmp_path: Path,
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    text = (RAW / B1).read_text(encoding="utf-8")
    bexley = next(line for line in text.splitlines() if ",Bexley," in line)
    heads = text.splitlines()[0].split(",")
    cells = bexley.split(",")
    cells[heads.index("Started_episodes")] = "1,234"
    (raw / B1).write_text(
        text.replace(bexley, ",".join(f'"{cell}"' for cell in cells)), encoding="utf-8"
    )
    code, out, complaint = said("--raw", str(raw))
    assert code == 2
    assert "1 cells differ and nobody has said why" in complaint
    assert "cin_started_episodes: shipped" in out
    assert "rebuilt 1234.0 (not known why)" in out


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    code, _, complaint = said("--raw", str(tmp_path / "none"))
    assert (code, "there is no such folder" in complaint) == (2, True)
    code, _, complaint = said("--raw", str(RAW), "--out", str(tmp_path))
    assert (code, "is there already" in complaint) == (2, True)
    (tmp_path / B1).write_text("a,b\n1,2\n")
    code, _, complaint = said("--raw", str(tmp_path))
    assert (code, "no column geographic_level" in complaint) == (2, True)
    # one file of all: it is rebuilt before it cannot be written
    shutil.copy(RAW / B1, tmp_path / B1)
    (tmp_path / "file").write_text("")
    out = str(tmp_path / "file" / "x")
    code, _, complaint = said("--raw", str(tmp_path), "--out", out)
    assert (code, "cannot be written" in complaint) == (2, True)


PEOPLE = "pop0_17_midyear_prev"
ONE_DECIMAL, NO_DECIMAL = 0.05, 0.5
RATES = [
    ("referral_rate10k", "referrals", PEOPLE, ONE_DECIMAL, 1_651),
    ("s47_rate10k", "s47", PEOPLE, ONE_DECIMAL, 1_643),
    ("icpc_rate10k", "icpc", PEOPLE, ONE_DECIMAL, 1_644),
    ("cin_rate10k", "cin_at31_episodes", PEOPLE, ONE_DECIMAL, 1_653),
    ("cpp_start_rate10k", "cpp_starts", PEOPLE, ONE_DECIMAL, 1_640),
    ("cpp_at31_rate10k", "cpp_at31", PEOPLE, ONE_DECIMAL, 1_639),
    ("cla_at31_rate10k", "cla_at31", PEOPLE, NO_DECIMAL, 1_054),
    ("cla_started_rate10k", "cla_started", PEOPLE, NO_DECIMAL, 1_055),
    ("cla_ceased_rate10k", "cla_ceased", PEOPLE, NO_DECIMAL, 1_056),
    ("rereferral_pct", "rereferrals", "referrals", ONE_DECIMAL, 1_948),
    ("cpp_subsequent_pct", "cpp_subsequent", "cpp_starts", ONE_DECIMAL, 1_924),
    ("cpp_at31_ge2y_pct", "cpp_at31_ge2y", "cpp_at31", ONE_DECIMAL, 1_241),
]
"""Published rate, its counts, half its last figure, and how many can be worked out."""


@pytest.fixture(scope="module")
def whole() -> Panel:
    return open_panel(ENGLAND)


@pytest.mark.slow
@pytest.mark.parametrize(("rate", "counts", "of", "half", "worked_out"), RATES)
def test_rates_worked_out_from_counts_are_the_published_ones(
    whole: Panel, rate: str, counts: str, of: str, half: float, worked_out: int
) -> None:
    """There is no difference to list: every one is within half of its last figure."""
    per = 100 if rate.endswith("pct") else 10_000
    other, tried = [], 0
    for key, published in whole.cells[rate].items():
        above, below = whole.cells[counts].get(key), whole.cells[of].get(key)
        # who was withheld, or had none to divide by, has no rate to work out
        if not (isinstance(published, float) and isinstance(above, float)):
            continue
        if not isinstance(below, float) or not below:
            continue
        tried += 1
        if abs(above / below * per - published) > half + 1e-9:
            other.append((key, published, above / below * per))
    assert other == []
    assert tried == worked_out
