"""What becomes of a held visit: it is taken into the record, or stays beside it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kinfold.child_tools.actions import adopt_file
from kinfold.child_tools.models import ChildItem
from kinfold.offline.holding import held_visit_of, with_whom
from kinfold.offline.merging import (
    Home,
    keep_asked,
    keep_conflicts,
    merge,
    read_visit,
)
from kinfold.offline.models import (
    HeldSound,
    HeldVisit,
    HeldVisitDone,
    HeldVisitPassed,
)
from kinfold.offline.selectors.passing import receivers_of
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold.records.selectors import family_for
from kinfold.records.selectors.records import state_of
from kinfold_core.access import Action
from kinfold_core.practice.child_sharing import answers_for_it
from kinfold_core.practice.offline_held import why_not_passed_on, why_not_taken_in
from kinfold_core.practice.offline_merge import Clock

Deed = HeldVisitDone.Deed
NOT_HERE = (
    "This child, or this time with them, is not in this record any more. Leave the "
    "visit beside the record and say why"
)


@transaction.atomic
def take_in(*, family_id: UUID, held_id: UUID, by: Viewer) -> int:
    """Put a held visit into the record, as if it came home now; how many are to choose.

    What the same time with the child sent home before it goes in first, so that the
    newest wording is written last. The child still talked with whoever was there.

    Raises:
        CannotDo: the record is closed, the child is not in it any more, it was dealt
            with, or a field cannot be so.
        NotFound: no such visit of this family.
        RecordRefused: the family is not open to whoever asks.
    """
    family, held = _hold(by, family_id, held_id)
    waiting = HeldVisit.objects.filter(
        authority_id=held.authority_id,
        family=family,
        sent__session_id=held.sent.session_id,
        sent__received_at__lte=held.sent.received_at,
    ).exclude(done__deed=Deed.TAKEN_IN)
    to_choose = 0
    for one in waiting.select_related("sent__taken").order_by("sent__received_at"):
        to_choose += _take(one, by)
    return to_choose


@transaction.atomic
def let_stay(*, family_id: UUID, held_id: UUID, why: str, by: Viewer) -> HeldVisitDone:
    """It stays beside the record, to be read there, for a reason that is written down.

    It can be taken in later all the same.

    Raises:
        CannotDo: no reason, or not theirs to decide.
        NotFound: no such visit of this family.
        RecordRefused: the family is not open to whoever asks.
    """
    _, held = _hold(by, family_id, held_id, is_into_record=False)
    if not why.strip():
        raise CannotDo("Say why it stays beside the record", "why")
    return _done(held, Deed.STAYS, by, why=why)


@transaction.atomic
def pass_on(
    *, family_id: UUID, held_id: UUID, to: UUID, why: str, by: Viewer
) -> HeldVisitPassed:
    """Leave a held visit to another worker, who is told that it waits for them.

    It opens nothing to them: who reads it and who takes it in stays as it is.

    Raises:
        CannotDo: no reason, not theirs to pass on, it is with them already, or the
            family is not open to them.
        NotFound: no such visit of this family.
        RecordRefused: the family is not open to whoever asks.
    """
    family = family_for(by, family_id, Action.OPEN_FAMILY, is_locked=True)
    held = held_visit_of(family, held_id)
    now_with = with_whom(held)
    why_not = why_not_passed_on(
        is_with_them=by.worker_id == now_with,
        is_answering=answers_for_it(by.roles, state_of(by, family)),
        is_done=held.done.exists(),
    )
    if why_not:
        raise CannotDo(why_not)
    if not why.strip():
        raise CannotDo("Say why you pass it on", "why")
    if to == now_with:
        raise CannotDo("It is with them already", "to")
    if to not in {one.id for one in receivers_of(by, family)}:
        raise CannotDo("This family is not open to them", "to")
    passed = HeldVisitPassed.objects.create(
        authority_id=held.authority_id,
        held=held,
        to_id=to,
        why=why,
        by_id=by.as_worker(),
    )
    audit.record(
        by=by,
        action="offline.held_passed_on",
        target=held,
        changes={"to": str(to)},
        family_id=family_id,
        person_id=held.sent.taken.child_id,
    )
    return passed


def _hold(
    by: Viewer, family_id: UUID, held_id: UUID, *, is_into_record: bool = True
) -> tuple[Family, HeldVisit]:
    family = family_for(by, family_id, Action.OPEN_FAMILY, is_locked=True)
    held = held_visit_of(family, held_id)
    done = set(held.done.values_list("deed", flat=True))
    why_not = why_not_taken_in(
        is_answering=answers_for_it(by.roles, state_of(by, family)),
        is_closed=is_into_record and family.is_closed,
        is_done=Deed.TAKEN_IN in done or (not is_into_record and bool(done)),
    )
    if why_not:
        raise CannotDo(why_not)
    return family, held


def _take(held: HeldVisit, by: Viewer) -> int:
    sent = held.sent
    bundle = read_visit(held.body)
    clock = Clock(timedelta(seconds=sent.skew_seconds), sent.received_at)
    home = Home.of(by, sent.taken, bundle, clock)
    try:
        merge(home)
    except NotFound:
        raise CannotDo(NOT_HERE) from None
    keep_conflicts(home, sent)
    keep_asked(home, sent)
    _adopt_sounds(held, by)
    _done(held, Deed.TAKEN_IN, by)
    return len(home.conflicts) + len(home.asked)


def _adopt_sounds(held: HeldVisit, by: Viewer) -> None:
    """Recordings follow what they belong to, once it is in the record."""
    here = {"authority_id": held.authority_id}
    sounds = list(
        HeldSound.objects.filter(**here, taken=held.sent.taken).select_related("file")
    )
    there = set(
        ChildItem.objects.filter(
            **here, pk__in=[one.item_id for one in sounds]
        ).values_list("pk", flat=True)
    )
    for one in sounds:
        if one.item_id in there:
            adopt_file(
                family_id=held.family_id, item_id=one.item_id, stored=one.file,
                id=one.pk, by=by,
            )  # fmt: skip


def _done(held: HeldVisit, deed: Deed, by: Viewer, *, why: str = "") -> HeldVisitDone:
    done = HeldVisitDone.objects.create(
        authority_id=held.authority_id,
        held=held,
        deed=deed,
        why=why,
        by_id=by.as_worker(),
    )
    audit.record(
        by=by,
        action=f"offline.held_{deed.value}",
        target=held,
        changes={},
        family_id=held.family_id,
        person_id=held.sent.taken.child_id,
    )
    return done
