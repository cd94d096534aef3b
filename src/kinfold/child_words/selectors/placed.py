"""Where a child's words were put, and stand no longer."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from kinfold.child_tools.models import ItemFeed
from kinfold.child_tools.selectors.sessions import sessions_of
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import TakenBack
from kinfold_core.practice.child_feeds import FeedKind
from kinfold_core.practice.child_sharing import why_not_on_the_map

ASK_WHETHER_THEY_STAY: Final = (
    "The child no longer wants this read: ask whether they stay"
)


def taken_back_of(
    viewer: Viewer, family_id: UUID
) -> frozenset[tuple[UUID | None, str]]:
    """Each thing of an authorised family that was taken back. One query.

    With the words, where it is words in a danger statement or its goal.
    """
    rows = TakenBack.objects.filter(
        authority_id=viewer.in_authority(),
        mapping__family_id=family_id,
        lifted_at=None,
    ).values_list("entry_id", "danger_id", "rating_id", "above", "words")
    return frozenset(
        (entry or danger or rating or above, words if danger else "")
        for entry, danger, rating, above, words in rows
    )


def no_longer_read(viewer: Viewer, family_id: UUID) -> dict[UUID, str]:
    """Of whom a child let be brought into the network and has since thought otherwise:
    what is to be asked, by member.

    Nobody goes out of a network by themselves. Only those who may read all of that
    child's words are told; another worker would learn from it what the child said. One
    query, or fourteen at most where a child ever named somebody.
    """
    people = ItemFeed.objects.filter(
        authority_id=viewer.in_authority(),
        session__family_id=family_id,
        kind=FeedKind.PERSON,
    )
    if not people.exists():
        return {}
    asked: dict[UUID, str] = {}
    for session in sessions_of(viewer, family_id, is_whole=True):
        choices = {one.id: one.choices for one in session.items if session.may_write}
        for feed in session.feeds:
            if feed.kind != FeedKind.PERSON or feed.item_id not in choices:
                continue
            if why_not_on_the_map(choices[feed.item_id], is_read_by_family=True):
                asked[feed.target_id] = ASK_WHETHER_THEY_STAY
    return asked
