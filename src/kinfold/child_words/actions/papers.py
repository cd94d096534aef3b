"""Somebody was given the paper of what a child lets them see."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from kinfold.child_tools import holding
from kinfold.child_words.models import ItemShown
from kinfold.child_words.selectors.papers import paper_readers, safe_paper
from kinfold.networks.holding import hold
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import ground_of
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.child_papers import OnPaper
from kinfold_core.practice.child_sharing import Reader

CHANGED = (
    "The child changed who may see what since this paper was made. Take the old paper "
    "back, and print it again"
)


@transaction.atomic
def show_paper(
    *,
    family_id: UUID,
    child_id: UUID,
    reader_key: str,
    seen: Collection[UUID],
    shown_on: date,
    by: Viewer,
) -> tuple[ItemShown, ...]:
    """Write down, thing by thing, what somebody was shown. The same day once.

    `seen`: the things on the paper that was given.

    Raises:
        CannotDo: the child lets them see something else now, or a day that cannot be.
        NotFound: no such reader, or the child lets them see nothing.
    """
    # what the child chooses waits
    hold(by, family_id, Action.WRITE_NETWORK, Artefact.CHILD_TOOLS)
    ground = ground_of(by, family_id, Action.WRITE_NETWORK)
    readers = paper_readers(by, ground, child_id)
    one = next((one for one in readers if one.key == reader_key), None)
    things = safe_paper(by, family_id, child_id, one)[0] if one else ()
    if one is None or not things:
        raise NotFound("paper")
    if {thing.item_id for thing in things} != set(seen):
        raise CannotDo(CHANGED)
    return tuple(_keep(family_id, thing, one.reader, shown_on, by) for thing in things)


def _keep(
    family_id: UUID, thing: OnPaper, reader: Reader, shown_on: date, by: Viewer
) -> ItemShown:
    item, worker_id = holding.hold_item(by, family_id, thing.item_id)
    holding.check_day(item.session, shown_on, "on")
    words = {
        "authority_id": item.authority_id,
        "item": item,
        "name": reader.name,
        "person_id": reader.person_id,
        "member_id": reader.member_id,
        "was_whole": thing.item is not None,
        "shown_on": shown_on,
    }
    same = ItemShown.objects.filter(**words).first()
    if same is not None:
        return same
    row = ItemShown.objects.create(**words, recorded_by_id=worker_id)
    holding.note(by, "child_item.shown", item.session, item)
    return row
