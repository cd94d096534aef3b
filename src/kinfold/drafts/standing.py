"""Telling a writer at once that somebody else has saved what they are writing on.

An app whose rows have versions names the page that changes one, and what stands there:

    register("practice:edit-entry", entry_standing)     # in AppConfig.ready()
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import ResolverMatch

from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class NowStanding:
    """The version that stands, who saved it and when."""

    version: int
    changed_by: str
    changed_at: datetime


# given the viewer and what the address names; at most one query
Standing = Callable[..., NowStanding | None]
_pages: dict[str, Standing] = {}


def register(page: str, standing: Standing) -> None:
    """Name a page whose form sends the `version` that its writer saw."""
    _pages[page] = standing


def changed_since(
    viewer: Viewer, match: ResolverMatch, seen: str
) -> NowStanding | None:
    """What stands at this page, when it is newer than what the writer saw."""
    ask = _pages.get(match.view_name)
    if ask is None or not (seen.isascii() and seen.isdigit()):
        return None
    standing = ask(viewer, **match.kwargs)
    return standing if standing and standing.version > int(seen[:9]) else None


def now_standing(rows: Any, viewer: Viewer, pk: UUID, **of: UUID) -> NowStanding | None:
    """What stands of one row that has a version and says who changed it. One query.

    `of` says whose it is: the family that the viewer was authorised for.
    """
    found = (
        rows.filter(authority_id=viewer.in_authority(), pk=pk, **of)
        .values_list("version", "changed_by__name", "changed_at")
        .first()
    )
    return NowStanding(*found) if found else None


def words_in(
    revisions: Any, viewer: Viewer, **of: UUID
) -> Callable[[int], Mapping[str, Any] | None]:
    """The words that each version of one row had; None when there was none."""
    here = revisions.filter(authority_id=viewer.in_authority(), **of)

    def wording(version: int) -> Mapping[str, Any] | None:
        words: Mapping[str, Any] | None = (
            here.filter(version=version).values_list("words", flat=True).first()
        )
        return words

    return wording
