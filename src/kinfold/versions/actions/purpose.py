"""Saying what the map is for now: a first contact, a conference, going home."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import Mapping
from kinfold_core.access import Action


@transaction.atomic
def say_purpose(*, family_id: UUID, details: str, by: Viewer) -> Mapping:
    """The version that is being written is for this from now on.

    It opens no version, for no word changes. What a version was for when the family
    was given it stays with its steps.

    Raises:
        CannotDo: nothing that a map can be for.
    """
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    if details not in Mapping.Purpose.values:
        raise CannotDo("Choose what the map is for from the list", "purpose")
    before = mapping.purpose
    if details == before:
        return mapping
    mapping.purpose = details
    mapping.save(update_fields=["purpose"])
    audit.record(
        by=by,
        action="map.purpose_said",
        target=mapping,
        changes={"purpose": [before, details]},
        family_id=family_id,
    )
    return mapping
