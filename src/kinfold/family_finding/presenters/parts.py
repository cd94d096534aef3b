"""The pages of one child's Family Finding, to go between."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from kinfold.platform.components import Link
from kinfold_core.practice.family_finding.rows import EpisodeRow

PARTS = (
    ("people", "People and searches", "users-round"),
    ("belonging:pictures", "Places and connections", "map"),
    ("lifetime:plans", "Meetings and plans", "messages-square"),
    ("lifetime:staying", "Who stays for life", "leaf"),
)


def parts_of(family_id: UUID, episode: EpisodeRow, current: str = "") -> list[Link]:
    """The steps first, then the pages that write them."""
    home = reverse("family_finding:finding", args=[family_id])
    first = Link("The steps", f"{home}#episode-{episode.id}", "footprints")
    return [
        first,
        *(
            Link(
                label, part_url(family_id, episode, part), icon,
                is_current=part == current,
            )
            for part, label, icon in PARTS
        ),
    ]  # fmt: skip


def part_url(family_id: UUID, episode: EpisodeRow, part: str, *more: UUID) -> str:
    """A page's address. One of an app above says its app: "belonging:pictures"."""
    return reverse(named(part), args=[family_id, episode.id, *more])


def named(part: str) -> str:
    return part if ":" in part else f"family_finding:{part}"
