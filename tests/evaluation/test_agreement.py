"""The table of ours beside the reference: up to date, and honest about what parts."""

from __future__ import annotations

import io

import pytest

from kinfold_evaluation import agreement
from kinfold_evaluation.agreement import PAGE, Compared, page
from kinfold_evaluation.agreement_rows import reckoned
from kinfold_evaluation.command import main
from kinfold_evaluation.refusal import CannotIdentify
from tests.evaluation.panels import HERE


@pytest.fixture(scope="module")
def rows():
    return tuple(reckoned(HERE))


def test_the_page_is_what_is_reckoned_today(rows):
    said = "run ./kinfold evaluate agreement, and look at what changed"
    assert PAGE.read_text(encoding="utf-8") == page(rows), said


def test_every_panel_we_hold_is_compared(rows):
    """The other reference files are the numbers of these panels."""
    held = {path.name for path in HERE.glob("*.csv") if path.name[:4] != "ref_"}
    assert held | {"ref_ehec_eventstudy_R.csv"} == {row.panel for row in rows}


def test_nothing_parts_but_what_is_known_and_said(rows):
    parting = {(row.panel, row.what) for row in rows if not row.agrees}
    assert parting == {
        ("mpdta.csv", "group error"),
        ("lalonde_matchit.csv", "age, after matching"),
        ("lalonde_matchit.csv", "re74, after matching"),
    }
    assert all(row.why for row in rows if not row.agrees)


def test_what_parts_is_told_first_and_small_differences_without_their_digits():
    made = page(
        [
            Compared("a.csv", "mean", 1.00000012, 1.0, 1e-4, "R", "a solver's"),
            Compared("b.csv", "mean", 1.5, 1.0, 1e-2, "Stata", "It rounds."),
        ]
    )
    assert "1 of 2 numbers agree" in made
    assert "- b.csv, mean: It rounds." in made
    assert "| mean | 1.00000 | 1 | < 1e-06 | 0.0001 | yes | R (a solver's) |" in made
    assert "| mean | 1.500 | 1 | 0.5 | 0.01 | **no** | Stata |" in made
    assert "part" not in page([Compared("a.csv", "mean", 1, 1, 0.1, "R")])


def test_the_command_writes_it_and_checks_it(tmp_path):
    path, out = tmp_path / "new" / "agreement.md", io.StringIO()
    some = (Compared("a.csv", "mean", 1, 1, 0.1, "R"),)
    agreement.main(["--out", str(path)], lambda panels: some, out)
    assert out.getvalue().startswith("1 of 1 numbers agree.")
    assert path.read_text(encoding="utf-8") == page(some)
    agreement.main(["--out", str(path), "--check"], lambda panels: some, out)
    path.write_text("old", encoding="utf-8")
    with pytest.raises(CannotIdentify, match="not what is reckoned today"):
        agreement.main(["--out", str(path), "--check"], lambda panels: some, out)
    assert path.read_text(encoding="utf-8") == "old"


def test_without_panels_it_says_where_they_come_from(tmp_path):
    complain = io.StringIO()
    words = ["agreement", "--panels", str(tmp_path / "none")]
    assert main(words, complain=complain) == 2
    assert "come with the source" in complain.getvalue()
