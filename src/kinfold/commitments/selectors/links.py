"""Links to what somebody was asked: the row behind a token, and whether it opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kinfold.commitments.models import AskLink
from kinfold.commitments.selectors.commitments import commitments_of
from kinfold.networks.selectors import blocks_of, refusals_of
from kinfold.people.selectors.contact import not_safe
from kinfold.platform.tokens import hashed
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.commitments import CommitmentRow
from kinfold_core.practice.copy_link import LinkFacts, LinkState, state_of


@dataclass(frozen=True, slots=True)
class AskLinkRow:
    """A link as the worker who may call it back sees it."""

    id: UUID
    member_id: UUID
    name: str
    expires_at: datetime
    wrong_count: int
    opened_count: int
    last_opened_at: datetime | None


def ask_link_at(
    viewer: Viewer, token: str, *, is_locked: bool = False
) -> AskLink | None:
    """The link that this token opens. One query, behind the authority's fence."""
    rows = AskLink.objects.filter(
        authority_id=viewer.in_authority(), token_hash=hashed(token)
    ).select_related("member", "family")
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    return rows.first()


def open_links_of(
    viewer: Viewer, family_id: UUID, *, now: datetime
) -> tuple[AskLinkRow, ...]:
    """The links of an authorised family that time has not closed. One query."""
    rows = AskLink.objects.filter(
        authority_id=viewer.in_authority(),
        family_id=family_id,
        called_back_at=None,
        expires_at__gt=now,
    ).order_by("-made_at", "-pk")
    return tuple(
        AskLinkRow(
            row.pk, row.member_id, row.member_name, row.expires_at, row.wrong_count,
            row.opened_count, row.last_opened_at,
        )
        for row in rows
    )  # fmt: skip


def asks_on(viewer: Viewer, link: AskLink) -> tuple[CommitmentRow, ...]:
    """What the link shows: words that stand as they did when it was made.

    Words that changed or ended since are not on it, and never words written later; nor
    what puts two people together who are kept apart by now.
    """
    blocks = blocks_of(viewer, link.family_id)
    kept = {UUID(text) for text in link.wordings}
    return tuple(
        row
        for row in commitments_of(viewer, link.family_id)
        if row.wording_id in kept
        and not row.is_ended
        and link.member_id in row.askable
        and not blocks.stand_between(row.member_id, row.backup_id)
    )


def ask_standing(
    viewer: Viewer, link: AskLink, asks: tuple[CommitmentRow, ...], *, now: datetime
) -> LinkState:
    """Whether the link opens at this moment; a closed record takes no writing.

    It closes too when a child says no to them, and nobody answers for it.
    """
    person_id = link.member.person_id
    refusals = refusals_of(viewer, link.family_id)
    facts = LinkFacts(
        expires_at=link.expires_at,
        is_called_back=link.called_back_at is not None,
        wrong_count=link.wrong_count,
        is_not_safe=bool(person_id and not_safe(viewer, [person_id])),
        is_gone=link.member.ended_on is not None
        or link.family.is_closed
        or not asks
        or bool(refusals.open_on(link.member.as_who)),
    )
    return state_of(facts, now=now)
