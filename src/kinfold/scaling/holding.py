"""The scale that is written on, begun if it may be, held until the end."""

from __future__ import annotations

from uuid import UUID

from kinfold.platform.errors import NotFound
from kinfold.practice.models import DangerStatement, Mapping, SafetyScale
from kinfold_core.practice.scales import SCALE_ENDS


def hold_scale(mapping: Mapping, danger_id: UUID, scale_type: str) -> SafetyScale:
    """A scale of a set on this map. One other than that of safety begins here.

    Raises:
        NotFound: no such scale on this map, or its set was taken off.
    """
    if scale_type not in SafetyScale.Type.values:
        raise NotFound("scale")
    danger = DangerStatement.objects.filter(
        authority_id=mapping.authority_id,
        mapping=mapping,
        pk=danger_id,
        withdrawn_at=None,
    ).first()
    if danger is not None and scale_type != SafetyScale.Type.SAFETY:
        anchor_0, anchor_10 = SCALE_ENDS[scale_type]
        SafetyScale.objects.get_or_create(
            authority_id=mapping.authority_id,
            danger=danger,
            scale_type=scale_type,
            defaults={"anchor_0": anchor_0, "anchor_10": anchor_10},
        )
    scale = (
        SafetyScale.objects.select_for_update(of=("self",))
        .filter(
            authority_id=mapping.authority_id,
            danger_id=danger_id,
            scale_type=scale_type,
            danger__mapping=mapping,
            danger__withdrawn_at=None,
        )
        .first()
    )
    if scale is None:
        raise NotFound("scale")
    return scale
