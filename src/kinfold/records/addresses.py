"""Which family an address of Kinfold's is about."""

from __future__ import annotations

from uuid import UUID

from django.urls import Resolver404, ResolverMatch, resolve

from kinfold.platform.errors import NotFound

LONGEST_PATH = 500


def page_at(path: str) -> ResolverMatch:
    """The page at this path of Kinfold's.

    Raises:
        NotFound: there is no such page.
    """
    if len(path) > LONGEST_PATH or not path.startswith("/"):
        raise NotFound("page")
    try:
        return resolve(path)
    except Resolver404 as error:
        raise NotFound("page") from error


def match_of(path: str) -> tuple[ResolverMatch, UUID]:
    """The page at this path of Kinfold's, and the family it is about.

    Raises:
        NotFound: there is no such page, or it is not about one family.
    """
    match = page_at(path)
    family_id = match.kwargs.get("family_id")
    if not isinstance(family_id, UUID):
        raise NotFound("family")
    return match, family_id
