"""Fixing a version of the map when the family has been given it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.models import DangerStatement, Mapping, VersionStep
from kinfold.practice.selectors.living_map import living_map
from kinfold_core.access import Action
from kinfold_core.practice.map_findings import blocking_findings
from kinfold_core.practice.written import SharingDetails

NOT_SHARED = (DangerStatement.State.DRAFT, DangerStatement.State.TESTED)


@transaction.atomic
def fix_version(*, family_id: UUID, details: SharingDetails, by: Viewer) -> Mapping:
    """This version is the one that the family was given: the next change opens another.

    What they were given, and the audit of it, is for whoever gives it to keep.

    Raises:
        CannotShare: rules of level "block" have something to say; holds what.
        CannotDo: nothing the family could see, nobody named, a day not come.
    """
    mapping = holding.hold_map(by, family_id, Action.SHARE_FAMILY_COPY)
    worker_id = holding.writer_of(by)
    _check(by, family_id, details)
    if mapping.status == Mapping.Status.DRAFT:
        mapping.status = Mapping.Status.SHARED
    mapping.shared_with_family_at = timezone.now()
    mapping.shared_with_family_by_id = worker_id
    mapping.shared_format = details.format
    mapping.shared_with_whom = details.with_whom
    mapping.shared_version = mapping.version
    mapping.shared_on = details.shared_on
    mapping.save()
    holding.keep_step(
        mapping,
        VersionStep.Kind.SHARED,
        by,
        on=details.shared_on,
        format=details.format,
        with_whom=details.with_whom,
    )
    DangerStatement.objects.filter(
        authority_id=mapping.authority_id,
        mapping=mapping,
        state__in=NOT_SHARED,
        is_visible_to_family=True,
        withdrawn_at=None,
    ).update(state=DangerStatement.State.SHARED)
    return mapping


def _check(by: Viewer, family_id: UUID, details: SharingDetails) -> None:
    if not details.with_whom.strip():
        raise CannotDo("Say who was given it", "with_whom")
    if details.shared_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "shared_on")
    standing = living_map(by, family_id)
    shown = [e for e in standing.entries if e.showing.is_visible]
    if not shown and not any(d.showing.is_visible for d in standing.dangers):
        raise CannotDo("There is nothing on the map that the family can see yet")
    blocking = blocking_findings(standing, now=timezone.now())
    if blocking:
        raise CannotShare(tuple(finding for _, finding in blocking))
