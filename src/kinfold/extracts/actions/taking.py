"""Taking the file: once more it is asked whether it may be had, and it is logged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinfold.extracts import keeping, policy
from kinfold.extracts.models import ExtractDownload
from kinfold.extracts.policy import Standing
from kinfold.extracts.rooms import in_rooms_of, in_turn
from kinfold.extracts.selectors import Extract, extract_for
from kinfold.platform import audit
from kinfold.platform.models import AuditEvent
from kinfold.platform.viewer import Viewer


class Gone(Exception):
    """The file can not be had, or not any more. `extract` says how it stands."""

    def __init__(self, extract: Extract) -> None:
        super().__init__(extract.standing)
        self.extract = extract


@dataclass(frozen=True, slots=True)
class Taken:
    """The open file and what it is called."""

    file: BinaryIO
    name: str


@transaction.atomic
def take_extract(*, request_id: UUID, by: Viewer) -> Taken:
    """Open the file for whoever asked, or for information governance of the authority.

    Raises:
        NotFound: no such extract for them.
        PermissionDenied: the role does not include it.
        Gone: it was ended, has expired, or is not made; or what lies there is not what
            was made.
    """
    in_turn(request_id)
    extract = extract_for(by, request_id)
    if not (may_take := policy.may_end(by)):
        raise PermissionDenied(may_take.reason)
    if extract.standing is not Standing.OPEN or extract.made is None:
        raise Gone(extract)
    request, made = extract.request, extract.made
    try:
        file = keeping.opened(request.authority_id, request.pk)
    except FileNotFoundError as error:
        raise Gone(extract) from error
    try:
        if hashlib.file_digest(file, "sha256").hexdigest() != made.sha256:
            raise Gone(extract)
        file.seek(0)
        taken = ExtractDownload.objects.create(
            programme_id=request.programme_id,
            authority_id=request.authority_id,
            request=request,
            by_user_id=by.user_id,
            by_name=by.name,
            by_place=by.place_name,
            sha256=made.sha256,
        )
        _note(taken, by)
    except BaseException:
        file.close()
        raise
    return Taken(file, f"kinfold-extract-{request.pk.hex[-8:]}.zip")


def _note(taken: ExtractDownload, by: Viewer) -> None:
    changes = {"request": str(taken.request_id), "sha256": taken.sha256}
    audit.record_in_programme(
        by=by, action="extract.taken", target=taken, changes=changes
    )
    with in_rooms_of(taken.authority_id, by) as here:
        audit.record(
            by=here,
            action="extract.taken",
            target=taken,
            changes=changes,
            kind=AuditEvent.Kind.READ,
        )
