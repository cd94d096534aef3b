"""Each time the family was given their copy, as the page of who was told what says it.

The network's rooms are below and read no copy: `kinfold.networks.beyond` asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.copies.models import MapSharing
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.standing_by import LedgerRow


def given_beyond(viewer: Viewer, family_id: UUID) -> Iterator[LedgerRow]:
    """Each paper and each link that was written down as given. One query."""
    rows = MapSharing.objects.filter(
        authority_id=viewer.in_authority(), mapping__family_id=family_id
    ).select_related("shared_by")
    for row in rows.defer("copy"):
        how = row.get_format_display()
        yield LedgerRow(
            on=row.shared_on,
            to=row.with_whom,
            what=f"The family's copy, version {row.version} ({how.lower()})",
            how="",
            by=row.shared_by.name,
            basis="It is the family's own, without what is kept from them for now",
        )
