"""A paper of a child's words, as its reader holds it; and whom there is one for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from kinfold.child_tools.presenters.session_page import ItemCard, item_card
from kinfold_core.practice.child_papers import OnPaper, PaperReader, paper_for
from kinfold_core.practice.child_rows import SessionRow


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody who may see something, for the worker. `url`: "" when nothing."""

    name: str
    url: str
    is_as_parent: bool


@dataclass(frozen=True, slots=True)
class Thing:
    """`card`: what the child said, whole; else what was decided to be told."""

    card: ItemCard | None
    told: tuple[str, ...]


def offered(
    family_id: UUID,
    child_id: UUID,
    sessions: Sequence[SessionRow],
    readers: Sequence[PaperReader],
) -> tuple[Offered, ...]:
    return tuple(
        Offered(
            one.name,
            reverse("child_words:paper", args=[family_id, child_id, one.key])
            if paper_for(sessions, child_id, one)
            else "",
            one.is_as_parent,
        )
        for one in readers
    )


def paper_things(family_id: UUID, things: Sequence[OnPaper]) -> tuple[Thing, ...]:
    return tuple(
        Thing(item_card(family_id, one.item) if one.item else None, one.told)
        for one in things
    )
