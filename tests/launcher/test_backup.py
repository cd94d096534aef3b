"""A backup comes back as it was, or not at all, and says which."""

from __future__ import annotations

import errno
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kinfold_launcher import archive, backup, restore
from kinfold_launcher.backup import make_backup
from kinfold_launcher.contents import EVERYTHING, Content, contents
from kinfold_launcher.marks import read_marks, set_marks
from kinfold_launcher.places import Home
from kinfold_launcher.server import Server, ready_server
from kinfold_launcher.sql import run_sql
from kinfold_launcher.words import Problem

pytestmark = pytest.mark.slow
WORLD = """
CREATE TABLE child (
  authority_id int NOT NULL, id bigserial PRIMARY KEY, name text NOT NULL,
  part varchar(9) CHECK (part IN ('child', 'adult')), UNIQUE (authority_id, id));
ALTER TABLE child ENABLE ROW LEVEL SECURITY;
ALTER TABLE child FORCE ROW LEVEL SECURITY;
CREATE POLICY fence ON child USING (
  authority_id = (SELECT NULLIF(current_setting('app.authority_id', true), '')::int));
GRANT SELECT, INSERT ON child TO kinfold_app;
INSERT INTO child (authority_id, name, part)
  SELECT n % 10, 'Éile ''' || n || E'\\n\\\\', 'child' FROM generate_series(1, 500) n;
"""


@pytest.fixture
def world(made_home: Home) -> Iterator[tuple[Home, Server]]:
    home = made_home
    server = ready_server(home, {})
    run_sql(server.migrate, WORLD)
    (home.files / "ab").mkdir()
    (home.files / "ab" / "letter").write_bytes(b"a letter")
    set_marks(server, schema="s", demo="done")
    yield home, server
    assert server.cluster is not None
    server.cluster.stop()


def everything(server: Server) -> list[Content]:
    return contents(run_sql(server.migrate, EVERYTHING))


def databases(server: Server) -> list[list[str]]:
    return run_sql(server.migrate, "SELECT datname FROM pg_database ORDER BY 1;")


def test_all_of_it_comes_back_after_everything_was_lost(
    world: tuple[Home, Server], tmp_path: Path
) -> None:
    home, server = world
    before = everything(server)
    target = tmp_path / "b.tar"
    make_backup(home, server, target)
    run_sql(server.migrate, "DROP TABLE child; CREATE TABLE other (a int);")
    (home.files / "ab" / "letter").unlink()
    (home.files / "new").write_bytes(b"x")
    restore.restore(home, server, target, over=True)
    assert everything(server) == before
    assert archive.uploaded(home.files) == {
        "files/ab/letter": home.files / "ab" / "letter"
    }
    assert read_marks(server).demo == "done"
    # the fence is back: without a viewer the application sees nothing
    assert run_sql(server.app, "SELECT count(*) FROM child;") == [["0"]]
    assert databases(server) == [
        ["kinfold"],
        ["postgres"],
        ["template0"],
        ["template1"],
    ]


def test_a_drill_proves_it_and_changes_nothing(
    world: tuple[Home, Server], tmp_path: Path
) -> None:
    home, server = world
    target = tmp_path / "b.tar"
    make_backup(home, server, target)
    run_sql(server.migrate, "INSERT INTO child (authority_id, name) VALUES (1, 'new');")
    after = everything(server)
    manifest = restore.drill(home, server, target)
    assert everything(server) == after
    assert "1 tables with 500 rows" in restore.proof(manifest)[-1]
    assert len(databases(server)) == 4


def test_nothing_is_replaced_without_being_told_to(
    world: tuple[Home, Server], tmp_path: Path
) -> None:
    home, server = world
    target = tmp_path / "b.tar"
    make_backup(home, server, target)
    before = everything(server)
    with pytest.raises(Problem, match="nothing was restored") as problem:
        restore.restore(home, server, target, over=False)
    assert "--over" in str(problem.value)
    assert everything(server) == before


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE child SET name = 'x' WHERE id = 1", "rows of public.child: 500 as"),
        ("DELETE FROM child WHERE id = 1", "rows of public.child: 500 in the backup"),
        ("ALTER TABLE child NO FORCE ROW LEVEL SECURITY", "shape: row security"),
        ("DROP POLICY fence ON child", "shape: policies: missing"),
        ("GRANT DELETE ON child TO kinfold_app", "shape: grants"),
        ("CREATE TABLE more (a int)", "rows of public.more: not in the backup"),
    ],
)
def test_a_restore_that_is_not_equal_is_thrown_away(
    world: tuple[Home, Server],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sql: str,
    told: str,
) -> None:
    home, server = world
    target = tmp_path / "b.tar"
    make_backup(home, server, target)
    before = everything(server)
    load = restore._load

    def load_then_spoil(server: Server, dump: Path, database: str) -> None:
        load(server, dump, database)
        run_sql(server.migrate.to(database), f"{sql};")

    monkeypatch.setattr(restore, "_load", load_then_spoil)
    with pytest.raises(Problem, match="not what was backed up") as problem:
        restore.restore(home, server, target, over=True)
    assert told in str(problem.value)
    assert everything(server) == before
    assert (home.files / "ab" / "letter").exists()
    assert len(databases(server)) == 4


