"""Forms that are about a worker's own work, and so of no one family's record.

What is typed into them is theirs as long as it is not saved, as every draft is. An app
names such a page, since no permission for a family can be asked there:

    name_own("inquiries:add-inquiry")     # in AppConfig.ready()
"""

from __future__ import annotations

from uuid import UUID

from django.urls import ResolverMatch

from kinfold.platform.errors import NotFound
from kinfold.records.addresses import page_at

_pages: set[str] = set()


def name_own(*pages: str) -> None:
    """Name pages whose forms are kept without a family."""
    _pages.update(pages)


def is_own(page: str) -> bool:
    return page in _pages


def form_at(path: str) -> tuple[ResolverMatch, UUID | None]:
    """The page at this path, and the family it is about; None when it is one's own.

    Raises:
        NotFound: there is no such page, or nothing is kept there.
    """
    match = page_at(path)
    return match, family_of(match)


def family_of(match: ResolverMatch) -> UUID | None:
    """The family that a page is about; None when it is one's own.

    Raises:
        NotFound: it is neither.
    """
    family_id = match.kwargs.get("family_id")
    if isinstance(family_id, UUID):
        return family_id
    if is_own(match.view_name):
        return None
    raise NotFound("family")
