"""Saying what 0 and 10 mean for this family, on a scale beside that of safety."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import SafetyScale
from kinfold.records.errors import StaleVersion
from kinfold.scaling.holding import hold_scale
from kinfold.scaling.models import ScaleWording
from kinfold_core.access import Action
from kinfold_core.practice.scales import ScaleEnds

PARTS = ("anchor_0", "anchor_10", "reached_when")


@transaction.atomic
def write_ends(
    *,
    family_id: UUID,
    danger_id: UUID,
    scale_type: str,
    ends: ScaleEnds,
    version: int,
    by: Viewer,
) -> SafetyScale:
    """Write the ends anew. Numbers given before stay as they were given.

    Saving what stands changes nothing. A scale that nobody was asked yet begins here.

    Raises:
        CannotDo: one of the ends has no words.
        StaleVersion: somebody wrote them since `version`; holds the scale.
        NotFound: no such scale on this family's map; or that of safety, whose ends
            are written with its set.
    """
    if scale_type == SafetyScale.Type.SAFETY:
        raise NotFound("scale")
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    scale = hold_scale(mapping, danger_id, scale_type)
    before = ScaleEnds(*(getattr(scale, part) for part in PARTS))
    if ends == before:
        return scale
    for part, words in (("anchor_0", ends.anchor_0), ("anchor_10", ends.anchor_10)):
        if not words.strip():
            raise CannotDo("Say what this end means for this family", part)
    written = ScaleWording.objects.filter(
        authority_id=mapping.authority_id, scale=scale
    ).count()
    if written != version:
        raise StaleVersion(scale)
    holding.move_on(mapping, by)
    for part in PARTS:
        setattr(scale, part, getattr(ends, part))
    scale.save(update_fields=PARTS)
    ScaleWording.objects.create(
        authority_id=mapping.authority_id,
        scale=scale,
        version=written + 1,
        changed_by_id=holding.writer_of(by),
        **{part: getattr(ends, part) for part in PARTS},
    )
    _note(scale, before, ends, family_id, by)
    return scale


def _note(
    scale: SafetyScale, before: ScaleEnds, ends: ScaleEnds, family_id: UUID, by: Viewer
) -> None:
    audit.record(
        by=by,
        action="scale.ends_written",
        target=scale,
        changes={
            "fields": [
                part for part in PARTS if getattr(before, part) != getattr(ends, part)
            ]
        },
        family_id=family_id,
    )
