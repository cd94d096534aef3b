"""From files to a folder of tables: all of them, or none."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from kinfold_measures.command import main
from kinfold_measures.returns.importing import (
    CannotImport,
    checks_that_look_back,
    import_returns,
)
from kinfold_measures.returns.kinds import Kind
from tests.measures.returns.written import IDENTIFIERS, census, child, episode

FORMULA = IDENTIFIERS.replace("<Sex>", "<UPN>=1+1</UPN><Sex>")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "one.xml"
    path.write_text(census(child(episode()), child(episode("<Shoes/>"))))
    return path


def imported(*paths: Path, into: Path, **more: str) -> list[str]:
    return list(import_returns(paths, into=into, **more))


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text().splitlines()))


def test_tables_and_findings_are_written(file: Path, tmp_path: Path) -> None:
    lines = imported(file, into=tmp_path / "deep" / "out")
    out = tmp_path / "deep" / "out"
    assert (
        lines[0]
        == "one.xml of 2025: 2 children, 4 records read, 0 left out, 6 findings"
    )
    assert sorted(p.name for p in out.iterdir()) == [
        "cin_episodes.parquet",
        "findings.csv",
        "person.parquet",
        "returns.csv",
    ]
    assert parquet.read_table(out / "person.parquet").num_rows == 2
    first, *others = read_csv(out / "findings.csv")
    assert (first["file"], first["field"]) == ("one.xml", "Shoes")
    assert (first["fate"], first["rule"]) == ("value left out", "")
    # and what the Department's rules say of its records
    assert {"8510", "8568", "8866"} <= {one["rule"] for one in others}


def test_an_empty_folder_will_do(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    imported(file, into=out, written_as="csv")
    assert (out / "person.csv").read_text().count("\n") == 3


def test_no_text_runs_as_a_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_text(census(child(who=FORMULA), child(who=FORMULA + "=2+2")))
    imported(path, into=tmp_path / "out", written_as="csv")
    rows = read_csv(tmp_path / "out" / "person.csv")
    assert [row["upn"] for row in rows] == ["'=1+1"] * 2


def test_one_file_that_is_refused_stops_all(file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text(census(child())[:-20])
    with pytest.raises(CannotImport, match=r"bad.xml, line 1: .* Nothing was written"):
        imported(file, bad, into=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_xml_file_that_is_none_is_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("plain words")
    with pytest.raises(CannotImport, match="or is no XML"):
        imported(bad, into=tmp_path / "out")


@pytest.mark.parametrize("how", ["missing", "twice", "full", "a file"])
def test_what_cannot_be_imported_is_said(file: Path, tmp_path: Path, how: str) -> None:
    out = tmp_path / "out"
    paths = [file]
    if how == "missing":
        paths = [tmp_path / "none.xml"]
    elif how == "twice":
        paths = [file, file.parent / "." / file.name]
    elif how == "full":
        out = tmp_path
    else:
        out = file
    with pytest.raises(CannotImport):
        imported(*paths, into=out)


def test_from_the_command_line(file: Path, tmp_path: Path) -> None:
    out, complaint = StringIO(), StringIO()
    words = ["import", str(file), "--out", str(tmp_path / "out"), "--authority", "925"]
    assert main(words, out=out, complain=complaint) == 0
    assert out.getvalue().startswith("one.xml of 2025: 2 children")
    assert main(words, out=out, complain=complaint) == 2
    assert "holds something already" in complaint.getvalue()


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_somebody_who_watches_sees_how_far_it_is(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = _Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    main(["import", str(file), "--out", str(tmp_path / "out")], out=StringIO())
    assert screen.getvalue() == f"\r\x1b[K[{'#' * 24}] 100% one.xml\n"


class _Closed(StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_reader_who_has_had_enough_is_no_failure_to_explain(
    file: Path, tmp_path: Path
) -> None:
    words = ["import", str(file), "--out", str(tmp_path / "out")]
    assert main(words, out=_Closed()) == 1


def test_a_year_is_checked_against_the_one_before_whatever_comes_first(
    tmp_path: Path,
) -> None:
    heads = "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC\n"
    this, last = tmp_path / "episodes_2025.csv", tmp_path / "episodes_2024.csv"
    this.write_text(f"{heads}A,01/02/2024,S,C1,N1,U4,\n")
    last.write_text(f"{heads}A,01/02/2024,S,V2,N1,U4,\n")
    out = tmp_path / "out"
    imported(this, last, into=out, authority="925")
    found = [one for one in read_csv(out / "findings.csv") if one["rule"] == "503B"]
    assert [(one["file"], one["found"]) for one in found] == [
        ("episodes_2025.csv", "C1, compared with episodes_2024.csv of 2024")
    ]


def test_only_children_looked_after_are_held_against_the_year_before():
    assert checks_that_look_back(Kind.CENSUS) == ()
    assert checks_that_look_back(Kind.ANNEX_A) == ()
    assert {"502", "503A", "576"} <= set(checks_that_look_back(Kind.LOOKED_AFTER))
