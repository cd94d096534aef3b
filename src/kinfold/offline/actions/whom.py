"""Saying whom a child meant by a name that is nobody's for certain."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.child_tools.models import ChildItem
from kinfold.child_words.actions import choose_sharing
from kinfold.offline import standing
from kinfold.offline.holding import whom_to_settle
from kinfold.offline.models import WhomAsked
from kinfold.offline.people import people_of
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.child_sharing import MayShow
from kinfold_core.practice.offline_whom import TYPED, is_about_somebody, settled


@transaction.atomic
def say_whom(
    *, family_id: UUID, asked_id: UUID, meant: Mapping[str, str], seen: str, by: Viewer
) -> WhomAsked:
    """Write what waited for it, and what the child answered about whom they meant.

    A no about somebody who is none of the people here stays under the name that the
    child said. Once is enough: what was answered already stays.

    Args:
        meant: for each name as the device wrote it a key of somebody, or "" for nobody.
        seen: the stamp of the question when it was read.

    Raises:
        CannotDo: a name is left out, or the record cannot take it now.
        NotFound: no such question of this worker, or not somebody of this family.
        StaleVersion: the device sent another answer meanwhile; holds the question.
    """
    asked = whom_to_settle(by, family_id, asked_id, is_locked=True)
    if asked.settled_at is not None:
        return asked
    if asked.stamp != seen:
        raise StaleVersion(asked)
    _write(asked, family_id, meant, by)
    asked.meant = {one["who"]: meant[one["who"]] for one in asked.names}
    asked.settled_by_id, asked.settled_at = by.as_worker(), timezone.now()
    asked.save()
    audit.record(
        by=by,
        action="offline.whom_said",
        target=asked,
        changes={"names": str(len(asked.names))},
        family_id=family_id,
        person_id=asked.sent.taken.child_id,
    )
    return asked


def _write(
    asked: WhomAsked, family_id: UUID, meant: Mapping[str, str], by: Viewer
) -> None:
    people = people_of(by, family_id, asked.sent.taken.child_id)
    item = ChildItem.objects.get(authority_id=asked.authority_id, pk=asked.item_id)
    called = standing.called(item) | {one.key: one.name for one in people}
    called |= {f"{TYPED}{one['name']}": one["name"] for one in asked.names}
    waits = {who: MayShow(answer) for who, answer in asked.waits.items()}
    # a yes about somebody who is not here any more opens nothing
    waits = {
        who: answer
        for who, answer in waits.items()
        if who in called or not is_about_somebody(who)
    }
    for who, answer in settled(
        waits,
        _names(asked, meant, {one.key for one in people}),
        standing.answers(item),
        is_newer_there=item.choices.filter(
            authority_id=asked.authority_id, recorded_at__gt=asked.asked_at
        ).exists(),
    ):
        choose_sharing(
            family_id=family_id,
            item_id=item.pk,
            choice=standing.choice_of(
                who, answer, called.get(who, ""), asked.chosen_on
            ),
            by=by,
        )


def _names(
    asked: WhomAsked, meant: Mapping[str, str], known: set[str]
) -> list[tuple[str, MayShow]]:
    found = []
    for one in asked.names:
        key, answer = meant.get(one["who"]), MayShow(one["answer"])
        if key is None:
            raise CannotDo(f"Say who {one['name']} is", one["who"])
        if key and key not in known:
            raise NotFound("somebody of this family")
        if key:
            found.append((key, answer))
        elif answer is not MayShow.YES:
            found.append((f"{TYPED}{one['name']}", answer))
    return found
