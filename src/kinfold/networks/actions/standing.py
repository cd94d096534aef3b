"""Where somebody stands: steps, views, what is known, and what else they were given."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from kinfold.networks.holding import (
    check_named,
    check_no_child_refuses,
    hold,
    hold_member,
)
from kinfold.networks.models import (
    MemberAbout,
    MemberStep,
    MemberView,
    NetworkMember,
    RoleClosed,
)
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.afterwards import check_may_ask, hears_who_stays
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.practice.standing_by import (
    NEARER,
    RECORDED,
    SAYS_WHO_STAYS,
    VIEWS,
    AboutDetails,
    Stand,
    ViewDetails,
)
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
    again, is kept once. Who stays is said on a closed record too.

    Raises:
        CannotDo: no such step, nobody who said it, nothing of why, a day that has not
            come, they stay for good and that is closed to them, or it brings somebody
            nearer whom a child does not want there.
        NotFound: nobody of this network, or somebody of another family.
    """
    needs = Action.WRITE_NETWORK
    if stand in SAYS_WHO_STAYS:
        needs = hears_who_stays(family_for(by, family_id))
    family, worker_id = hold(by, family_id, needs)
    check_may_ask(by, family)
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
    _check_may_come_nearer(by, member, stand)
    said = {"stand": stand, "happened_on": happened_on, "basis": basis}
    newest = MemberStep.objects.filter(**here).order_by("-recorded_at", "-pk").first()
    if newest and _says(newest, said):
        return newest
    step = MemberStep.objects.create(
        **here, **said, said_by_name=said_by.name,
        said_by_person_id=said_by.person_id, said_by_worker_id=said_by.worker_id,
        recorded_by_id=worker_id,
    )  # fmt: skip
    _record(by, "network.member_step", member, {"step": stand})
    return step


@transaction.atomic
def write_view(
    *, family_id: UUID, member_id: UUID, details: ViewDetails, by: Viewer
) -> MemberView:
    """What a child wishes or a parent thinks. A new view is a new row;
    what that person said last, posted again, is kept once.

    Raises:
        CannotDo: nobody who said it, no view, or a day that has not come.
        NotFound: nobody of this network, or somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    said_by = details.said_by
    if not said_by.name:
        raise CannotDo("Say whose view it is", "said_by")
    if details.view not in VIEWS:
        raise CannotDo("Choose what they said", "view")
    if details.said_on > timezone.localdate():
        raise CannotDo(NOT_YET, "said_on")
    check_named(family, [said_by])
    theirs = {
        "authority_id": family.authority_id,
        "member": member,
        "said_by_name": said_by.name,
    }
    said = {
        "view": details.view,
        "words": details.words,
        "said_on": details.said_on,
        "may_know": details.is_child and details.may_know,
    }
    newest = MemberView.objects.filter(**theirs).order_by("-recorded_at", "-pk").first()
    if newest and _says(newest, said):
        return newest
    row = MemberView.objects.create(
        **theirs, **said, said_by_person_id=said_by.person_id,
        is_child=details.is_child, recorded_by_id=worker_id,
    )  # fmt: skip
    _record(by, "network.member_view", member, {"who": row.said_by_name,
                                                "view": row.view})  # fmt: skip
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
    fields = [key for key in typed if stood[key] != typed[key]]
    _record(by, "network.member_about", member, {"fields": fields})
    return about


def _check_may_come_nearer(by: Viewer, member: NetworkMember, stand: str) -> None:
    if stand in NEARER:
        check_no_child_refuses(by, member.family_id, [member.as_who], "stand")
    if stand == Stand.LONG_HAUL and RoleClosed.objects.filter(
        authority_id=member.authority_id,
        member=member,
        role=NetworkMember.Role.LIFETIME,
        looks=None,
    ):
        raise CannotDo(CLOSED.format(name=member.name), "stand")


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
