"""Restore a backup, or rehearse it; either way prove that it is what was backed up."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kinfold_launcher import archive, databases
from kinfold_launcher.archive import Manifest
from kinfold_launcher.backup import (
    client_environment,
    field_key_fingerprint,
    key_fingerprint,
)
from kinfold_launcher.cluster import require_room
from kinfold_launcher.contents import EVERYTHING, Content, contents, differences
from kinfold_launcher.marks import set_marks
from kinfold_launcher.places import Home
from kinfold_launcher.programs import client_program
from kinfold_launcher.server import Server
from kinfold_launcher.sql import run_sql
from kinfold_launcher.words import Problem, say, seconds


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup unpacked, loaded into a database of its own, and found to be equal."""

    manifest: Manifest
    database: str
    files: Path


def restore(home: Home, server: Server, path: Path, *, over: bool) -> Manifest:
    """Put the installation back to what the backup holds.

    The backup is loaded beside what is there and compared; only when every hash is
    equal do the two change places, so a failure leaves everything as it was.

    Raises:
        Problem: there are data and not `over`; the backup is damaged or not equal.
    """
    is_empty = databases.is_empty(server.migrate, for_real_server=server.is_real)
    if not is_empty and not over:
        raise Problem(
            "There is a database here already, so nothing was restored.",
            "To keep what is there, back it up:  ./kinfold backup",
            f"To replace it:  ./kinfold restore --over {path}",
        )
    with _loaded(home, server, path) as found:
        current = server.migrate.database
        old = databases.swap_in(
            server.migrate, found.database, current, for_real_server=server.is_real
        )
        _swap_files(home, found.files)
        databases.drop(server.migrate, old, for_real_server=server.is_real)
    # The source may be newer than the backup: `up` looks at every table again.
    set_marks(server, schema="", demo=found.manifest.demo or "none")
    if found.manifest.key_fingerprint != key_fingerprint(server):
        say("The backup was made with another secret key. Everyone signs in again, and")
        say("what was encrypted with that key needs its secrets.json put back here.")
    return found.manifest


def _say_whether_addresses_open(manifest: Manifest, server: Server) -> None:
    if manifest.field_key_fingerprint != field_key_fingerprint(server):
        say("Protected addresses in this backup cannot be opened with the key that is")
        say("here. Set KINFOLD_FIELD_KEY to what it was when the backup was made; if")
        say("none was set, put back the secrets.json of that time.")


def drill(home: Home, server: Server, path: Path) -> Manifest:
    """Rehearse: restore into a scratch database, prove it equal, drop it.

    Raises:
        Problem: the backup could not be restored, or is not equal.
    """
    with _loaded(home, server, path) as found:
        databases.drop(server.migrate, found.database, for_real_server=server.is_real)
    return found.manifest


@contextmanager
def _loaded(home: Home, server: Server, path: Path) -> Iterator[Restored]:
    """The backup in a database of its own, proved equal; dropped if anything fails."""
    manifest = archive.read_manifest(path)
    _say_whether_addresses_open(manifest, server)
    size = path.stat().st_size
    require_room(home.path, size + manifest.database_bytes * 3 // 2)
    database = f"{server.migrate.database}_restoring_{secrets.token_hex(4)}"
    real = server.is_real
    with tempfile.TemporaryDirectory(dir=home.path, prefix="restoring-") as name:
        folder = Path(name)
        began = time.monotonic()
        archive.unpack(path, manifest, folder)
        say(
            f"Every part of the backup is as it was made ({len(manifest.parts)} parts,"
            f" SHA-256, {seconds(time.monotonic() - began)})"
        )
        databases.create(server.migrate, database, for_real_server=real)
        try:
            _load(server, folder / archive.DUMP, database)
            found = _contents(server, database)
            _require_equal(manifest, found)
            yield Restored(manifest, database, folder / archive.FILES)
        except BaseException:
            databases.drop(server.migrate, database, for_real_server=real)
            raise


def _load(server: Server, dump: Path, database: str) -> None:
    began = time.monotonic()
    command: list[str | Path] = [
        client_program("pg_restore", for_real_server=server.is_real),
        *("--single-transaction", "--exit-on-error", "--no-owner", "--no-password"),
        *(f"--dbname={database}", str(dump)),
    ]
    done = subprocess.run(
        command,
        env=client_environment(server.migrate.to(database)),
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()[-5:]
        raise Problem("The database could not be restored.", *lines)
    say(f"Loaded into a database of its own ({seconds(time.monotonic() - began)})")


def _contents(server: Server, database: str) -> list[Content]:
    login = server.migrate.to(database)
    return contents(run_sql(login, EVERYTHING, for_real_server=server.is_real))


def _require_equal(manifest: Manifest, found: list[Content]) -> None:
    unequal = differences(manifest.contents, found)
    if unequal:
        raise Problem(
            "What was restored is not what was backed up; it was thrown away and"
            " nothing here was changed.",
            *unequal[:20],
        )


def _swap_files(home: Home, restored: Path) -> None:
    old = home.path / f"files-before-{secrets.token_hex(4)}"
    if home.files.exists():
        home.files.replace(old)
    if restored.is_dir():
        restored.replace(home.files)
    home.files.mkdir(mode=0o700, exist_ok=True)
    home.files.chmod(0o700)
    shutil.rmtree(old, ignore_errors=True)


def proof(manifest: Manifest) -> list[str]:
    """The proof in lines: each table and part of the shape, its count and its hash."""
    lines = []
    for content in manifest.contents:
        shown = replace(content, hash=content.hash[:20])
        lines.append(f"  {shown.name:<52} {shown.count:>9}  {shown.hash:>20}  equal")
    rows = sum(c.count for c in manifest.contents if c.name.startswith("rows of "))
    tables = sum(c.name.startswith("rows of ") for c in manifest.contents)
    files = sum(name.startswith(archive.FILES) for name in manifest.parts)
    return [
        *lines,
        f"{tables} tables with {rows} rows, the shape of the database and {files}"
        f" uploaded files are the same as on {manifest.made_at}.",
    ]
