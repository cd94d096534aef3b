"""After midnight every row is made for the new day, before anybody looks.

"Yesterday" is two days ago then. Without this the first to look in the morning would
wait until their whole board was worked out.
"""

from __future__ import annotations

import logging
from uuid import UUID

from django.utils import timezone

from kinfold.platform.chain.newest import newest_change
from kinfold.platform.jobs import nightly
from kinfold.platform.models import Authority
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.whiteboard.ready import AT_ONCE, rows_of

log = logging.getLogger("kinfold.whiteboard")
NAME = "Kinfold, every night"


@nightly("whiteboard.rows")
def make_rows() -> None:
    """Work out the row of each open family that has none for today."""
    today = timezone.localdate()
    for authority in Authority.objects.order_by("pk"):
        by = Viewer(user_id=0, name=NAME, authority_id=authority.pk)
        with as_authority(authority.pk):
            families = Family.objects.filter(authority_id=authority.pk, closed_on=None)
            ids = list(families.order_by("pk").values_list("pk", flat=True))
        for first in range(0, len(ids), AT_ONCE):
            # each in a transaction of its own, so that none holds its rows for long
            with as_authority(authority.pk):
                newest = _newest(authority.pk, ids[first : first + AT_ONCE])
                rows_of(by, newest, today=today, with_cells=False)
        log.info("board rows made", extra={"kinfold": {"families": len(ids)}})


def _newest(authority_id: UUID, family_ids: list[UUID]) -> dict[UUID, int]:
    families = Family.objects.filter(authority_id=authority_id, pk__in=family_ids)
    return dict(families.values_list("pk", newest_change(authority_id)))
