"""Keeping, scanning and deleting a file. Keyword-only, `by=` whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.functions import Now

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.files import keeping, scanner
from kinfold.platform.files.kinds import Kind, kind_of
from kinfold.platform.files.names import clean_name, split_ending
from kinfold.platform.files.owners import OWN
from kinfold.platform.files.selectors import file_to_open, open_bytes
from kinfold.platform.jobs import Finished, Progress, enqueue, job
from kinfold.platform.models import StoredFile
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role

Scan = StoredFile.Scan


@transaction.atomic
def store_file(
    *,
    upload: UploadedFile[Any],
    by: Viewer,
    family_id: UUID | None = None,
    owner_kind: str = "",
    limit: int | None = None,
) -> StoredFile:
    """Keep an uploaded file. The caller has asked its own policy.

    Read in pieces; never whole in memory. With a scanner set up, the file waits for
    it in a job and cannot be opened until it is found clean.

    Args:
        owner_kind: whose rule says who may open it; "family" with a `family_id`,
            else only the person who sent it.
        limit: the most bytes, instead of `KINFOLD_FILE_LIMIT_MB`.

    Raises:
        FileRefused: too large, empty, cut off or not of a kind that is taken.
    """
    authority_id = by.in_authority()
    if by.worker_id is None:
        raise NotFound("worker")
    stored = StoredFile(
        id=time_ordered_uuid(),
        authority_id=authority_id,
        owner_kind=owner_kind or ("family" if family_id else OWN),
        family_id=family_id,
        name=clean_name(upload.name or ""),
        scan_state=Scan.WAITING if scanner.is_set_up() else Scan.NOT_SCANNED,
        uploaded_by_id=by.worker_id,
    )
    kept = keeping.keep(
        upload.chunks(),
        authority_id=stored.authority_id,
        file_id=stored.pk,
        limit=limit or settings.KINFOLD_FILE_LIMIT_BYTES,
    )
    try:
        stored.media_type = _kind_of_kept(kept, stored.name).media_type
        stored.byte_count, stored.sha256 = kept.byte_count, kept.sha256
        stored.save(force_insert=True)
        _note(by, "file.stored", stored, {"sha256": kept.sha256})
        if stored.scan_state == Scan.WAITING:
            enqueue(by=by, job=scan_file, file_id=stored.pk)
    except BaseException:
        keeping.forget(stored.authority_id, stored.pk)
        raise
    return stored


def _kind_of_kept(kept: keeping.Kept, name: str) -> Kind:
    with kept.path.open("rb") as bytes_:
        return kind_of(bytes_, split_ending(name)[1])


@job("files.scan", title="Check a file for viruses", retries=8)
def scan_file(by: Viewer, progress: Progress, *, file_id: UUID) -> Finished:
    """Ask the scanner; a file in which something is found is deleted at once."""
    stored = StoredFile.objects.select_for_update().get(pk=file_id)
    if stored.is_deleted or stored.scan_state != Scan.WAITING:
        return Finished("It had been checked already.")
    with open_bytes(stored) as bytes_:
        is_clean = scanner.is_clean(bytes_)
    stored.scan_state = Scan.CLEAN if is_clean else Scan.REFUSED
    stored.save(update_fields=["scan_state"])
    _note(by, f"file.{stored.scan_state}", stored, {})
    if is_clean:
        return Finished("Nothing was found. The file can be opened.")
    _forget_on_commit(stored)
    return Finished("A virus was found in the file, so it was not kept.")


@transaction.atomic
def delete_file(*, file_id: UUID, why: str, by: Viewer) -> StoredFile:
    """Take a file's bytes away for good. That it was here, and why it went, stays.

    Raises:
        NotFound: no such file for this viewer.
        PermissionDenied: neither sent by the viewer nor theirs to govern.
        ValueError: no reason is given.
    """
    if not why.strip():
        raise ValueError("Say why the file is deleted")
    stored = file_to_open(by, file_id)
    is_own = stored.uploaded_by_id == by.worker_id
    if not is_own and Role.INFORMATION_GOVERNANCE not in by.roles:
        raise PermissionDenied(
            "Only the person who sent this file, or information governance, can "
            "delete it"
        )
    stored.deleted_at, stored.deleted_by_id = Now(), by.worker_id
    stored.deleted_why = why.strip()[:500]
    stored.save(update_fields=["deleted_at", "deleted_by", "deleted_why"])
    _note(by, "file.deleted", stored, {}, why=stored.deleted_why)
    _forget_on_commit(stored)
    return stored


def note_download(viewer: Viewer, stored: StoredFile) -> None:
    """Write down that the viewer was given the file."""
    audit.note_read(
        viewer, target=stored, page="file.downloaded", family_id=stored.family_id
    )


def bytes_to_send(viewer: Viewer, file_id: UUID) -> StoredFile:
    """The file, if it may be sent now; the download is written down.

    Raises:
        NotFound: see `file_to_open`.
        PermissionDenied: refused by rule, not yet scanned, or a virus was found.
    """
    stored = file_to_open(viewer, file_id)
    if not stored.is_servable:
        raise PermissionDenied(f"{Scan(stored.scan_state).label}, so it stays shut")
    note_download(viewer, stored)
    return stored


def _note(
    by: Viewer,
    action: str,
    stored: StoredFile,
    changes: dict[str, str],
    why: str = "",
) -> None:
    audit.record(
        by=by,
        action=action,
        target=stored,
        changes=changes,
        family_id=stored.family_id,
        why=why,
    )


def _forget_on_commit(stored: StoredFile) -> None:
    forget: Callable[[], None] = partial(keeping.forget, stored.authority_id, stored.pk)
    transaction.on_commit(forget)
