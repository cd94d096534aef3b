"""Where the bytes of an extract lie: outside anything that is served.

`FILES_ROOT/extracts/<authority>/<request>.zip`. What nothing names, the nightly sweep
removes.
"""

from __future__ import annotations

from io import BufferedReader
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

FOLDER: Final = "extracts"
ENDING: Final = ".zip"


def place_of(authority_id: UUID, request_id: UUID) -> Path:
    return Path(settings.FILES_ROOT) / FOLDER / str(authority_id) / f"{request_id}.zip"


def keep(authority_id: UUID, request_id: UUID, raw: bytes) -> None:
    """Write the file beside its place and move it there whole."""
    place = place_of(authority_id, request_id)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_suffix(".part")
    part.write_bytes(raw)
    part.chmod(0o600)
    part.replace(place)


def opened(authority_id: UUID, request_id: UUID) -> BufferedReader:
    """The file, to be sent.

    Raises:
        FileNotFoundError: it is gone.
    """
    return place_of(authority_id, request_id).open("rb")


def forget(authority_id: UUID, request_id: UUID) -> None:
    place_of(authority_id, request_id).unlink(missing_ok=True)
