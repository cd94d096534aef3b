"""What Kinfold itself brings to a knowledge bank: own short writings, and links.

Nothing is copied: what others wrote is linked to. The links are public sources of the
project that the made-up world retells.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from kinfold.knowledge import actions
from kinfold.knowledge.models import Item
from kinfold.platform.tenancy import as_viewer
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role

SHIPPED = Path(__file__).parent / "knowledge.toml"


def load_knowledge() -> None:
    """Put them in, in the name of the programme's lead. Again changes nothing."""
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        if Item.objects.filter(programme__in=lead.programme_ids).exists():
            return
        [programme_id] = lead.programme_ids
        for one in reversed(tomllib.loads(SHIPPED.read_text())["items"]):
            collection = one.pop("collection", "")
            row = actions.add(
                programme_id=programme_id,
                words=actions.Words(**{**one, "topics": tuple(one["topics"])}),
                by=lead,
            )
            if collection:
                actions.collect(item_id=row.pk, collection=collection, by=lead)
