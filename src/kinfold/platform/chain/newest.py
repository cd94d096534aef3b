"""The newest change of a family's record, for whoever keeps what was read from it.

A change is audited in its own transaction, and its link is made at commit, one after
another (ADR 4): links can be seen in the order of their positions. What was read after
position 7 was seen holds every change up to position 7, so it is still true as long as
the newest position is no higher. Read the position first and the record after it.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from kinfold.platform.models import AuditLink


def newest_change(authority_id: UUID, family: str = "pk") -> Coalesce:
    """To annotate rows with: the position of their family's newest change, or 0.

    A change that this transaction made itself is not in it before it commits.
    """
    links = AuditLink.objects.filter(
        authority_id=authority_id, changed_family_id=OuterRef(family)
    )
    newest = links.order_by("-position").values("position")[:1]
    return Coalesce(Subquery(newest), Value(0))
