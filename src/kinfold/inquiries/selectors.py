"""Reads of appreciative inquiries: one's own, and those colleagues share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from kinfold.inquiries.models import AppreciativeInquiry
from kinfold.platform.errors import NotFound
from kinfold.platform.models import TeamMembership
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.records.selectors import families_of, may_with
from kinfold.supervision.models import GroupSupervision
from kinfold_core.access import Action

AnyInquiry: TypeAlias = AppreciativeInquiry
SharedWith = AppreciativeInquiry.SharedWith
MOST_LISTED = 100
MOST_LEARNED = 30


@dataclass(frozen=True, slots=True)
class InquiryRow:
    """An inquiry the viewer may read. `family` is told only to who may open it, and
    never of one that is shared beyond the team."""

    inquiry: AppreciativeInquiry
    family: Family | None
    is_mine: bool


def inquiries_for(viewer: Viewer) -> tuple[InquiryRow, ...]:
    """My own and what colleagues share, newest first. Two queries."""
    found = list(_readable(viewer).order_by("-written_at", "-pk")[:MOST_LISTED])
    return _rows(viewer, found)


def inquiry_for(viewer: Viewer, inquiry_id: UUID) -> InquiryRow:
    """One inquiry that the viewer may read. Two queries.

    Raises:
        NotFound: there is none, or it is not shared with the viewer.
    """
    rows = _rows(viewer, list(_readable(viewer).filter(pk=inquiry_id)))
    if not rows:
        raise NotFound("inquiry")
    return rows[0]


def learned_here(viewer: Viewer) -> tuple[str, ...]:
    """What groups learned for others, newest first: no family, no name, no day.

    A record that is restricted says nothing here either: who knows of it could guess.
    One query.

    Raises:
        PermissionDenied: the role learns from no colleague.
    """
    decision = viewer.may(Action.SHARE_INQUIRY)
    if not decision:
        raise PermissionDenied(decision.reason)
    groups = GroupSupervision.objects.filter(
        authority_id=viewer.in_authority(), family__is_restricted=False
    ).exclude(for_others="")
    newest = groups.order_by("-learned_at", "-pk")
    return tuple(newest.values_list("for_others", flat=True)[:MOST_LEARNED])


def _readable(viewer: Viewer) -> QuerySet[AppreciativeInquiry]:
    authority_id = viewer.in_authority()
    mine = Q(worker_id=viewer.as_worker())
    readable = mine
    if viewer.may(Action.SHARE_INQUIRY):
        colleagues = TeamMembership.objects.filter(
            authority_id=authority_id, team_id__in=viewer.team_ids, ended_on=None
        ).values("worker_id")
        readable |= Q(shared_with=SharedWith.AUTHORITY)
        readable |= Q(shared_with=SharedWith.TEAM, worker_id__in=colleagues)
    return AppreciativeInquiry.objects.filter(
        readable, authority_id=authority_id
    ).select_related("worker")


def _rows(viewer: Viewer, found: list[AppreciativeInquiry]) -> tuple[InquiryRow, ...]:
    """What a team shares may name the family: only those who may open it read it."""
    known = families_of(viewer).in_bulk([one.family_id for one in found])
    rows = []
    for one in found:
        is_mine = one.worker_id == viewer.worker_id
        family = known.get(one.family_id) if one.family_id else None
        may_open = family is not None and may_with(viewer, Action.OPEN_FAMILY, family)
        is_public = one.shared_with == SharedWith.AUTHORITY
        if family and not (is_mine or is_public or may_open):
            continue
        is_told = bool(may_open) and (is_mine or not is_public)
        rows.append(InquiryRow(one, family if is_told else None, is_mine))
    return tuple(rows)
