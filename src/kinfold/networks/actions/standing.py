"""Where somebody stands: steps, views, what is known, and what else they were given."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, hold, hold_member
from kinfold.networks.models import (
    MemberAbout,
    MemberStep,
    MemberView,
    NetworkMember,
    OtherDisclosure,
    RoleClosed,
)
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Action
from kinfold_core.practice.facts_network import DisclosureFacts
from kinfold_core.practice.rulebook import check_disclosure
from kinfold_core.practice.standing_by import RECORDED, VIEWS, AboutDetails, Stand
from kinfold_core.practice.written import Named

NOT_YET = "This day has not come yet"
CLOSED = (
    "Being there for life is closed to {name} for now. Look at that again first, on "
    "their page in the network"
)


@transaction.atomic
def write_step(
    *,
    family_id: UUID,
    member_id: UUID,
    stand: str,
    happened_on: date,
    basis: str,
    said_by: Named,
    by: Viewer,
) -> MemberStep:
    """Write down a step that nothing else tells. What was written last, posted
    again, is kept once.

    Raises:
        CannotDo: no such step, nobody who said it, nothing of why, a day that has not
            come, or they stay for good and that is closed to them.
        NotFound: nobody of this network, or somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    if stand not in set(RECORDED):
        raise CannotDo("Choose where they stand now", "stand")
    if not basis.strip():
        raise CannotDo("Say who agreed, or what was said", "basis")
    if not said_by.name:
        raise CannotDo("Say who said so", "said_by")
    if happened_on > timezone.localdate():
        raise CannotDo(NOT_YET, "happened_on")
    check_named(family, [said_by])
    here = {"authority_id": family.authority_id, "member": member}
    if stand == Stand.LONG_HAUL and RoleClosed.objects.filter(
        **here, role=NetworkMember.Role.LIFETIME, looks=None
    ):
        raise CannotDo(CLOSED.format(name=member.name), "stand")
    said = {"stand": stand, "happened_on": happened_on, "basis": basis}
    newest = MemberStep.objects.filter(**here).order_by("-recorded_at", "-pk").first()
    if newest and _says(newest, said):
        return newest
    step = MemberStep.objects.create(
        **here,
        **said,
        said_by_name=said_by.name,
        said_by_person_id=said_by.person_id,
        said_by_worker_id=said_by.worker_id,
        recorded_by_id=worker_id,
    )
    _record(by, "network.member_step", member, {"step": stand, "basis": basis})
    return step


@transaction.atomic
def write_view(
    *,
    family_id: UUID,
    member_id: UUID,
    said_by: Named,
    is_child: bool,
    view: str,
    words: str,
    said_on: date,
    by: Viewer,
) -> MemberView:
    """What a child wishes or a parent thinks. A new view is a new row;
    what that person said last, posted again, is kept once.

    Raises:
        CannotDo: nobody who said it, no view, or a day that has not come.
        NotFound: nobody of this network, or somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    if not said_by.name:
        raise CannotDo("Say whose view it is", "said_by")
    if view not in VIEWS:
        raise CannotDo("Choose what they said", "view")
    if said_on > timezone.localdate():
        raise CannotDo(NOT_YET, "said_on")
    check_named(family, [said_by])
    theirs = {
        "authority_id": family.authority_id,
        "member": member,
        "said_by_name": said_by.name,
    }
    said = {"view": view, "words": words, "said_on": said_on}
    newest = MemberView.objects.filter(**theirs).order_by("-recorded_at", "-pk").first()
    if newest and _says(newest, said):
        return newest
    row = MemberView.objects.create(
        **theirs,
        **said,
        said_by_person_id=said_by.person_id,
        is_child=is_child,
        recorded_by_id=worker_id,
    )
    _record(by, "network.member_view", member, {"who": row.said_by_name,
                                                "view": view})  # fmt: skip
    return row


@transaction.atomic
def write_about(
    *,
    family_id: UUID,
    member_id: UUID,
    details: AboutDetails,
    was: UUID | None,
    by: Viewer,
) -> MemberAbout | None:
    """What is known of somebody now; what was known before stays.

    `was` is the row the writer saw. Saving what stands changes nothing.

    Raises:
        StaleVersion: somebody wrote meanwhile; holds the newest row.
        NotFound: nobody of this network.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    newest = (
        MemberAbout.objects.filter(authority_id=family.authority_id, member=member)
        .order_by("-recorded_at", "-pk")
        .first()
    )
    typed = {name: getattr(details, name) for name in details.__dataclass_fields__}
    stood = {name: getattr(newest, name) if newest else "" for name in typed}
    if typed == stood:
        return newest
    if newest is not None and newest.pk != was:
        raise StaleVersion(newest)
    about = MemberAbout.objects.create(
        authority_id=family.authority_id,
        member=member,
        recorded_by_id=worker_id,
        recorded_at=timezone.now(),
        **typed,
    )
    changes = {
        key: [stood[key], typed[key]] for key in typed if stood[key] != typed[key]
    }
    _record(by, "network.member_about", member, changes)
    return about


@transaction.atomic
def disclose(
    *,
    family_id: UUID,
    member_id: UUID,
    what: str,
    told_on: date,
    told_by: Named,
    permission: str,
    by: Viewer,
) -> OtherDisclosure:
    """Something given or told beside the ladder: a copy, a message (R-NW4).

    Raises:
        CannotDo: not what, by whom or on what ground, or a day that has not come.
        NotFound: nobody of this network, or somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    facts = DisclosureFacts(what=what, told_by=told_by.name, basis=permission)
    for finding in check_disclosure(facts):
        raise CannotDo(finding.message, finding.where)
    if told_on > timezone.localdate():
        raise CannotDo(NOT_YET, "told_on")
    check_named(family, [told_by])
    row, is_new = OtherDisclosure.objects.get_or_create(
        authority_id=family.authority_id,
        member=member,
        what=what,
        told_on=told_on,
        told_by_name=told_by.name,
        defaults={
            "told_by_person_id": told_by.person_id,
            "told_by_worker_id": told_by.worker_id,
            "permission": permission,
            "recorded_by_id": worker_id,
        },
    )
    if is_new:
        changes = {"what": what, "permission": permission}
        _record(by, "network.disclosed", member, changes)
    return row


def _says(newest: models.Model, said: dict[str, Any]) -> bool:
    """Whether this is what was written last; what was said before it says nothing."""
    return all(getattr(newest, key) == is_now for key, is_now in said.items())


def _record(
    by: Viewer, action: str, member: models.Model, changes: dict[str, Any]
) -> None:
    known = member.__dict__
    audit.record(
        by=by,
        action=action,
        target=member,
        changes=changes,
        family_id=known["family_id"],
        person_id=known["person_id"],
    )
