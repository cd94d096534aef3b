"""Reads for a programme: its authorities and their published figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from kinfold.platform.models import ProgrammeAuthority
from kinfold.platform.viewer import Viewer
from kinfold.programme import policy
from kinfold_measures.areas import Area
from kinfold_measures.catalogue import BY_CODE, COLUMNS
from kinfold_measures.england import Panel, kept_panel
from kinfold_measures.ofsted import Judgement
from kinfold_measures.picture import Picture, picture_of

HEADLINES = (
    "referral.rereferral_12_months",
    "plan.repeat",
    "court.care_applications",
)
"""The programme's three aims that England publishes a figure for."""


@dataclass(frozen=True, slots=True)
class Place:
    """One authority in the programme, with its latest published figures."""

    name: str
    joined_on: date
    left_on: date | None
    area: Area | None
    """None for an authority that the published panel does not know."""
    headlines: tuple[Picture, ...]
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class ProgrammeHome:
    """A programme and its authorities, by name."""

    name: str
    starts_on: date
    ends_on: date | None
    places: tuple[Place, ...]


def programmes(viewer: Viewer) -> tuple[ProgrammeHome, ...]:
    """The viewer's programmes, the latest first: those they are a member of, and
    those their authority is in. One query.

    Raises:
        PermissionDenied: the policy refuses; the message is safe to show.
    """
    decision = policy.may_see_programme(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
    panel = kept_panel(settings.PROJECT / "data" / "england", COLUMNS)
    homes: dict[UUID, ProgrammeHome] = {}
    for row in _places_of(viewer):
        programme, place = row.programme, _place(row, panel)
        home = homes.get(programme.pk)
        homes[programme.pk] = ProgrammeHome(
            programme.name,
            programme.starts_on,
            programme.ends_on,
            (*home.places, place) if home else (place,),
        )
    return tuple(homes.values())


def _places_of(viewer: Viewer) -> QuerySet[ProgrammeAuthority]:
    mine = Q(programme__in=viewer.programme_ids)
    if viewer.authority_id:
        mine |= Q(
            programme__in=ProgrammeAuthority.objects.filter(
                authority_id=viewer.authority_id
            ).values("programme_id")
        )
    return (
        ProgrammeAuthority.objects.filter(mine)
        .select_related("programme", "authority")
        .order_by("-programme__starts_on", "programme__name", "authority__name")
    )


def _place(row: ProgrammeAuthority, panel: Panel) -> Place:
    area = panel.by_slug(row.authority.slug)
    judgements = panel.judgements.get(area.code, ()) if area else ()
    return Place(
        name=row.authority.name,
        joined_on=row.joined_on,
        left_on=row.left_on,
        area=area,
        headlines=tuple(picture_of(panel, BY_CODE[code], area) for code in HEADLINES)
        if area
        else (),
        judgement=judgements[-1] if judgements else None,
    )
