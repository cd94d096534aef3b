"""Bytes on disk: `FILES_ROOT/<authority>/<two letters>/<id>`, read by nobody else.

Written in pieces beside their place and moved there whole, so a reader never meets
half a file and a full disk leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from kinfold.platform.files.refusal import FileRefused

# How a file is called until all of it is written.
PART = ".part"


@dataclass(frozen=True, slots=True)
class Kept:
    path: Path
    byte_count: int
    sha256: str


def place_of(authority_id: UUID, file_id: UUID) -> Path:
    # ids of the same day begin alike: the last two letters spread them
    spread = file_id.hex[-2:]
    return Path(settings.FILES_ROOT) / str(authority_id) / spread / str(file_id)


def keep(
    chunks: Iterable[bytes], *, authority_id: UUID, file_id: UUID, limit: int
) -> Kept:
    """Write the chunks to the place of a file, as `keep_at` does."""
    return keep_at(place_of(authority_id, file_id), chunks, limit=limit)


def keep_at(place: Path, chunks: Iterable[bytes], *, limit: int) -> Kept:
    """Write the chunks to a place, never holding more than one in memory.

    Raises:
        FileRefused: more than `limit` bytes, or none.
        OSError: the disk is full or may not be written; nothing is left behind.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_suffix(PART)
    try:
        with _new(part) as target:
            count, digest = _copy(chunks, target, limit)
            target.flush()
            os.fsync(target.fileno())
        part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return Kept(place, count, digest)


def _new(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _copy(chunks: Iterable[bytes], target: BinaryIO, limit: int) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for chunk in chunks:
        count += len(chunk)
        if count > limit:
            raise FileRefused(too_large(limit))
        digest.update(chunk)
        target.write(chunk)
    if not count:
        raise FileRefused("This file is empty. Choose one with something in it.")
    return count, digest.hexdigest()


def too_large(limit: int) -> str:
    return f"This file is too large: the most that can be kept is {limit >> 20} MB."


def forget(authority_id: UUID, file_id: UUID) -> None:
    with suppress(FileNotFoundError):
        place_of(authority_id, file_id).unlink()
