"""Measures counted in a PostgreSQL, and an extract read straight from one."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import psycopg
import pyarrow.parquet
import pytest

from kinfold_measures.command import main
from kinfold_measures.made_census import write_census
from tests.measures.returns.test_standard import OBJECTS

CODES = ("referral.no_further_action", "plan.repeat", "plan.open_two_years")


def said(*words: str) -> tuple[int, str, str]:
    out, complaint = StringIO(), StringIO()
    code = main(words, out=out, complain=complaint)
    return code, out.getvalue(), complaint.getvalue()


@pytest.fixture(scope="module")
def url() -> str:
    return os.environ["KINFOLD_MIGRATE_DATABASE_URL"]


@pytest.fixture
def schema(url: str) -> Iterator[str]:
    """A schema of somebody else's, as an analyst would find it."""
    name = f'theirs "{uuid4().hex[:8]}'
    called = '"' + name.replace('"', '""') + '"'
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {called}")
        yield name
        connection.execute(f"DROP SCHEMA {called} CASCADE")


def run_there(url: str, schema: str, *statements: str) -> None:
    called = '"' + schema.replace('"', '""') + '"'
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {called}")
        for statement in statements:
            connection.execute(statement)


def names_there(url: str, schema: str) -> set[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = %s",
            [schema],
        )
        return {name for [name] in rows}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same tables as Parquet and as CSV."""
    place = tmp_path_factory.mktemp("tables")
    write_census(place / "CIN_2025.xml", 300)
    found = {}
    for kind in ("parquet", "csv"):
        found[kind] = place / kind
        words = ("--out", str(found[kind]), "--format", kind)
        assert said("import", str(place / "CIN_2025.xml"), *words)[0] == 0
    return found


def loaded(url: str, schema: str, folder: Path) -> None:
    """The tables as `measures tables` makes them, filled from what was imported."""
    _, statements, _ = said("tables")
    run_there(url, schema, *statements.split(";\n")[:-1])
    called = '"' + schema.replace('"', '""') + '"'
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {called}")
        for path in folder.glob("*.csv"):
            if path.stem != "findings":
                copy = f"COPY {path.stem} FROM STDIN (FORMAT csv, HEADER)"
                with connection.cursor().copy(copy) as rows:
                    rows.write(path.read_bytes())


def test_the_same_figures_in_a_database_as_in_this_process(
    url: str, folders: dict[str, Path]
) -> None:
    tables = str(folders["parquet"])
    words = (tables, *CODES, "--by", "age", "--exact")
    here = said("run", *words)
    there = said("run", *words, "--database", url)
    assert here[0] == 0
    assert len(here[1].splitlines()) > 10
    assert there == here


def test_tables_that_stand_in_a_schema_are_counted_where_they_are(
    url: str, schema: str, folders: dict[str, Path]
) -> None:
    loaded(url, schema, folders["csv"])
    # who loads a database by hand leaves out what there is nothing of
    run_there(url, schema, "ALTER TABLE cp_plans DROP COLUMN return_year")
    before = names_there(url, schema)
    where = ("--engine", "postgres", "--database", url, "--schema", schema)
    there = said("run", *CODES, *where, "--exact")
    here = said("run", str(folders["parquet"]), *CODES, "--exact")
    assert (there[0], there[1]) == (0, here[1])
    assert names_there(url, schema) == before


def test_a_schema_that_holds_nothing_to_count_on_is_told(url: str, schema: str) -> None:
    where = ("run", *CODES, "--database", url, "--schema", schema)
    code, _, complaint = said(*where)
    assert code == 2
    assert "holds none of the tables that measures are counted on" in complaint
    run_there(url, schema, "CREATE TABLE cp_plans (child_id text)")
    assert "cp_plans has no column authority, " in said(*where)[2]
    _, statements, _ = said("tables")
    run_there(url, schema, "DROP TABLE cp_plans", *statements.split(";\n")[:-1])
    assert "returns holds no year" in said(*where)[2]
    run_there(url, schema, "DROP TABLE returns")
    assert "returns, with a column year, is missing" in said(*where)[2]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "Name the folder that `measures import` wrote"),
        (("tables", "--engine", "postgres"), "--engine postgres goes with --database"),
        (("tables", "--engine", "duckdb", "--database", "x"), "and no other does"),
        (("--schema", "s", "--engine", "postgres"), "name it with --database"),
        (("tables", "--out", "x.docx"), "ends in .csv or .parquet"),
        (("tables", "--out", "."), "is there already"),
        (
            ("--schema", "s", "--database", "postgres//u:secret@h"),
            "This is no address of a database",
        ),
        (
            ("--schema", "s", "--database", "postgresql://u:secret@127.0.0.1:1/n"),
            "The database cannot be opened: ",
        ),
    ],
)
def test_what_cannot_be_counted_is_said(words: tuple[str, ...], expected: str) -> None:
    code, out, complaint = said("run", *words)
    assert (code, out) == (2, "")
    assert expected in complaint
    assert "secret" not in complaint


def test_figures_as_parquet_say_why_there_is_no_number(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    tables = str(folders["parquet"])
    path = tmp_path / "figures.parquet"
    code, out, _ = said("run", tables, *CODES, "--by", "age", "--out", str(path))
    assert code == 0
    rows = pyarrow.parquet.read_table(path).to_pylist()
    assert out == f"{len(rows)} figures written to {path}\n"
    _, printed, _ = said("run", tables, *CODES, "--by", "age")
    kinds = set()
    for row, line in zip(rows, csv.DictReader(StringIO(printed)), strict=True):
        assert (row["code"], row["group"]) == (line["code"], line["group"])
        why = row["numerator_if_none_why"]
        kinds.add(why)
        assert (row["numerator"] is None) == (why != "") == (line["numerator"] == "c")
    assert kinds == {"", "withheld"}
    as_csv = tmp_path / "figures.csv"
    said("run", tables, *CODES, "--by", "age", "--out", str(as_csv))
    assert as_csv.read_text() == printed
    for name in ("a.csv", "a.parquet"):
        nowhere = str(as_csv / name)
        code, _, complaint = said("run", tables, *CODES, "--out", nowhere)
        assert (code, "cannot be written" in complaint) == (2, True)


def extract(url: str, schema: str) -> list[str]:
    """The extract of the tests, each object a table; the names they stand under."""
    names = []
    for name, (heads, lines) in OBJECTS.items():
        columns = heads.split(",")
        rows = list(csv.reader(lines.splitlines()))
        marks = ", ".join(["%s"] * len(columns))
        typed = ", ".join(f"{column} char(30)" for column in columns)
        if name == "factors":
            typed = typed.replace("factors_json char(30)", "factors_json jsonb")
        run_there(url, schema, f"CREATE TABLE {name} ({typed})")
        called = '"' + schema.replace('"', '""') + '"'
        with psycopg.connect(url, autocommit=True) as connection:
            connection.cursor().executemany(
                f"INSERT INTO {called}.{name} VALUES ({marks})", rows
            )
        names.append(name)
    return names


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def test_an_extract_from_its_database_is_read_as_its_files_are(
    url: str, schema: str, tmp_path: Path
) -> None:
    names = extract(url, schema)
    run_there(
        url,
        schema,
        "INSERT INTO contacts VALUES ('8', '1875-01-01', '99')",
        "CREATE TABLE notes (words text)",
    )
    files = tmp_path / "files"
    files.mkdir()
    for name in sorted(names):
        heads, lines = OBJECTS[name]
        more = "\n8,1875-01-01,99" if name == "contacts" else ""
        (files / f"{name}.csv").write_text(f"{heads}\n{lines}{more}\n")
    about = ("--authority", "925", "--year", "2025", "--format", "csv")
    paths = [str(path) for path in sorted(files.iterdir())]
    assert said("import", *paths, "--out", str(tmp_path / "a"), *about)[0] == 0
    where = ("--database", url, "--schema", schema)
    code, out, _ = said("import", *where, "--out", str(tmp_path / "b"), *about)
    assert code == 0
    assert "Not read: notes\n" in out
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert "1875-01-01" in contents(tmp_path / "b")["findings.csv"]
    assert {path.name for path in tmp_path.iterdir()} == {"files", "a", "b"}
    assert names_there(url, schema) == {*names, "notes"}


def test_values_that_a_database_has_types_for_are_read(
    url: str, schema: str, tmp_path: Path
) -> None:
    run_there(
        url,
        schema,
        'CREATE TABLE ssd_person ("PERS_person_id" bigint, pers_sex text,'
        " pers_dob date, pers_is_mother boolean)",
        "INSERT INTO ssd_person VALUES (7, 'Female', '2015-01-02', true)",
        "CREATE VIEW person_backup AS SELECT * FROM ssd_person",
        "CREATE TABLE c (cont_person_id bigint, cont_contact_date timestamptz)",
        "INSERT INTO c VALUES (7, '2024-05-01 09:30+00')",
    )
    out = tmp_path / "out"
    about = ("--authority", "925", "--year", "2025", "--out", str(out))
    _, told, _ = said("import", "--database", url, "--schema", schema, *about)
    assert "Not read: person_backup\n" in told
    [who] = pyarrow.parquet.read_table(out / "person.parquet").to_pylist()
    assert (who["child_id"], who["sex"], who["is_mother"]) == ("7", "F", True)
    assert str(who["date_of_birth"]) == "2015-01-02"
    [contact] = pyarrow.parquet.read_table(out / "contacts.parquet").to_pylist()
    assert str(contact["contact_date"]) == "2024-05-01"


def test_an_extract_that_cannot_be_read_is_told_and_nothing_is_written(
    url: str, schema: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    about = ("--authority", "925", "--year", "2025", "--out", str(out))
    where = ("import", "--database", url, "--schema", schema)
    assert "holds no object of the Standard Safeguarding" in said(*where, *about)[2]
    assert "give --authority CODE" in said(*where, "--out", str(out))[2]
    assert "or a --database that holds it" in said("import", *about)[2]
    contact = "(cont_person_id text, cont_contact_date date)"
    run_there(url, schema, f"CREATE TABLE a {contact}", f"CREATE TABLE b {contact}")
    assert "a, b are all ssd_contacts: " in said(*where, *about)[2]
    run_there(
        url,
        schema,
        "DROP TABLE a, b",
        "CREATE VIEW broken AS SELECT '1' AS cont_person_id,"
        " (1 / (random() * 0)::int)::text AS cont_contact_date",
    )
    code, _, complaint = said(*where, *about)
    assert (code, complaint) == (2, "The database refuses: division by zero\n")
    assert list(tmp_path.iterdir()) == []


def test_a_bar_is_drawn_where_somebody_is_watching(
    folders: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = ("run", str(folders["parquet"]), *CODES)
    said(*run)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    said(*run)
    drawn = capsys.readouterr().err
    assert f"[{'#' * 8}{'.' * 16}]  33% plan.repeat" in drawn
    assert drawn.count("100% counted\n") == 1
    assert "small numbers withheld" in drawn
