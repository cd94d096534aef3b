"""What was agreed for the years after, with who stays as the network says it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from kinfold.networks.selectors import who_stays
from kinfold.platform.viewer import Viewer
from kinfold.stages.models import LongHaul
from kinfold_core.practice.ending import LongHaulDetails

WORDS: Final = (
    "coordinator", "rhythm", "triggers", "who_to_ring", "turning_points", "emergency",
    "child_copy",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(LongHaulDetails):
    """A row of the agreement keeps who stayed on its day; who stays now is read.

    `pk` is of what was written last: of the agreement, or of somebody that they stay.
    `haul` is None while somebody stays and nothing more is agreed.
    """

    pk: UUID | None
    haul: LongHaul | None


def agreed_of(viewer: Viewer, family_id: UUID) -> Agreed | None:
    """Of an authorised family; None when nobody stays and nothing is agreed.

    Two queries.
    """
    stays = who_stays(viewer, family_id)
    rows = LongHaul.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    haul = rows.order_by("-recorded_at", "-pk").first()
    if haul is None and not stays.people:
        return None
    is_newer = stays.said_at and (haul is None or stays.said_at > haul.recorded_at)
    return Agreed(
        **{name: getattr(haul, name, "") for name in WORDS},
        who_stays=stays.names,
        agreed_on=haul.agreed_on if haul else max(one.since for one in stays.people),
        pk=stays.step_id if is_newer or haul is None else haul.pk,
        haul=haul,
    )
