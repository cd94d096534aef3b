"""Kinfold's own record: written, read back, and refused for what it is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kinfold_measures.language.folder import tables_in, years_in
from kinfold_measures.practice_tables import PRACTICE
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.importing import import_returns
from kinfold_measures.returns.kinds import Kind, bundles_of
from kinfold_measures.returns.own_record import (
    closed_year,
    file_name,
    read_own_record,
    write_table,
)
from kinfold_measures.returns.structure import structure_of
from kinfold_measures.returns.values import Cell
from kinfold_measures.table import Type

USUAL: Mapping[Type, Cell] = {
    Type.TEXT: "a1", Type.DATE: date(2024, 5, 1), Type.NUMBER: 3, Type.YES_NO: True,
}  # fmt: skip
CODES = {"side": "both", "status": "looked_after", "kind": "network", "sex": "F"}
CHILD = {"child_id": "a1", "family": "f1", "start_date": date(2023, 4, 1)}
TABLES = ("person", *(one.name for one in PRACTICE))


def a_row(table: str) -> dict[str, Cell]:
    module = structure_of("kinfold").modules[table]
    row = {
        name: CODES.get(name, USUAL[module.table.column(name).type])
        for name in module.fields
    }
    return row | ({"ethnicity": "WBRI"} if table == "person" else {})


def written(folder: Path, rows: Mapping[str, list[Mapping[str, Cell]]]) -> list[Path]:
    paths = []
    for table, given in rows.items():
        path = folder / file_name(table, 2025)
        assert write_table(path, table, given, authority="925") == len(given)
        paths.append(path)
    return paths


def read(paths: list[Path]) -> Return:
    return read_own_record(paths, authority="925", year=2025)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_read_back_as_it_was_written(tmp_path: Path, table: str) -> None:
    row = a_row(table)
    one = read(written(tmp_path, {table: [row]}))
    assert one.findings == ()
    [found] = one.tables[table].to_pylist()
    assert {name: found[name] for name in row} == row
    assert (found["authority"], found["return_year"], found["line"]) == ("925", 2025, 2)


def test_the_schema_is_the_practice_tables_and_the_person() -> None:
    modules = structure_of("kinfold").modules
    assert sorted(modules) == sorted(TABLES)
    for table in PRACTICE:
        own = {c.column for c in modules[table.name].fields.values()}
        assert own | {"child_id"} == set(table.names) - {
            "authority", "return_year", "line",
        } | {"child_id"}  # fmt: skip


@pytest.mark.parametrize(
    ("began", "years"),
    [
        (date(2023, 4, 1), (2024, 2025)),
        (date(2023, 4, 2), (2025,)),
        (date(2023, 3, 31), (2024, 2025)),
        (date(2024, 4, 2), ()),
    ],
)
def test_the_year_in_which_the_first_family_came_is_not_whole(
    tmp_path: Path, began: date, years: tuple[int, ...]
) -> None:
    one = read(written(tmp_path, {"family_children": [CHILD | {"start_date": began}]}))
    assert one.header is not None
    assert one.header.years == years


@pytest.mark.parametrize(
    ("today", "year"), [(date(2025, 3, 31), 2024), (date(2025, 4, 1), 2025)]
)
def test_a_year_is_whole_once_its_last_day_is_over(today: date, year: int) -> None:
    assert closed_year(today) == year


def test_a_record_with_no_family_holds_no_year(tmp_path: Path) -> None:
    one = read(written(tmp_path, {"family_children": []}))
    assert one.header is not None
    assert one.header.years == ()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("\n1,925,", "\n2,925,", "version “2”"),
        ("\n1,925,", "\n1,926,", "authority “926”"),
        ("\n1,925,a1,f1,2023-04-01,,", "\n1", "authority “”"),
        ("kinfold_export,", "export,", "the headings export"),
        ("child_id,family,start_date", "child,house,begun", "the headings kinfold_exp"),
        ("kinfold_export,", '"', "the headings"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    [path] = written(tmp_path, {"family_children": [CHILD]})
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    one = read([path])
    assert one.is_refused
    assert said in one.findings[0].found
    assert all(table.num_rows == 0 for table in one.tables.values())


def test_what_cannot_be_read_is_a_finding_and_nothing_is_lost(tmp_path: Path) -> None:
    [path] = written(tmp_path, {"family_children": [CHILD]})
    lines = [
        "1,925,a1,f1,2023-04-01,,",  # again
        "1,925,a2,f1,1875-04-01,,",
        "1,925,a3,f1",
        "",
        "1,925,a4,f1,2023-04-01,2023-99-01,perhaps",
        '1,925,"' + "a" * 200_000,
    ]
    path.write_text(path.read_text() + "\n".join(lines))
    one = read([path])
    left_out = [f for f in one.findings if f.fate is Fate.ROW_LEFT_OUT]
    kept = one.tables["family_children"].num_rows
    assert (kept, len(left_out)) == (2, 4)
    assert one.records["family_children"] == kept + len(left_out)
    assert {f.line for f in one.findings} == {3, 4, 5, 7, 8}
    assert all(f.mend for f in one.findings)


def test_nothing_and_a_gap_in_the_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "kinfold_2025_empty.csv"
    path.write_text("")
    assert read([path]).is_refused
    path.write_text("kinfold_export,authority,child_id,family,start_date\n")
    found = {f.field for f in read([path]).findings}
    assert found == {"end_date", "is_closed"}


def test_it_is_one_return_that_may_be_imported_beside_others(tmp_path: Path) -> None:
    paths = written(tmp_path, {one: [a_row(one)] for one in TABLES})
    [bundle] = bundles_of(paths)
    assert (bundle.kind, bundle.year) == (Kind.KINFOLD, 2025)
    care = tmp_path / "episodes 2025.csv"
    care.write_text("CHILD,DECOM,RNE,LS\nA1,01/05/2024,S,C2\n")
    paths[1].write_text(paths[1].read_text().replace("2024-05-01", "2023-04-01"))
    list(import_returns([*paths, care], into=tmp_path / "out", authority="925"))
    assert {*TABLES, "cla_episodes"} <= tables_in(tmp_path / "out").keys()
    assert [one.code for one in years_in(tmp_path / "out")] == ["2024", "2025"]
