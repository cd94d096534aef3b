"""Taking away bytes that no row names, every night.

Bytes are written before their row is committed: whatever rolls the row back leaves
them. Likewise a server that stops between a deletion's commit and its unlinking.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.conf import settings

from kinfold.platform import audit
from kinfold.platform.files.keeping import PART, place_of
from kinfold.platform.jobs import nightly
from kinfold.platform.models import Authority, StoredFile
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer

log = logging.getLogger("kinfold.files")

# Longer than any upload and any job, so that what is still being written is let be.
LEAVE_SECONDS = 24 * 60 * 60
AT_ONCE = 500
NAME = "Kinfold, every night"

Wanted = Callable[[UUID, frozenset[str]], Iterable[str]]
_waiting: dict[str, Wanted] = {}


def register_waiting(folder: str, wanted: Wanted) -> None:
    """Let `FILES_ROOT/<folder>/<authority>/` be swept too. In `AppConfig.ready()`.

    Args:
        wanted: given an authority and names of files, those that are still needed.
            Called inside the authority's fence.
    """
    _waiting[folder] = wanted


@nightly("files.sweep")
def sweep() -> None:
    """Remove what no row names and is older than a day, in every authority.

    A folder of no authority in this database is let be: the folder may belong to
    another database, and then nothing in it is ours to judge.
    """
    for authority in Authority.objects.order_by("pk"):
        with as_authority(authority.pk):
            found = [*_unnamed(authority.pk), *_no_longer_waiting(authority.pk)]
            if not found:
                continue
            about = {"files": len(found), "bytes": sum(map(_size, found))}
            by = Viewer(user_id=0, name=NAME, authority_id=authority.pk)
            audit.record(by=by, action="files.swept", target=authority, changes=about)
        for path in found:
            path.unlink(missing_ok=True)
        said = {"authority": str(authority.pk), **about}
        log.info("files swept", extra={"kinfold": said})


def _unnamed(authority_id: UUID) -> Iterator[Path]:
    for paths in _old_files(Path(settings.FILES_ROOT) / str(authority_id)):
        ids = {path: _id_of(path, authority_id) for path in paths}
        wanted = set(
            StoredFile.objects.filter(
                authority_id=authority_id,
                pk__in=[pk for pk in ids.values() if pk],
                deleted_at=None,
            )
            .exclude(scan_state=StoredFile.Scan.REFUSED)
            .values_list("pk", flat=True)
        )
        for path, pk in ids.items():
            if pk and (pk not in wanted or path.suffix == PART):
                yield path


def _id_of(path: Path, authority_id: UUID) -> UUID | None:
    """The file's id, if `keeping` put it there: nothing else is ours to remove."""
    try:
        file_id = UUID(path.name.removesuffix(PART))
    except ValueError:
        return None
    is_ours = path.with_suffix("") == place_of(authority_id, file_id)
    return file_id if is_ours else None


def _no_longer_waiting(authority_id: UUID) -> Iterator[Path]:
    for folder, wanted in _waiting.items():
        place = Path(settings.FILES_ROOT) / folder / str(authority_id)
        for paths in _old_files(place):
            names = frozenset(path.name for path in paths)
            kept = set(wanted(authority_id, names))
            yield from (path for path in paths if path.name not in kept)


def _old_files(folder: Path) -> Iterator[tuple[Path, ...]]:
    before = time.time() - LEAVE_SECONDS
    old = (path for path in sorted(folder.rglob("*")) if _is_old(path, before))
    while some := tuple(islice(old, AT_ONCE)):
        yield some


def _is_old(path: Path, before: float) -> bool:
    try:
        return path.is_file() and path.lstat().st_mtime < before
    except FileNotFoundError:
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
