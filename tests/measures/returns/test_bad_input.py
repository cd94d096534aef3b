"""What every reader does with the same bad input: a clear finding, memory bounded."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kinfold_measures.returns import columns
from kinfold_measures.returns.annex_a import read_annex_a
from kinfold_measures.returns.census import read_census
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.importing import import_returns
from kinfold_measures.returns.looked_after import read_looked_after
from kinfold_measures.returns.standard import read_standard
from tests.measures.returns.test_annex_a import CONTACT, written
from tests.measures.returns.test_looked_after import EPISODES, ONE
from tests.measures.returns.written import census, child, episode

LOST = (Fate.VALUE_LEFT_OUT, Fate.ROW_LEFT_OUT)


def of_census(folder: Path, year: int) -> Return:
    path = folder / "census.xml"
    path.write_text(census(child(episode(referred=f"{year}-05-06"))))
    return read_census(path)


def of_care(folder: Path, year: int) -> Return:
    path = folder / "episodes.csv"
    path.write_text(f"{EPISODES}\n{ONE.replace('2023', str(year))}\n")
    return read_looked_after([path], authority="925", year=2025)


def of_care_in_xml(folder: Path, year: int) -> Return:
    path = folder / "care.xml"
    path.write_text(
        "<EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID></HEADER>"
        f"<EPISODE><DECOM>01/05/{year}</DECOM></EPISODE></CHILD></EXPSSDA903>"
    )
    return read_looked_after([path], authority="925", year=2025)


def of_lists(folder: Path, year: int) -> Return:
    row: list[object] = ["A1", "F", date(2015, 1, 1), f"01/05/{year}", "6"]
    path = written(folder, List_1=[CONTACT, row])
    return read_annex_a(path, authority="925", year=2025)


def of_extract(folder: Path, year: int) -> Return:
    path = folder / "contacts.csv"
    path.write_text(f"cont_person_id,cont_contact_date\n7,{year}-05-01\n")
    return read_standard([path], authority="925", year=2025)


READERS = [of_census, of_care, of_care_in_xml, of_lists, of_extract]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("year", [1875, 2099])
def test_a_day_of_another_century_is_told(
    tmp_path: Path, read: Callable[[Path, int], Return], year: int
) -> None:
    found = [f for f in read(tmp_path, year).findings if str(year) in f.found]
    assert found
    assert all(f.fate in LOST and f.line and f.mend for f in found)
    sound = read(tmp_path, 2024)
    assert not [f for f in sound.findings if "2024" in f.found]


def test_a_baby_may_be_expected_after_the_return_closes(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    who = (
        "<ChildIdentifiers><LAchildID>A1</LAchildID><ExpectedPersonBirthDate>2026-01-02"
        "</ExpectedPersonBirthDate><Sex>U</Sex></ChildIdentifiers>"
    )
    path.write_text(census(child(who=who)))
    [row] = read_census(path).tables["person"].to_pylist()
    assert row["expected_date_of_birth"] == date(2026, 1, 2)


def rules_found(folder: Path) -> set[str]:
    lines = (folder / "findings.csv").read_text().splitlines()
    return {line.rpartition(",")[2] for line in lines[1:]}


def test_the_same_child_twice_is_told_by_the_rules_number(tmp_path: Path) -> None:
    twice = tmp_path / "census.xml"
    twice.write_text(census(child(episode()), child(episode())))
    list(import_returns([twice], into=tmp_path / "a"))
    assert "8510" in rules_found(tmp_path / "a")
    heads, line = "CHILD,SEX,DOB,ETHNIC,UPN", "A1,F,01/02/2010,WBRI,UN1"
    children = tmp_path / "2025.csv"
    children.write_text("\n".join([heads, line, line]))
    list(import_returns([children], into=tmp_path / "b", authority="925"))
    assert "INT32" in rules_found(tmp_path / "b")


def test_two_authorities_in_one_import_of_one_of_them_stop_it(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.xml", tmp_path / "theirs.xml"
    ours.write_text(census(child(episode())))
    theirs.write_text(census(child(episode()), authority="926"))
    with pytest.raises(ValueError, match="the file of authority 926"):
        list(import_returns([ours, theirs], into=tmp_path / "out", authority="925"))
    assert not (tmp_path / "out").exists()


def test_a_long_file_is_not_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "BATCH", 1_000)
    path = tmp_path / "episodes.csv"
    lines = (ONE.replace("A1", f"A{number}") for number in range(40_000))
    path.write_text("\n".join([EPISODES, *lines]))
    tracemalloc.start()
    one = read_looked_after([path], authority="925", year=2024)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert one.tables["cla_episodes"].num_rows == 40_000
    assert most < path.stat().st_size
