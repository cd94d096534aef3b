"""How the meetings of a family were, and how they are counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from django.utils import timezone

from kinfold.meetings.models import MeetingAccount, PlannedMeeting
from kinfold.meetings.selectors.meetings import MeetingRow
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.network_meeting import (
    NETWORK_MEETING,
    TO_END,
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


@dataclass(frozen=True, kw_only=True)
class AccountRow(AccountDetails):
    """How a meeting was, and which row says so."""

    id: UUID


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


def is_to_end(viewer: Viewer, meeting_id: UUID) -> bool:
    """Whether it was to end the work: as said of it last, else as people were asked.

    Of a meeting of an authorised family. Two queries.
    """
    here = {"authority_id": viewer.in_authority(), "meeting_id": meeting_id}
    said = MeetingAccount.objects.filter(**here).order_by("-recorded_at", "-pk").first()
    told = said or PlannedMeeting.objects.filter(**here).first()
    return told is not None and told.purpose == TO_END


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
