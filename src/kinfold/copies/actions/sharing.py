"""Giving the family their copy, and keeping what they were given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

from kinfold.copies.errors import CopyChanged
from kinfold.copies.models import MapSharing
from kinfold.copies.stamps import changes_since, is_same, stamp_of
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice.holding import hold_map, writer_of
from kinfold.versions.actions import fix_version
from kinfold_core.access import Action
from kinfold_core.practice.written import SharingDetails


@transaction.atomic
def share_map(
    *,
    family_id: UUID,
    details: SharingDetails,
    seen: str,
    make_copy: Callable[[], dict[str, Any]],
    by: Viewer,
) -> MapSharing:
    """Write down that the family was given their copy; fix this version of the map.

    `make_copy` is asked while the map is held, so that what is kept is what the map
    says then; `seen` is the stamp of the copy that the giver was shown.

    Raises:
        CopyChanged: the map says something else now; holds what.
        CannotShare: rules of level "block" have something to say; holds what.
        CannotDo: nothing the family could see, nobody named, a day not come.
    """
    hold_map(by, family_id, Action.SHARE_FAMILY_COPY)
    copy = make_copy()
    stamp = stamp_of(copy)
    if not is_same(seen, stamp):
        raise CopyChanged(stamp, changes_since(seen, copy))
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
