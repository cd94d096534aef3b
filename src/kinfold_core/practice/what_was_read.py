"""What somebody had before them when they wrote, to be compared when they save.

A form that changes one row carries its version. One that is about many rows, or about a
row that keeps no version, carries one of these stamps instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from uuid import UUID

STAMP_LENGTH = 16


def stamp_of(lines: Iterable[str]) -> str:
    """A short mark of these lines, in whatever order; "" when there are none."""
    whole = "\n".join(sorted(lines))
    return sha256(whole.encode()).hexdigest()[:STAMP_LENGTH] if whole else ""


def written_out(read: Mapping[UUID, int]) -> str:
    """Which wording of each thing was read, as a form carries it."""
    return " ".join(f"{key.hex}:{version}" for key, version in read.items())


def read_back(written: str) -> dict[UUID, int]:
    """`written_out` the other way. What cannot be read was not read: it is left out."""
    found = {}
    for part in written.split():
        key, _, version = part.partition(":")
        if version.isascii() and version.isdigit():
            try:
                found[UUID(hex=key)] = int(version[:9])
            except ValueError:
                continue
    return found
