"""Giving the family their copy, and keeping what they were given."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from kinfold.copies.models import MapSharing
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice.actions import fix_version
from kinfold.practice.holding import writer_of
from kinfold_core.practice.written import SharingDetails


@transaction.atomic
def share_map(
    *, family_id: UUID, details: SharingDetails, copy: dict[str, Any], by: Viewer
) -> MapSharing:
    """Write down that the family was given `copy`, and fix this version of the map.

    Raises:
        CannotShare: rules of level "block" have something to say; holds what.
        CannotDo: nothing the family could see, nobody named, a day not come.
    """
    mapping = fix_version(family_id=family_id, details=details, by=by)
    sharing = MapSharing.objects.create(
        authority_id=mapping.authority_id,
        mapping=mapping,
        version=mapping.version,
        format=details.format,
        with_whom=details.with_whom,
        copy=copy,
        shared_on=details.shared_on,
        shared_by_id=writer_of(by),
    )
    audit.record(
        by=by,
        action="map.shared",
        target=sharing,
        changes={
            "version": sharing.version,
            "format": sharing.format,
            "with": sharing.with_whom,
            "on": sharing.shared_on.isoformat(),
        },
        family_id=family_id,
    )
    return sharing
