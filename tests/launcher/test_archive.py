"""A backup file that is not exactly as it was made is refused, with the reason."""

from __future__ import annotations

import io
import stat
import tarfile
from pathlib import Path

import pytest

from kinfold_launcher import archive
from kinfold_launcher.archive import Manifest
from kinfold_launcher.contents import Content, differences
from kinfold_launcher.words import Problem

DUMP = b"a dump" * 50_000


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "dump").write_bytes(DUMP)
    files = tmp_path / "files" / "ab"
    files.mkdir(parents=True)
    (files / "photo").write_bytes(b"a photo")
    (files / "link").symlink_to("/etc/passwd")
    parts = {
        archive.DUMP: tmp_path / "dump",
        **archive.uploaded(tmp_path / "files"),
    }
    target = tmp_path / "backup.tar"
    archive.write_archive(target, manifest(parts), parts)
    return target


def manifest(parts: dict[str, Path]) -> Manifest:
    return Manifest(
        made_at="2026-11-23T10:00:00+00:00",
        server_version="18.4",
        database_bytes=1,
        demo="done",
        key_fingerprint="",
        field_key_fingerprint="",
        parts={name: archive.hash_of_path(path) for name, path in parts.items()},
        contents=[Content("rows of public.a", 2, "5")],
    )


def test_what_goes_in_comes_out_and_links_do_not_go_in(
    made: Path, tmp_path: Path
) -> None:
    kept = archive.read_manifest(made)
    archive.unpack(made, kept, tmp_path / "out")
    assert (tmp_path / "out" / archive.DUMP).read_bytes() == DUMP
    assert (tmp_path / "out" / "files/ab/photo").read_bytes() == b"a photo"
    assert set(kept.parts) == {archive.DUMP, "files/ab/photo"}
    assert kept.contents == [Content("rows of public.a", 2, "5")]
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_one_changed_byte_is_found_and_named(made: Path, tmp_path: Path) -> None:
    text = bytearray(made.read_bytes())
    text[text.index(b"a photo")] = ord("A")
    made.write_bytes(text)
    with pytest.raises(Problem, match="files/ab/photo is not as it was"):
        archive.unpack(made, archive.read_manifest(made), tmp_path / "out")


@pytest.mark.parametrize("keep", [0, 100, 600, 2_000, 150_000])
def test_a_file_cut_off_anywhere_is_refused(
    made: Path, tmp_path: Path, keep: int
) -> None:
    made.write_bytes(made.read_bytes()[:keep])
    with pytest.raises(Problem, match=r"damaged|missing"):
        archive.unpack(made, archive.read_manifest(made), tmp_path / "out")


def test_a_file_that_is_not_a_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear Kinfold")
    with pytest.raises(Problem, match="not a backup"):
        archive.read_manifest(tmp_path / "letter")
    with pytest.raises(Problem, match="There is no file"):
        archive.read_manifest(tmp_path / "absent")


@pytest.mark.parametrize("name", ["/etc/evil", "files/../../evil", "evil"])
def test_a_part_that_would_land_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    made = tmp_path / "evil.tar"
    text = (
        manifest({})
        .text()
        .replace(b'"parts": {}', f'"parts": {{"{name}": ""}}'.encode())
    )
    with tarfile.open(made, "w") as tar:
        for entry_name, body in ((archive.MANIFEST, text), (name, b"evil")):
            entry = tarfile.TarInfo(entry_name)
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
    with pytest.raises(Problem, match="should not be in it"):
        archive.unpack(made, archive.read_manifest(made), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    absent = {archive.DUMP: tmp_path / "absent"}
    with pytest.raises(FileNotFoundError):
        archive.write_archive(tmp_path / "b.tar", manifest({}), absent)
    assert list(tmp_path.iterdir()) == []


def test_every_kind_of_difference_is_told_in_words() -> None:
    kept = [Content("a", 1, "x"), Content("b", 2, "x"), Content("c", 3, "x")]
    found = [Content("a", 1, "y"), Content("b", 1, "x"), Content("d", 1, "x")]
    assert differences(kept, found) == [
        "a: 1 as in the backup, but changed",
        "b: 2 in the backup, 1 here",
        "c: missing",
        "d: not in the backup",
    ]
    assert differences(kept, list(reversed(kept))) == []
