"""Reads of extracts, for whoever asked and for the authority that was asked.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: no such extract for this viewer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kinfold.extracts import policy
from kinfold.extracts.models import (
    ExtractDecision,
    ExtractDownload,
    ExtractEnding,
    ExtractRequest,
    HeldExtract,
    MadeExtract,
)
from kinfold.extracts.policy import Facts, Standing, standing
from kinfold.platform.errors import NotFound
from kinfold.platform.models import ProgrammeAuthority, ProgrammeMember
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role

ON_A_PAGE: Final = 30
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Extract:
    """One extract: what was asked, and what became of it until today."""

    request: ExtractRequest
    decision: ExtractDecision | None
    made: MadeExtract | None
    ending: ExtractEnding | None
    standing: Standing
    taken_count: int


def places_to_ask(viewer: Viewer) -> tuple[ProgrammeAuthority, ...]:
    """The authorities that are in the viewer's programmes today, by name."""
    if not (may_ask := policy.may_ask(viewer)):
        raise PermissionDenied(may_ask.reason)
    places = ProgrammeAuthority.objects.filter(
        _still_in(), programme__in=viewer.programme_ids
    )
    found = places.select_related("programme", "authority")
    return tuple(found.order_by("authority__name", "programme__name"))


def extracts_of(viewer: Viewer, page: int) -> Page[Any]:
    """Those the viewer asked for, or their authority was asked for; newest first."""
    found = _whole(_theirs(viewer)).order_by("-asked_at", "-pk")
    shown: Page[Any] = Paginator(found, ON_A_PAGE).get_page(page)
    shown.object_list = [_extract(one) for one in shown.object_list]
    return shown


def extract_for(viewer: Viewer, request_id: UUID) -> Extract:
    """One of them."""
    one = _whole(_theirs(viewer).filter(pk=request_id)).first()
    if one is None:
        raise NotFound("extract")
    return _extract(one)


def downloads_of(viewer: Viewer, request_id: UUID) -> QuerySet[ExtractDownload]:
    """Who took the file and when, the latest first."""
    theirs = _theirs(viewer).filter(pk=request_id)
    return ExtractDownload.objects.filter(request__in=theirs).order_by("-at", "-pk")


def held_here(viewer: Viewer) -> list[tuple[HeldExtract, Standing]]:
    """What the authority holds a key of, and how each stands.

    One whose request is not seen any more has `LEFT`: the authority is in that
    programme no longer.
    """
    authority_id = viewer.in_authority()
    held = list(
        HeldExtract.objects.filter(authority_id=authority_id, forgotten_at=None)
    )
    ids = [one.request_id for one in held]
    seen = ExtractRequest.objects.filter(authority_id=authority_id, pk__in=ids)
    stand = {one.pk: _extract(one).standing for one in _whole(seen)}
    return [(one, stand.get(one.request_id, Standing.LEFT)) for one in held]


def _theirs(viewer: Viewer) -> QuerySet[ExtractRequest]:
    may_see = policy.may_see_extracts(viewer)
    if not may_see:
        raise PermissionDenied(may_see.reason)
    if viewer.authority_id:
        return ExtractRequest.objects.filter(authority_id=viewer.authority_id)
    return ExtractRequest.objects.filter(
        programme__in=viewer.programme_ids, by_user_id=viewer.user_id
    )


def _still_in() -> Q:
    return Q(left_on=None) | Q(left_on__gt=timezone.localdate())


def _whole(found: QuerySet[ExtractRequest]) -> QuerySet[ExtractRequest]:
    """With all that became of it: three more queries, however many there are."""
    in_it = ProgrammeAuthority.objects.filter(
        _still_in(),
        programme=OuterRef("programme"),
        authority=OuterRef("authority"),
    )
    asking = ProgrammeMember.objects.filter(
        programme=OuterRef("programme"),
        user=OuterRef("by_user_id"),
        roles__contains=[Role.EVALUATOR.value],
    )
    return (
        found.select_related("programme", "authority")
        .annotate(
            is_shared=Exists(in_it) & Exists(asking),
            taken_count=Count("downloads"),
        )
        .prefetch_related("decisions", "made", "endings")
    )


def _extract(request: ExtractRequest) -> Extract:
    decision = _only(request.decisions.all())
    made = _only(request.made.all())
    ending = _only(request.endings.all())
    found = request.__dict__
    facts = Facts(
        is_given=decision.is_given if decision else None,
        is_made=not made.why_not if made else None,
        is_ended=ending is not None,
        expires_on=(decision and decision.expires_on) or date.max,
        is_shared=found["is_shared"],
    )
    return Extract(
        request=request,
        decision=decision,
        made=made,
        ending=ending,
        standing=standing(facts, timezone.localdate()),
        taken_count=found["taken_count"],
    )


def _only(rows: Iterable[One]) -> One | None:
    return next(iter(rows), None)
