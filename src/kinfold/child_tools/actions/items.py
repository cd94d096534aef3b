"""What a child says, writes and draws: added and changed while it is being told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.child_tools import holding
from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.platform.errors import NotFound
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.pictures.picture import (
    UnreadablePictureError,
    as_json,
    read_picture,
)
from kinfold_core.practice.child_tools import ITEMS_MOST, part_of

FIELDS: Final = frozenset({"part", "words", "picture", "position", "is_taken_out"})
"""What may be changed of an item until its session is finished."""


@transaction.atomic
def add_item(
    *,
    family_id: UUID,
    session_id: UUID,
    part: str,
    by: Viewer,
    words: str = "",
    picture: object = None,
    id: UUID | None = None,
) -> ChildItem:
    """One thing more in a part of the tool. The same id adds it once.

    `words` are the child's own, letter by letter; `picture` as a browser sends one.

    Raises:
        CannotDo: no such part, a picture that cannot be read, too many, or finished.
        NotFound: no such session of this family, or an id that is another's.
    """
    session, worker_id = holding.hold_session(by, family_id, session_id)
    here = {"authority_id": session.authority_id}
    if id is not None:
        added = ChildItem.objects.filter(**here, pk=id).first()
        if added is not None:
            if added.session_id != session.pk:
                raise NotFound("what a child said")
            added.session = session
            return added
    holding.check_open(session)
    items = ChildItem.objects.filter(**here, session=session)
    if items.filter(is_taken_out=False).count() >= ITEMS_MOST:
        raise CannotDo(
            f"{ITEMS_MOST} things fit in one time with a child. Begin another time"
        )
    checked = _checked(session, {"part": part, "words": words, "picture": picture})
    item = ChildItem(
        id=id or time_ordered_uuid(),
        **here,
        session=session,
        **checked,
        position=(items.aggregate(last=Max("position"))["last"] or 0) + 1,
        added_by_id=worker_id,
        changed_by_id=worker_id,
        changed_at=timezone.now(),
    )
    holding.add_once(item, "what a child said")
    holding.note(by, "child_item.added", session, item, "part", "words", "picture")
    return item


@transaction.atomic
def change_item(
    *,
    family_id: UUID,
    item_id: UUID,
    changes: Mapping[str, Any],
    seen: int,
    by: Viewer,
) -> ChildItem:
    """Write fields of an item (`FIELDS`) over the version that was seen.

    Words and picture may be written on two devices at once, and each stays. What it
    was is kept. Writing what stands changes nothing.

    Raises:
        StaleWords: somebody changed one of these fields since; holds what stands.
        CannotDo: finished, no such part, or a picture that cannot be read.
        NotFound: no such item of this family.
    """
    item, worker_id = holding.hold_item(by, family_id, item_id)
    new = holding.changed_fields(item, _checked(item.session, changes), seen)
    if not new:
        return item
    holding.check_open(item.session)
    holding.write_fields(item, new, worker_id)
    holding.note(by, "child_item.changed", item.session, item, *new)
    return item


def _checked(session: ChildToolSession, changes: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(changes) - FIELDS:
        raise ValueError(f"No field of an item: {sorted(unknown)}")
    checked = dict(changes)
    if "part" in checked and part_of(session.tool, str(checked["part"])) is None:
        raise CannotDo("Choose where it belongs", "part")
    if "picture" in checked:
        try:
            picture = read_picture(checked["picture"])
        except UnreadablePictureError as error:
            raise CannotDo(str(error).rstrip("."), "picture") from error
        checked["picture"] = {} if picture.is_empty else as_json(picture)
    return checked
