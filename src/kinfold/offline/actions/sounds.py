"""A recording of the child, which follows the visit that it belongs to."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from kinfold.child_tools import actions as tools
from kinfold.offline.models import TakenAlong
from kinfold.platform.errors import NotFound
from kinfold.platform.files import FileRefused
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo

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

    Raises:
        CannotDo: no recording, too large, or the time with the child is finished.
        NotFound: not a child taken along by this worker, or no such item.
        RecordRefused: the family is not open to the worker any more.
    """
    taken = TakenAlong.objects.filter(
        authority_id=by.in_authority(), worker=by.as_worker(), pk=taken_id
    ).first()
    if taken is None:
        raise NotFound("child taken along")
    ending = ENDINGS.get(media_type, "bin")
    try:
        tools.add_file(
            family_id=taken.family_id,
            item_id=item_id,
            kind="sound",
            upload=SimpleUploadedFile(f"sound.{ending}", body),
            by=by,
            id=sound_id,
        )
    except FileRefused as error:
        raise CannotDo(str(error).rstrip("."), "sound") from error
