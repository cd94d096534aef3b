"""Options and arrangements counted, for the measures that will ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from kinfold.kinship.models import KinshipArrangement, KinshipOption
from kinfold.kinship.row_making import option_row, with_steps
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.kinship import (
    SideCount,
    counts_by_side,
)


@dataclass(frozen=True, slots=True)
class KinshipCounts:
    """Of some families, as they stand: nobody is named in it.

    `by_side`: "" for every option, "maternal", "paternal"; `children_by_kind`: of each
    kind of care, how many children live so on the day.
    """

    by_side: dict[str, SideCount]
    children_by_kind: dict[str, int]


def counts_of_families(
    viewer: Viewer, family_ids: Sequence[UUID], *, on: date
) -> KinshipCounts:
    """Counts over families that the caller has been authorised for. Three queries."""
    authority_id = viewer.in_authority()
    here = {"authority_id": authority_id, "family_id__in": family_ids}
    options = with_steps(KinshipOption.objects.filter(**here), authority_id)
    cares = KinshipArrangement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on), **here, started_on__lte=on
    )
    kinds = cares.values("kind").annotate(children=Count("child", distinct=True))
    return KinshipCounts(
        by_side=counts_by_side(option_row(row) for row in options),
        children_by_kind={row["kind"]: row["children"] for row in kinds},
    )
