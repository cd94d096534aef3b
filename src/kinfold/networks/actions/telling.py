"""Telling somebody of the network. Written down once and never changed (I6)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, hold, hold_member
from kinfold.networks.models import HeardStatement, InformedStep, NetworkMember
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.access import Action
from kinfold_core.practice.facts_network import DisclosureFacts
from kinfold_core.practice.network import (
    LEVEL_WORDS,
    TellingDetails,
    why_not_told,
)
from kinfold_core.practice.rulebook import check_disclosure


@transaction.atomic
def tell(
    *, family_id: UUID, member_id: UUID, details: TellingDetails, by: Viewer
) -> InformedStep | None:
    """Write down that somebody was told more. None when they knew all that already.

    Raises:
        CannotDo: less than they know, heard with no danger statement, nobody who told
            them or agreed to it, or a day that has not come.
        NotFound: no such member of this network, or a danger of another map.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    member = hold_member(family, member_id)
    _check(family, details)
    versions = _versions(family, details)
    current, heard = _known(member)
    why_not = why_not_told(
        level=details.level,
        current=current,
        heard_before=heard.keys(),
        heard_now=versions.keys(),
    )
    if why_not:
        is_about_dangers = details.level >= current
        raise CannotDo(why_not, "dangers" if is_about_dangers else "level")
    news = {pk: number for pk, number in versions.items() if heard.get(pk) != number}
    if details.level == current and not news:
        return None
    step = _write(member, details, worker_id, versions)
    audit.record(
        by=by,
        action="network.member_told",
        target=step,
        changes={
            "level": [current, details.level],
            "dangers": sorted(str(pk) for pk in versions),
        },
        family_id=family.pk,
        person_id=member.person_id,
    )
    return step


def _check(family: Family, details: TellingDetails) -> None:
    if details.level not in range(1, 6):
        raise CannotDo("Choose what they know now", "level")
    if details.told_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "told_on")
    facts = DisclosureFacts(
        what=LEVEL_WORDS[details.level],
        told_by=details.told_by.name,
        basis=details.permission,
    )
    for finding in check_disclosure(facts):
        raise CannotDo(finding.message, finding.where)
    check_named(family, [details.told_by])


def _versions(family: Family, details: TellingDetails) -> dict[UUID, int]:
    """The danger statements they heard, each in the version that stands now."""
    wanted = set(details.danger_ids)
    found = dict(
        DangerStatement.objects.filter(
            authority_id=family.authority_id,
            mapping__family=family,
            withdrawn_at=None,
            pk__in=wanted,
        ).values_list("pk", "version")
    )
    if wanted - found.keys():
        raise NotFound("danger")
    return found


def _known(member: NetworkMember) -> tuple[int, dict[UUID, int]]:
    steps = InformedStep.objects.filter(
        authority_id=member.authority_id, member=member
    ).values_list("level", flat=True)
    heard = HeardStatement.objects.filter(
        authority_id=member.authority_id, step__member=member
    ).order_by("danger_version")
    return max(steps, default=0), dict(heard.values_list("danger_id", "danger_version"))


def _write(
    member: NetworkMember,
    details: TellingDetails,
    worker_id: UUID,
    versions: dict[UUID, int],
) -> InformedStep:
    step = InformedStep.objects.create(
        authority_id=member.authority_id,
        member=member,
        level=details.level,
        told_on=details.told_on,
        how=InformedStep.How(details.how),
        told_by_person_id=details.told_by.person_id,
        told_by_worker_id=details.told_by.worker_id,
        told_by_name=details.told_by.name,
        permission=details.permission,
        recorded_by_id=worker_id,
    )
    HeardStatement.objects.bulk_create(
        HeardStatement(
            authority_id=step.authority_id,
            step=step,
            danger_id=danger_id,
            danger_version=version,
        )
        for danger_id, version in versions.items()
    )
    return step
