"""Back up a whole installation while it runs: database, files, and the proof."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from kinfold_launcher import archive, databases
from kinfold_launcher.archive import Manifest
from kinfold_launcher.cluster import require_room
from kinfold_launcher.contents import EVERYTHING, Content, contents
from kinfold_launcher.login import Login, without_login
from kinfold_launcher.marks import read_marks
from kinfold_launcher.places import Home, make_private
from kinfold_launcher.programs import client_program
from kinfold_launcher.server import Server, check_login
from kinfold_launcher.sql import FIELD_MARK
from kinfold_launcher.words import Problem


def make_backup(home: Home, server: Server, target: Path) -> Manifest:
    """Write a backup to `target` and return its manifest.

    Rows, hashes and dump come from one snapshot, so they agree although people go on
    working. Files are pinned as soon as it is taken: a file's bytes are there before
    its row is, and one that is deleted while the backup is written stays in it.

    Raises:
        Problem: no room, no such folder, or PostgreSQL refused.
    """
    if target.exists():
        raise Problem(f"{target} is already there.", "Choose another name.")
    if not target.parent.is_dir():
        raise Problem(f"There is no folder {target.parent}.")
    size = databases.size_of(server.migrate, for_real_server=server.is_real)
    require_room(target.parent, size // 2 + _size(home.files))
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".kinfold-") as name:
        dump = Path(name) / archive.DUMP
        with _snapshot(server) as snapshot, pinned(home) as files:
            _dump(server, dump, snapshot.name)
            held = snapshot.contents()
            parts = {archive.DUMP: dump, **files}
            manifest = _manifest(server, size, parts, held)
            archive.write_archive(target, manifest, parts)
    return manifest


@contextmanager
def pinned(home: Home) -> Iterator[dict[str, Path]]:
    """Name in the archive -> a link to the bytes, which stays when the file goes.

    A file that is gone before it could be pinned is left out.
    """
    home.path.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.path, prefix="backing-up-") as name:
        pins: dict[str, Path] = {}
        for part, path in archive.uploaded(home.files).items():
            pin = Path(name) / str(len(pins))
            with suppress(FileNotFoundError):
                _pin(path, pin)
                pins[part] = pin
        yield pins


def _pin(path: Path, pin: Path) -> None:
    try:
        os.link(path, pin)
    except FileNotFoundError:
        raise
    except OSError:
        # another disk, or one that knows no second names
        shutil.copyfile(path, pin)


def _manifest(
    server: Server, size: int, parts: dict[str, Path], held: list[Content]
) -> Manifest:
    return Manifest(
        made_at=datetime.now(tz=UTC).isoformat(timespec="seconds"),
        server_version=check_login(server),
        database_bytes=size,
        demo=read_marks(server).demo,
        key_fingerprint=key_fingerprint(server),
        field_key_fingerprint=field_key_fingerprint(server),
        parts={name: archive.hash_of_path(path) for name, path in parts.items()},
        contents=held,
    )


def key_fingerprint(server: Server) -> str:
    """Tells two keys apart without telling either."""
    return _fingerprint("kinfold backup ", server.secret_key)


def field_key_fingerprint(server: Server) -> str:
    """The same for the key that protected addresses are sealed with.

    `KINFOLD_FIELD_KEY`, or the secret key where none is set.
    """
    key = os.environ.get("KINFOLD_FIELD_KEY", "") or server.secret_key
    return _fingerprint("kinfold backup of fields ", key)


def _fingerprint(purpose: str, key: str) -> str:
    return hashlib.sha256((purpose + key).encode()).hexdigest()[:16]


def usual_target(home: Home) -> Path:
    """Where a backup goes when no name is given."""
    folder = make_private(home.backups)
    return folder / f"kinfold-{datetime.now(tz=UTC):%Y%m%d-%H%M%S}.tar"


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """A transaction held open in psql, whose view of the data others may share."""

    name: str
    psql: subprocess.Popen[str]

    def contents(self) -> list[Content]:
        """Hash everything, as this transaction sees it."""
        said, _ = self.psql.communicate(f"{EVERYTHING}\nCOMMIT;\n")
        if self.psql.returncode:
            raise Problem("PostgreSQL could not read every table; see above.")
        return contents([line.split(FIELD_MARK) for line in said.splitlines()])


@contextmanager
def _snapshot(server: Server) -> Iterator[_Snapshot]:
    psql = client_program("psql", for_real_server=server.is_real)
    with subprocess.Popen(
        [psql, "-qXAtw", "-F", FIELD_MARK, "-v", "ON_ERROR_STOP=1", "-f", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=client_environment(server.migrate),
        cwd="/",
    ) as session:
        into, out = _pipes(session)
        into.write("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n")
        into.write("SELECT pg_export_snapshot();\n")
        into.flush()
        name = out.readline().strip()
        if not name:
            raise Problem("PostgreSQL could not be read; its words are above.")
        try:
            yield _Snapshot(name, session)
        finally:
            if session.poll() is None:
                session.terminate()


def _pipes(session: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    if session.stdin is None or session.stdout is None:
        raise Problem("psql was started without pipes.")
    return session.stdin, session.stdout


def _dump(server: Server, target: Path, snapshot: str) -> None:
    # As kinfold_migrate: row security would hide rows from anybody else.
    command: list[str | Path] = [
        client_program("pg_dump", for_real_server=server.is_real),
        *("--format=custom", "--no-password", f"--snapshot={snapshot}"),
        f"--file={target}",
    ]
    done = subprocess.run(
        command,
        env=client_environment(server.migrate),
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    if done.returncode:
        raise Problem("The database could not be dumped.", *_last_lines(done.stderr))


def client_environment(login: Login) -> dict[str, str]:
    """What PostgreSQL's client programs run with."""
    return {**without_login(os.environ), **login.environment()}


def _last_lines(text: str) -> list[str]:
    lines = text.strip().splitlines()[-5:]
    if "server version mismatch" in text:
        lines.append("Type:  sudo apt-get install postgresql-client (the server's)")
    return lines


def _size(folder: Path) -> int:
    total = 0
    for path in archive.uploaded(folder).values():
        with suppress(FileNotFoundError):
            total += path.stat().st_size
    return total
