"""What Kinfold itself brings to a knowledge bank: own short writings, and links.

Nothing is copied: what others wrote is linked to. The links are public sources of the
project that the made-up world retells. Where an item was used is made up, and says so.
"""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.utils import timezone

from kinfold.knowledge import actions
from kinfold.knowledge.models import Item
from kinfold.platform.likely_identifiers import Kept
from kinfold.platform.tenancy import as_viewer
from kinfold.world.staffing import programme_member
from kinfold_core.access import Role
from kinfold_core.people.likely_identifiers import likely_in

SHIPPED = Path(__file__).parent / "knowledge.toml"
MADE_UP: Final = "Made up"
NOBODY: Final = "Made up, or whoever wrote what is linked to"
TRIED: Final = ("Who are your people?", "A plan of everyday rules")
USED: Final = (
    (Role.PROGRAMME_LEAD, "plan", 41),
    (Role.CONSULTANT, "supervision", 24),
    (Role.TRAINER, "course", 17),
    (Role.EVALUATOR, "workshop", 9),
)


def load_knowledge() -> None:
    """Put them in, in the name of the programme's lead. Again changes nothing."""
    lead = programme_member(Role.PROGRAMME_LEAD)
    with as_viewer(lead):
        if Item.objects.filter(programme__in=lead.programme_ids).exists():
            return
        [programme_id] = lead.programme_ids
        for one in reversed(tomllib.loads(SHIPPED.read_text())["items"]):
            collection = one.pop("collection", "")
            words = actions.Words(**{**one, "topics": tuple(one["topics"])})
            row = actions.add(
                programme_id=programme_id,
                words=words,
                kept=[Kept(told, NOBODY) for told in likely_in(words.texts())],
                by=lead,
            )
            if collection:
                actions.collect(item_id=row.pk, collection=collection, by=lead)
    _tried(programme_id)


def _tried(programme_id: UUID) -> None:
    """Two items were used, and four people have said what they think: one too few to
    be shown."""
    today = timezone.localdate()
    for role, where, days in USED:
        somebody = programme_member(role)
        with as_viewer(somebody):
            for title in TRIED:
                row = Item.objects.get(programme=programme_id, title=title)
                actions.rate(item_id=row.pk, score=4, words=MADE_UP, by=somebody)
                actions.use(
                    item_id=row.pk,
                    where=where,
                    used_on=today - timedelta(days=days),
                    words=MADE_UP,
                    by=somebody,
                )
