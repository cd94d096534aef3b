"""A recording of the child, which follows the visit that it belongs to."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from kinfold.child_tools import actions as tools
from kinfold.child_tools.holding import add_once
from kinfold.child_tools.models import ChildItem
from kinfold.offline.holding import HELD_SOUND
from kinfold.offline.models import HeldSound, HeldVisit, TakenAlong, VisitConflict
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.files import FileRefused, store_file
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.child_tools import LARGEST

ENDINGS: Final = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a"}


@transaction.atomic
def add_sound(
    *,
    taken_id: UUID,
    item_id: UUID,
    sound_id: UUID,
    media_type: str,
    body: bytes,
    by: Viewer,
) -> None:
    """Keep a recording with what the child said. The same one twice is one.

    What it belongs to may be held, or wait for somebody to choose; or the time with
    the child was finished meanwhile. Then it is kept beside the record, as that is.

    Raises:
        CannotDo: no recording, or too large.
        NotFound: not a child taken along by this worker, or an item that no visit of
            theirs brought home.
    """
    taken = TakenAlong.objects.filter(
        authority_id=by.in_authority(), worker=by.as_worker(), pk=taken_id
    ).first()
    if taken is None:
        raise NotFound("child taken along")
    upload = SimpleUploadedFile(f"sound.{ENDINGS.get(media_type, 'bin')}", body)
    try:
        with transaction.atomic():
            tools.add_file(
                family_id=taken.family_id,
                item_id=item_id,
                kind="sound",
                upload=upload,
                by=by,
                id=sound_id,
            )
    except FileRefused as error:
        raise CannotDo(str(error).rstrip("."), "sound") from error
    except (CannotDo, NotFound, PermissionDenied):
        if not _is_beside_the_record(taken, item_id):
            raise
        upload.seek(0)
        _hold(taken, item_id, sound_id, upload, by)


def _is_beside_the_record(taken: TakenAlong, item_id: UUID) -> bool:
    """Whether a visit with this item came home, and could not go in as it was."""
    here = {"authority_id": taken.authority_id}
    if HeldVisit.objects.filter(
        **here, sent__taken=taken, body__contains=str(item_id)
    ).exists():
        return True
    if VisitConflict.objects.filter(
        **here, sent__taken=taken, item_id=item_id
    ).exists():
        return True
    return ChildItem.objects.filter(
        **here,
        pk=item_id,
        session__child=taken.child_id,
        session__started_by=taken.worker_id,
        session__finished_at__isnull=False,
    ).exists()


def _hold(
    taken: TakenAlong,
    item_id: UUID,
    sound_id: UUID,
    upload: SimpleUploadedFile,
    by: Viewer,
) -> None:
    here = {"authority_id": taken.authority_id}
    known = HeldSound.objects.filter(**here, pk=sound_id).first()
    if known is not None:
        if known.taken_id != taken.pk:
            raise NotFound("recording")
        return
    try:
        stored = store_file(
            upload=upload,
            by=by,
            family_id=taken.family_id,
            owner_kind=HELD_SOUND,
            limit=LARGEST,
        )
    except FileRefused as error:
        raise CannotDo(str(error).rstrip("."), "sound") from error
    sound = HeldSound(id=sound_id, **here, taken=taken, item_id=item_id, file=stored)
    add_once(sound, "recording")
    audit.record(
        by=by,
        action="offline.sound_held",
        target=sound,
        changes={},
        family_id=taken.family_id,
        person_id=taken.child_id,
    )