def test_a_damaged_dump_is_found_before_anything_is_made(
    world: tuple[Home, Server], tmp_path: Path
) -> None:
    home, server = world
    target = tmp_path / "b.tar"
    make_backup(home, server, target)
    with tarfile.open(target) as tar:
        place = tar.getmember(archive.DUMP).offset_data
    text = bytearray(target.read_bytes())
    text[place + 200] ^= 1
    target.write_bytes(text)
    with pytest.raises(Problem, match=r"database.dump is not as it was"):
        restore.drill(home, server, target)
    assert len(databases(server)) == 4


def test_a_backup_never_overwrites_a_file(
    world: tuple[Home, Server], tmp_path: Path
) -> None:
    home, server = world
    (tmp_path / "b.tar").write_text("precious")
    with pytest.raises(Problem, match="already there"):
        make_backup(home, server, tmp_path / "b.tar")
    with pytest.raises(Problem, match="There is no folder"):
        make_backup(home, server, tmp_path / "absent" / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "precious"


def test_what_waits_to_be_imported_or_is_half_written_is_left_out(
    world: tuple[Home, Server], tmp_path: Path
) -> None:
    home, server = world
    (home.files / "imports" / "one").mkdir(parents=True)
    (home.files / "imports" / "one" / "extract.csv").write_bytes(b"rows")
    (home.files / "ab" / "photo.part").write_bytes(b"half")
    manifest = make_backup(home, server, tmp_path / "b.tar")
    assert set(manifest.parts) == {archive.DUMP, "files/ab/letter"}


@pytest.mark.parametrize("can_link", [True, False])
def test_a_file_deleted_while_the_backup_is_written_stays_in_it(
    world: tuple[Home, Server],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    can_link: bool,
) -> None:
    home, server = world
    dump = backup._dump

    def delete_then_dump(server: Server, target: Path, snapshot: str) -> None:
        (home.files / "ab" / "letter").unlink()
        dump(server, target, snapshot)

    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(backup, "_dump", delete_then_dump)
    if not can_link:
        monkeypatch.setattr(backup.os, "link", no_links)
    target = tmp_path / "b.tar"
    make_backup(home, server, target)
    archive.unpack(target, archive.read_manifest(target), tmp_path / "out")
    assert (tmp_path / "out" / "files/ab/letter").read_bytes() == b"a letter"
    assert not list(home.path.glob("backing-up-*"))


def test_a_file_gone_before_it_could_be_pinned_is_left_out(
    world: tuple[Home, Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, server = world
    listed = archive.uploaded(home.files) | {"files/gone": home.files / "gone"}
    monkeypatch.setattr(archive, "uploaded", lambda files: listed)
    manifest = make_backup(home, server, tmp_path / "b.tar")
    assert set(manifest.parts) == {archive.DUMP, "files/ab/letter"}


def test_a_backup_says_at_once_that_addresses_would_not_open(
    world: tuple[Home, Server],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home, server = world
    monkeypatch.setenv("KINFOLD_FIELD_KEY", "the field key of the service")
    manifest = make_backup(home, server, tmp_path / "b.tar")
    assert "field key" not in manifest.text().decode()
    restore.drill(home, server, tmp_path / "b.tar")
    assert "cannot be opened" not in capsys.readouterr().out
    monkeypatch.delenv("KINFOLD_FIELD_KEY")
    restore.drill(home, server, tmp_path / "b.tar")
    said = capsys.readouterr().out
    assert "Protected addresses in this backup cannot be opened" in said
    assert said.index("Protected") < said.index("Every part of the backup")
