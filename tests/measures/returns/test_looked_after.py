"""SSDA903 as authorities send it: files told by their headings, and what is wrong."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kinfold_measures.language.engines import InProcess
from kinfold_measures.language.folder import tables_in, years_in
from kinfold_measures.language.running import prepare
from kinfold_measures.returns.findings import Fate
from kinfold_measures.returns.header import Return
from kinfold_measures.returns.importing import CannotImport, import_returns
from kinfold_measures.returns.looked_after import read_looked_after
from kinfold_measures.returns.structure import structure_of

SAMPLES = sorted((Path(__file__).parent / "samples" / "s903").glob("*.csv"))
MODULES = structure_of("ssda903").modules
EPISODES = ",".join(MODULES["Episodes"].fields)
ONE = "A1,01/05/2023,S,C2,N1,U3,PR1,,,,AB1 2CD,EF3 4GH,SC1"


def read(folder: Path, text: str | bytes, *, year: int = 2024) -> Return:
    path = folder / "anything.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    one = read_looked_after([path], authority="925", year=year)
    assert_accounted_for(one)
    return one


def assert_accounted_for(one: Return) -> None:
    lost = Counter(
        MODULES[f.module].table.name
        for f in one.findings
        if f.fate is Fate.ROW_LEFT_OUT
    )
    for name, table in one.tables.items():
        assert one.records.get(name, 0) == table.num_rows + lost[name], name


def episodes(one: Return) -> list[dict[str, object]]:
    return one.tables["cla_episodes"].to_pylist()


def test_the_samples_are_read_whole() -> None:
    one = read_looked_after(SAMPLES, authority="925", year=2019)
    assert_accounted_for(one)
    counted = {n: t.num_rows for n, t in one.tables.items() if t.num_rows}
    assert (counted["person"], counted["cla_episodes"]) == (2675, 5050)
    assert counted["cla_reviews"] == 12582
    assert counted["missing"] == 43
    assert len(counted) == 12
    wrong = Counter((f.field, f.found) for f in one.findings)
    assert wrong["REASON_PLACED_CEASED", "XXX"] == 29
    assert wrong["SW_REASON", "SWLAZY"] == 1
    assert wrong["", "a file of returns from 2027"] == 1


def test_a_stretch_of_care(tmp_path: Path) -> None:
    one = read(tmp_path, f"{EPISODES}\n{ONE}\n\n")
    [row] = episodes(one)
    assert one.findings == ()
    assert (row["child_id"], row["start_date"]) == ("A1", date(2023, 5, 1))
    assert (row["legal_status"], row["placement"]) == ("C2", "U3")
    assert (row["end_date"], row["return_year"], row["line"]) == (None, 2024, 2)


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{EPISODES}\n{ONE}",
        f"{EPISODES.lower()}\r\n{ONE}\r\n",
        EPISODES + "\n" + ONE.replace("A1,", '" A1 ",'),
    ],
)
def test_marks_case_line_ends_and_quotes_change_nothing(
    tmp_path: Path, text: str
) -> None:
    one = read(tmp_path, text)
    assert one.findings == ()
    assert [row["child_id"] for row in episodes(one)] == ["A1"]


def test_iso_days_are_understood_and_told(tmp_path: Path) -> None:
    one = read(tmp_path, f"{EPISODES}\n{ONE.replace('01/05/2023', '2023-05-01')}")
    [finding] = one.findings
    assert episodes(one)[0]["start_date"] == date(2023, 5, 1)
    assert (finding.fate, finding.expected) == (
        Fate.KEPT,
        "a date as 31/03/2024",
    )


@pytest.mark.parametrize(
    ("before", "after", "fate", "field"),
    [
        ("01/05/2023", "31/02/2023", Fate.VALUE_LEFT_OUT, "DECOM"),
        ("01/05/2023", "", Fate.ROW_LEFT_OUT, "DECOM"),
        ("A1,", ",", Fate.ROW_LEFT_OUT, "CHILD"),
        ("U3", "U9", Fate.VALUE_LEFT_OUT, "PLACE"),
        ("U3", "u3", Fate.VALUE_CHANGED, "PLACE"),
        ("U3", "Z11", Fate.KEPT, "PLACE"),
        (",SC1", "", Fate.ROW_LEFT_OUT, ""),
        (",SC1", ",SC1,more", Fate.ROW_LEFT_OUT, ""),
    ],
)
def test_what_is_wrong_in_a_line_is_told(
    tmp_path: Path, before: str, after: str, fate: Fate, field: str
) -> None:
    one = read(tmp_path, f"{EPISODES}\n{ONE}\n{ONE.replace(before, after)}\n")
    first = one.findings[0]
    assert (first.line, first.field, first.fate) == (3, field, fate)
    assert first.mend


def test_what_is_wrong_twice_is_told_twice(tmp_path: Path) -> None:
    wrong = ONE.replace("U3", "U9")
    assert len(read(tmp_path, f"{EPISODES}\n{wrong}\n{wrong}\n").findings) == 2


def test_a_line_that_is_no_csv_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    huge = '"' + "x" * 140_000 + '"'
    one = read(tmp_path, f"{EPISODES}\n{ONE.replace('A1', huge)}\n{ONE}\n")
    assert one.findings[0].found.startswith("a line that is no CSV")
    assert "A1" in [row["child_id"] for row in episodes(one)]


def test_windows_text_is_read_and_told(tmp_path: Path) -> None:
    one = read(tmp_path, f"{EPISODES}\n{ONE.replace('SC1', 'café')}".encode("cp1252"))
    assert episodes(one)[0]["provider_urn"] == "café"
    assert one.findings[0].expected == "UTF-8"


def test_text_of_two_bytes_a_letter_is_read(tmp_path: Path) -> None:
    one = read(tmp_path, f"{EPISODES}\n{ONE}\n".encode("utf-16"))
    assert one.findings == ()
    assert len(episodes(one)) == 1


def test_headings_too_many_and_too_few_are_told(tmp_path: Path) -> None:
    one = read(tmp_path, "CHILD,DOB,MIS_START,SHOES\nA1,01/01/2010,01/05/2023,36\n")
    assert one.tables["missing"].num_rows == 1
    assert [(f.field, f.fate) for f in one.findings] == [
        ("SHOES", Fate.VALUE_LEFT_OUT),
        ("MISSING", Fate.KEPT),
        ("MIS_END", Fate.KEPT),
    ]


@pytest.mark.parametrize("text", ["", "CHILD,DOB\nA1,01/01/2010\n", "a,b\n1,2\n"])
def test_a_file_of_no_known_kind_is_refused(tmp_path: Path, text: str) -> None:
    one = read(tmp_path, text)
    assert one.is_refused
    assert one.header is None
    assert all(not table.num_rows for table in one.tables.values())


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"authority": "Kent", "year": 2024}, "three figures"),
        ({"authority": "925", "year": 1999}, "2019 to 2027 can be read, not 1999"),
    ],
)
def test_whose_and_when_must_be_known(more: dict, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_looked_after([], **more)


def imported(folder: Path, **more: object) -> list[str]:
    return list(import_returns(SAMPLES, into=folder, **more))  # type: ignore[arg-type]


def test_the_files_of_a_return_are_imported_together(tmp_path: Path) -> None:
    lines = imported(tmp_path / "out", authority="925", year=2019)
    assert lines[0].startswith("12 CSV files of 2019: 2,675 children, ")
    written = (tmp_path / "out" / "returns.csv").read_text().splitlines()
    assert written[1] == "12 CSV files,925,2019,2019-03-31"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "does not say whose it is"),
        ({"authority": "925"}, "does not say whose it is"),
        ({"authority": "925", "year": 1999}, "can be read, not 1999"),
    ],
)
def test_without_whose_and_when_nothing_is_imported(
    tmp_path: Path, more: dict, said: str
) -> None:
    with pytest.raises(CannotImport, match=said):
        imported(tmp_path / "out", **more)
    assert not (tmp_path / "out").exists()


def years_of(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{EPISODES}\n{ONE}\n")
    return paths


def test_a_year_is_read_from_the_name_or_the_folder(tmp_path: Path) -> None:
    names = [
        "2021/episodes.csv", "2021/2022-episodes.csv", "last/903_2022-23.csv",
        "2023-2024/e.csv", "next/e 2025-03-31.csv",
    ]  # fmt: skip
    years = years_of(tmp_path, *names)
    lines = list(import_returns(years, into=tmp_path / "out", authority="925"))
    assert [line.partition(":")[0] for line in lines[:-1]] == [
        "episodes.csv of 2021", "2022-episodes.csv of 2022", "903_2022-23.csv of 2023",
        "e.csv of 2024", "e 2025-03-31.csv of 2025",
    ]  # fmt: skip
    written = (tmp_path / "out" / "returns.csv").read_text().splitlines()
    assert [line.split(",")[2] for line in written[1:]] == [
        "2021", "2022", "2023", "2024", "2025",
    ]  # fmt: skip


def test_an_episode_of_several_years_is_counted_once_as_the_newest_has_it(
    tmp_path: Path,
) -> None:
    older, newer = years_of(tmp_path, "2021/episodes.csv", "2022/episodes.csv")
    newer.write_text(older.read_text().replace("U3,PR1,,", "U3,PR1,01/06/2023,E4A"))
    out = tmp_path / "out"
    list(import_returns([older, newer], into=out, authority="925"))
    engine = InProcess()
    prepare(engine, tables_in(out), years_in(out))
    found = engine.ask("SELECT start_date, end_date FROM cla_episodes")
    assert found == [(date(2023, 5, 1), date(2023, 6, 1))]


def test_xml_and_csv_of_one_year_are_one_return(tmp_path: Path) -> None:
    [table] = years_of(tmp_path, "2020/episodes.csv")
    other = table.parent / "all.xml"
    other.write_bytes((SAMPLES[0].parent / "fake_903.xml").read_bytes())
    out = tmp_path / "out"
    first, _ = import_returns([table, other], into=out, authority="925")
    assert first.startswith("2 CSV and XML files of 2020: 2 children, 17 records")
