"""The backup file: a tar of a manifest, the database's dump and the uploaded files.

The manifest comes first and holds the SHA-256 of every other part.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from kinfold_launcher.contents import Content
from kinfold_launcher.words import Problem

FORMAT = "kinfold-backup-1"
MANIFEST = "manifest.json"
DUMP = "database.dump"
FILES = "files/"
# Extracts that wait to be read: gone once they are, and sent again if they are lost.
WAITING = "imports"
# How a file is called until all of it is written.
HALF_WRITTEN = ".part"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, when it was made, and how to know that it is whole."""

    made_at: str
    server_version: str
    database_bytes: int
    demo: str
    key_fingerprint: str
    field_key_fingerprint: str
    parts: dict[str, str]
    contents: list[Content] = field(default_factory=list)
    format: str = FORMAT

    @classmethod
    def read(cls, text: bytes) -> Manifest:
        """Raises: ValueError, KeyError or TypeError when it is not a manifest."""
        kept: dict[str, Any] = json.loads(text)
        if kept["format"] != FORMAT:
            raise ValueError(kept["format"])
        kept["contents"] = [Content(**content) for content in kept["contents"]]
        return cls(**kept)

    def text(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


def hash_of(file: IO[bytes]) -> str:
    """SHA-256 of what is left to read of `file`."""
    whole = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        whole.update(chunk)
    return whole.hexdigest()


def hash_of_path(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hash_of(file)


def uploaded(files: Path) -> dict[str, Path]:
    """Name in the archive -> path, of every uploaded file. Links are not followed.

    Without what waits to be imported, and what is being written just now.
    """
    found: dict[str, Path] = {}
    for folder, below, names in os.walk(files):
        if Path(folder) == files and WAITING in below:
            below.remove(WAITING)
        for name in names:
            path = Path(folder) / name
            if path.suffix != HALF_WRITTEN and _is_plain(path):
                found[FILES + path.relative_to(files).as_posix()] = path
    return dict(sorted(found.items()))


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def write_archive(target: Path, manifest: Manifest, parts: dict[str, Path]) -> None:
    """Write the whole backup, readable to its owner only, or leave nothing behind."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w|") as tar:
                text = manifest.text()
                entry = tarfile.TarInfo(MANIFEST)
                entry.size = len(text)
                entry.mode = 0o600
                tar.addfile(entry, io.BytesIO(text))
                for name, path in parts.items():
                    tar.add(path, arcname=name, recursive=False, filter=_nameless)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _nameless(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    # Who owned the files on one machine means nothing on another.
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def read_manifest(path: Path) -> Manifest:
    """The manifest of a backup file.

    Raises:
        Problem: there is no such file, or it is not a backup of ours.
    """
    try:
        with tarfile.open(path, "r|") as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST or not first.isreg():
                raise ValueError
            held = tar.extractfile(first)
            return Manifest.read(held.read() if held else b"")
    except FileNotFoundError:
        raise Problem(f"There is no file {path}.") from None
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError):
        raise Problem(
            f"{path} is not a backup made by ./kinfold backup, or it is damaged.",
            "Use another copy of it.",
        ) from None


def unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    """Write every part under `folder`, each checked against the manifest.

    Raises:
        Problem: a part is missing, changed, cut off, or not in the manifest.
    """
    missing = dict(manifest.parts)
    try:
        for name, held in _parts(path):
            wanted = missing.pop(name, None)
            if wanted is None or not _is_safe(name):
                raise _damaged(path, f"{name} should not be in it")
            target = folder / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _copy(held, target) != wanted:
                raise _damaged(path, f"{name} is not as it was when it was backed up")
    except (tarfile.TarError, EOFError):
        raise _damaged(path, "it is cut off") from None
    if missing:
        raise _damaged(path, f"{min(missing)} is missing from it")


def _parts(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(path, "r|") as tar:
        for entry in tar:
            held = tar.extractfile(entry) if entry.isreg() else None
            if held is None:
                raise _damaged(path, f"{entry.name} is not a plain file")
            if entry.name != MANIFEST:
                yield entry.name, held


def _copy(held: IO[bytes], target: Path) -> str:
    whole = hashlib.sha256()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        while chunk := held.read(_CHUNK):
            whole.update(chunk)
            file.write(chunk)
    return whole.hexdigest()


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    inside = name == DUMP or name.startswith(FILES)
    return inside and ".." not in parts and not name.startswith("/")


def _damaged(path: Path, why: str) -> Problem:
    return Problem(f"The backup {path.name} is damaged: {why}.", "Use another copy.")
