"""What a family's meetings have beside their wall: viewer first, rows out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from kinfold.meetings.models import (
    Invited,
    MeetingAccount,
    MeetingDecision,
    NotesGiven,
    PlannedMeeting,
)
from kinfold.meetings.selectors.meetings import MeetingRow
from kinfold.networks.models import NetworkMember
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold_core.practice.network_meeting import (
    NETWORK_MEETING,
    AccountDetails,
    Held,
    Seat,
)
from kinfold_core.practice.written import Named

# a family meeting is one of the network until somebody says otherwise
_KINDS = {
    "family_meeting": (NETWORK_MEETING,),
    "core_group": ("core_group",),
    "review": ("review",),
}

_WHAT = ("rule", "commitment", "step")


@dataclass(frozen=True, kw_only=True)
class AccountRow(AccountDetails):
    """How a meeting was, and which row says so."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Became:
    """What a decision became: `kind` is rule, commitment or step, `id` is its row's."""

    kind: str
    id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    id: UUID
    text: str
    became: tuple[Became, ...]


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody who was asked to come."""

    who: Named
    capacity: str

    @property
    def is_professional(self) -> bool:
        return self.capacity == "professional"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A meeting that people were asked to."""

    id: UUID
    purpose: str
    on_day: date
    at_time: str
    place: str
    bring: str
    convened_by: str
    meeting_id: UUID | None
    people: tuple[AskedRow, ...]


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


def accounts_of(viewer: Viewer, family_id: UUID) -> dict[UUID, AccountRow]:
    """How each meeting of an authorised family was, as said last. One query."""
    rows = (
        MeetingAccount.objects.filter(
            authority_id=viewer.in_authority(), meeting__family_id=family_id
        )
        .order_by("meeting_id", "-recorded_at", "-pk")
        .distinct("meeting_id")
    )
    return {row.meeting_id: _account(row) for row in rows}


def held_of(
    viewer: Viewer,
    meetings: Sequence[MeetingRow],
    accounts: dict[UUID, AccountRow],
) -> tuple[Held, ...]:
    """Meetings that are over, as they are counted. No query."""
    return tuple(
        Held(
            on=timezone.localdate(one.started_at),
            counts_as=accounts[one.id].counts_as
            if one.id in accounts
            else _KINDS.get(one.kind, ()),
            seats=tuple(Seat(c.who.name, c.is_professional) for c in one.chairs),
        )
        for one in meetings
        if not one.is_open
    )


def decisions_of(viewer: Viewer, meeting_id: UUID) -> tuple[DecisionRow, ...]:
    """What an authorised family's meeting decided and what it became. One query.

    Once it has ended, what was decided then is the list, in its order.
    """
    rows: Iterable[tuple[Any, ...]] = (
        MeetingDecision.objects.filter(
            authority_id=viewer.in_authority(), meeting_id=meeting_id
        )
        .order_by("position", "became__recorded_at", "became__pk")
        .values_list(
            "pk",
            "text",
            "meeting__decided",
            "became__rule_id",
            "became__rule__text",
            "became__commitment_id",
            "became__commitment__member__name",
            "became__step_id",
            "became__step__text",
        )
    )
    texts: dict[UUID, str] = {}
    became: dict[UUID, list[Became]] = defaultdict(list)
    lines: list[str] = []
    for pk, text, decided, *what in rows:
        texts[pk], lines = text, decided.splitlines()
        for kind, key, words in zip(_WHAT, what[::2], what[1::2], strict=True):
            if key is not None:
                became[pk].append(Became(kind, key, words))
    lines = lines or list(texts.values())
    standing = [(pk, text) for pk, text in texts.items() if text in lines]
    return tuple(
        DecisionRow(id=pk, text=text, became=tuple(became[pk]))
        for pk, text in sorted(standing, key=lambda one: lines.index(one[1]))
    )


def planned_of(viewer: Viewer, family_id: UUID) -> tuple[PlannedRow, ...]:
    """Meetings of an authorised family that have not begun, the next first."""
    return _planned(viewer, planned__family_id=family_id, planned__meeting=None)


def planned_one(viewer: Viewer, family_id: UUID, planned_id: UUID) -> PlannedRow:
    """One that people were asked to, begun or not.

    Raises:
        NotFound: there is none, or it is another family's.
    """
    found = _planned(viewer, planned__family_id=family_id, planned_id=planned_id)
    if not found:
        raise NotFound("planned meeting")
    return found[0]


def asked_to(viewer: Viewer, meeting_id: UUID) -> PlannedRow | None:
    """How people were asked to this meeting; None when nobody wrote it down."""
    found = _planned(viewer, planned__meeting_id=meeting_id)
    return found[0] if found else None


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


def texts_of_meetings(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's meetings, to see what was typed again. One query."""
    here = {"authority_id": viewer.in_authority(), "meeting__family_id": family_id}
    return in_one_query(
        (
            MeetingAccount.objects.filter(**here),
            ("story_how", "questions", "child_wanted"),
        ),
        (MeetingDecision.objects.filter(**here), ("text",)),
    )


def _account(row: MeetingAccount) -> AccountRow:
    plain = {
        one.name: getattr(row, one.name)
        for one in fields(AccountDetails)
        if one.name not in {"convened_by", "counts_as", "private_people"}
    }
    return AccountRow(
        id=row.pk,
        counts_as=tuple(row.counts_as),
        private_people=tuple(row.private_people),
        convened_by=Named(
            name=row.convened_name,
            person_id=row.convened_person_id,
            worker_id=row.convened_worker_id,
        ),
        **plain,
    )


def _planned(viewer: Viewer, **which: UUID | None) -> tuple[PlannedRow, ...]:
    """From those who were asked: nobody is ever asked to nothing. One query."""
    asked = Invited.objects.filter(authority_id=viewer.in_authority(), **which)
    people: dict[PlannedMeeting, list[AskedRow]] = defaultdict(list)
    for one in asked.select_related("planned").order_by(
        "planned__on_day", "planned_id", "position"
    ):
        who = Named(name=one.name, person_id=one.person_id, worker_id=one.worker_id)
        people[one.planned].append(AskedRow(who, one.capacity))
    return tuple(
        PlannedRow(
            id=row.pk,
            purpose=row.purpose,
            on_day=row.on_day,
            at_time=row.at_time,
            place=row.place,
            bring=row.bring,
            convened_by=row.convened_name,
            meeting_id=row.meeting_id,
            people=tuple(asked_row),
        )
        for row, asked_row in people.items()
    )
