"""Reads of files. Viewer first; another authority's file does not exist."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied

from kinfold.platform.errors import NotFound
from kinfold.platform.files.keeping import place_of
from kinfold.platform.files.owners import may_open
from kinfold.platform.models import StoredFile
from kinfold.platform.viewer import Viewer


def file_to_open(viewer: Viewer, file_id: UUID) -> StoredFile:
    """A file this viewer may open.

    Raises:
        NotFound: no such file for this viewer, or it was deleted.
        PermissionDenied: its owner's rule refuses; the message is safe to show.
    """
    stored = (
        StoredFile.objects.filter(authority_id=viewer.in_authority(), pk=file_id)
        .select_related("uploaded_by")
        .first()
    )
    if stored is None or stored.is_deleted:
        raise NotFound("file")
    decision = may_open(viewer, stored)
    if not decision:
        raise PermissionDenied(decision.reason)
    return stored


def files_of_family(viewer: Viewer, family_id: UUID) -> list[StoredFile]:
    """A family's files, newest first. The caller has asked whether it may be opened."""
    return list(
        StoredFile.objects.filter(
            authority_id=viewer.in_authority(), family_id=family_id, deleted_at=None
        )
        .select_related("uploaded_by")
        .order_by("-uploaded_at")
    )


def open_bytes(stored: StoredFile) -> BinaryIO:
    """The bytes, from their beginning.

    Raises:
        NotFound: they are not on disk (a restore without the files folder).
    """
    try:
        return place_of(stored.authority_id, stored.pk).open("rb")
    except FileNotFoundError as error:
        raise NotFound("the file's bytes") from error
