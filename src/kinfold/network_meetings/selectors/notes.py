"""Who of the network may have which notes, and who has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from kinfold.copies.policy import ForWhom
from kinfold.copies.selectors import between_people
from kinfold.meetings.models import NotesGiven
from kinfold.meetings.selectors.meetings import MeetingRow
from kinfold.networks.models import NetworkMember
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors.members import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowsRow:
    """Somebody of the network, and how much they have been told."""

    id: UUID
    name: str
    level: int
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class GivenRow:
    """That somebody has the notes which this level allows."""

    level: int
    on: date


def who_knows(viewer: Viewer, family_id: UUID) -> tuple[KnowsRow, ...]:
    """Who of an authorised family's network is there, those who know most first.

    One query.
    """
    rows = NetworkMember.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id, ended_on=None
    ).annotate(level=Coalesce(Max("informed_steps__level"), 0))
    return tuple(
        KnowsRow(id=row.pk, name=row.name, level=row.level, person_id=row.person_id)
        for row in rows.order_by("-level", "name", "pk")
    )


def notes_given(viewer: Viewer, meeting_id: UUID) -> dict[UUID, GivenRow]:
    """By member of the network, the most they were given of this meeting. One query."""
    rows = NotesGiven.objects.filter(
        authority_id=viewer.in_authority(), meeting_id=meeting_id
    ).order_by("level")
    return {
        row.member_id: GivenRow(row.level, timezone.localdate(row.given_at))
        for row in rows
    }


def kept_apart_from(
    viewer: Viewer, ground: Ground, meeting: MeetingRow, people: Iterable[KnowsRow]
) -> frozenset[UUID]:
    """Who of these of the network is kept apart from somebody who sat there.

    A name counts where whoever sat there has no key. One query.
    """
    named_as = {one.person_id: one.name for one in ground.people if one.person_id}
    between = between_people(viewer, named_as)
    there = [chair.who for chair in meeting.chairs]
    return frozenset(
        one.id
        for one in people
        if one.person_id in between
        and ForWhom(one.name, between=between[one.person_id]).apart_from(there)
    )
