"""Making a version the one that everybody works by."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.models import Mapping, VersionStep
from kinfold.practice.selectors import living_map
from kinfold_core.access import Action
from kinfold_core.practice.map_findings import blocking_findings

Status = Mapping.Status


@transaction.atomic
def make_current(*, family_id: UUID, version: int, by: Viewer) -> Mapping:
    """The version that the family was given is now the current one (invariant I1).

    Pressed twice it is made current once.

    Raises:
        CannotDo: it was not given to the family, or was changed since it was read.
        CannotShare: a rule of level "block" has something to say; holds what.
    """
    mapping = holding.hold_map(by, family_id, Action.SHARE_FAMILY_COPY)
    if mapping.version != version:
        raise CannotDo(
            f"The map was changed meanwhile: version {mapping.version} is being "
            "written. Read it, and give it to the family first"
        )
    if mapping.status == Status.CURRENT:
        return mapping
    if mapping.status == Status.DRAFT:
        raise CannotDo("Give this version to the family before it is made current")
    now = timezone.now()
    blocking = blocking_findings(living_map(by, family_id), now=now, is_all=True)
    if blocking:
        raise CannotShare(tuple(finding for _, finding in blocking))
    mapping.status, mapping.current_version = Status.CURRENT, mapping.version
    mapping.save(update_fields=["status", "current_version"])
    holding.keep_step(mapping, VersionStep.Kind.CURRENT, by)
    audit.record(
        by=by,
        action="map.made_current",
        target=mapping,
        changes={"version": mapping.version},
        family_id=family_id,
    )
    return mapping
