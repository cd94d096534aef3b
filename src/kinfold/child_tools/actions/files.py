"""A photograph of a drawing on paper, or a recording of the child."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from kinfold.child_tools import holding
from kinfold.child_tools.models import ChildItem, ChildItemFile
from kinfold.platform.errors import NotFound
from kinfold.platform.files import store_file
from kinfold.platform.files.names import split_ending
from kinfold.platform.models import StoredFile
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.child_tools import FILES_MOST, LARGEST, TAKES, WRONG

OWNER: Final = "child_item"


@transaction.atomic
def add_file(
    *,
    family_id: UUID,
    item_id: UUID,
    kind: str,
    upload: UploadedFile[Any],
    by: Viewer,
    alt_text: str = "",
    seconds: int | None = None,
    id: UUID | None = None,
) -> ChildItemFile:
    """Keep what the child drew on paper ("paper") or said ("sound") with an item.

    The file is called by what it is, so that its name tells nothing. The same id adds
    it once.

    Raises:
        FileRefused: empty, too large, cut off, or not what its name says.
        CannotDo: neither picture nor recording, too many, or finished.
        NotFound: no such item of this family, or an id that is another's.
    """
    item, worker_id = holding.hold_item(by, family_id, item_id)
    here = {"authority_id": item.authority_id}
    if id is not None and (before := _added_before(item, id)) is not None:
        return before
    holding.check_open(item.session)
    ending = _check(item, kind, upload.name or "")
    upload.name = f"{kind}.{ending}"
    stored = store_file(
        upload=upload,
        by=by,
        family_id=item.session.family_id,
        owner_kind=OWNER,
        limit=LARGEST,
    )
    added = ChildItemFile(
        id=id or time_ordered_uuid(),
        **here,
        item=item,
        kind=kind,
        file=stored,
        alt_text=alt_text,
        seconds=seconds,
        added_by_id=worker_id,
    )
    holding.add_once(added, "a child's file")
    holding.note(by, f"child_item.{kind}_added", item.session, item)
    return added


@transaction.atomic
def adopt_file(
    *, family_id: UUID, item_id: UUID, stored: StoredFile, id: UUID, by: Viewer
) -> ChildItemFile:
    """A recording that was kept elsewhere until its item was here is the item's now.

    Also when it is finished: it was said before. The same id adds it once.

    Raises:
        NotFound: no such item of this family.
    """
    item, worker_id = holding.hold_item(by, family_id, item_id)
    here = {"authority_id": item.authority_id}
    known = ChildItemFile.objects.filter(**here, pk=id, item=item).first()
    if known is not None:
        return known
    stored.owner_kind, stored.family_id = OWNER, item.session.family_id
    stored.save(update_fields=["owner_kind", "family_id"])
    added = ChildItemFile.objects.create(
        id=id, **here, item=item, kind="sound", file=stored, added_by_id=worker_id
    )
    holding.note(by, "child_item.sound_added", item.session, item)
    return added


def _added_before(item: ChildItem, id: UUID) -> ChildItemFile | None:
    here = {"authority_id": item.authority_id}
    added = ChildItemFile.objects.filter(**here, pk=id).first()
    if added is not None and added.item_id != item.pk:
        raise NotFound("a child's file")
    return added


def _check(item: ChildItem, kind: str, name: str) -> str:
    """The ending of a name that this kind may have."""
    files = ChildItemFile.objects.filter(authority_id=item.authority_id, item=item)
    ending = split_ending(name)[1]
    if kind not in TAKES or ending not in TAKES[kind]:
        raise CannotDo(WRONG.get(kind, WRONG["paper"]), "file")
    if files.count() >= FILES_MOST:
        raise CannotDo(
            f"{FILES_MOST} files fit here. Begin a new thing for more", "file"
        )
    return ending
