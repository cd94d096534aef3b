"""The links to a family's copies: all for the worker, for a reader their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from kinfold.copies.models import CopyLink
from kinfold.copies.selectors.readers import not_safe
from kinfold.copies.tokens import hashed
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry, ScaleRating
from kinfold_core.practice.copy_link import LinkFacts, LinkState, state_of

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as the worker who may call it back sees it."""

    id: UUID
    person_id: UUID
    person_name: str
    things: tuple[UUID, ...]
    version: int
    made_on: datetime
    made_by: str
    expires_at: datetime
    wrong_count: int
    opened_count: int
    last_opened_at: datetime | None
    called_back_at: datetime | None


def links_of(viewer: Viewer, family_id: UUID) -> tuple[LinkRow, ...]:
    """The newest links of an authorised family. One query."""
    rows = CopyLink.objects.filter(
        authority_id=viewer.in_authority(), sharing__mapping__family_id=family_id
    ).select_related("sharing", "made_by")
    return tuple(
        LinkRow(
            row.pk, row.person_id, row.person_name, _things(row),
            row.sharing.version, row.made_at, row.made_by.name, row.expires_at,
            row.wrong_count, row.opened_count, row.last_opened_at, row.called_back_at,
        )
        for row in rows.order_by("-made_at", "-pk")[:MOST_SHOWN]
    )  # fmt: skip


def link_at(viewer: Viewer, token: str, *, is_locked: bool = False) -> CopyLink | None:
    """The link that this token opens, with the copy it shows. One query.

    The viewer has nothing but an authority: whoever holds the token is not signed in.
    What is compared is a hash, so how long it takes tells nothing of the token.
    """
    rows: QuerySet[CopyLink] = CopyLink.objects.filter(
        authority_id=viewer.in_authority(), token_hash=hashed(token)
    ).select_related("sharing__mapping")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    return rows.first()


def standing_of(viewer: Viewer, link: CopyLink, *, now: datetime) -> LinkState:
    """Whether a link opens at this moment. Four queries."""
    facts = LinkFacts(
        expires_at=link.expires_at,
        is_called_back=link.called_back_at is not None,
        wrong_count=link.wrong_count,
        is_not_safe=bool(not_safe(viewer, [link.person_id])),
        is_kept_back=_is_any_kept_back(viewer, _things(link)),
    )
    return state_of(facts, now=now)


def _things(link: CopyLink) -> tuple[UUID, ...]:
    return tuple(UUID(text) for text in link.things)


def _is_any_kept_back(viewer: Viewer, things: tuple[UUID, ...]) -> bool:
    return any(
        model._default_manager.filter(
            authority_id=viewer.in_authority(),
            pk__in=things,
            is_visible_to_family=False,
        ).exists()
        for model in (MapEntry, DangerStatement, ScaleRating)
    )
