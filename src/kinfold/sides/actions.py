"""Asking a family who could stand by its children."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, hold
from kinfold.networks.models import AskedChild, NetworkAsk
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family, FamilyMember
from kinfold.records.selectors.lists import CHILD_PARTS
from kinfold.sides.selectors import STANDING_CHILD
from kinfold_core.access import Action
from kinfold_core.practice.sides import AskDetails


@transaction.atomic
def write_ask(*, family_id: UUID, details: AskDetails, by: Viewer) -> NetworkAsk:
    """Write down that somebody was asked about these children's people, and what they
    said. Twice is kept once.

    Raises:
        CannotDo: nobody named, of no child, no answer, or a day that has not come.
        NotFound: no such family, or somebody of another one.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    if not details.whom.name:
        raise CannotDo("Say who was asked", "whom")
    if not details.answer.strip():
        raise CannotDo("Write what they said, or how you tried", "answer")
    if details.asked_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "asked_on")
    check_named(family, [details.whom])
    _check_children(family, details)
    here = {"authority_id": family.authority_id}
    said = {
        "family": family,
        "side": NetworkAsk.About(details.side),
        "asked_on": details.asked_on,
        "asked_name": details.whom.name,
        "answer": details.answer,
    }
    for before in NetworkAsk.objects.filter(**here, **said):
        if _children_of(before) == set(details.children):
            return before
    ask = NetworkAsk.objects.create(
        **here, **said, recorded_by_id=worker_id,
        asked_person_id=details.whom.person_id,
        asked_worker_id=details.whom.worker_id,
    )  # fmt: skip
    AskedChild.objects.bulk_create(
        AskedChild(**here, ask=ask, child_id=key)
        for key in dict.fromkeys(details.children)
    )
    audit.record(
        by=by,
        action="network.asked",
        target=ask,
        changes={
            "side": details.side,
            "whom": details.whom.name,
            "children": [str(key) for key in details.children],
        },
        family_id=family.pk,
        person_id=details.whom.person_id,
    )
    return ask


def _children_of(ask: NetworkAsk) -> set[UUID]:
    rows = AskedChild.objects.filter(authority_id=ask.authority_id, ask=ask)
    return set(rows.values_list(STANDING_CHILD, flat=True))


def _check_children(family: Family, details: AskDetails) -> None:
    """An answer is of children of this family; only one without any has it of none.
    Nobody is asked about a lost one."""
    children = FamilyMember.objects.filter(
        authority_id=family.authority_id,
        family=family,
        part__in=CHILD_PARTS,
        person__is_lost=False,
        left_on=None,
    )
    known = set(children.values_list("person_id", flat=True))
    if known and not details.children:
        raise CannotDo("Tick which children it was about, or all of them", "children")
    if set(details.children) - known:
        raise NotFound("child")
