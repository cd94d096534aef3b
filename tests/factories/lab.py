"""A lab day that an authority booked, and a pack that it brought, with no family."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from kinfold.lab import actions
from kinfold.lab.models import LabFollowUp, LabPack, LabSession
from kinfold.lab.record import PARTS
from kinfold.platform.models import Authority, Programme, said_by
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family


def make_lab(
    by: Viewer, programme: Programme, host: Authority, *, in_days: int = 7
) -> LabSession:
    with as_viewer(by):
        return actions.set_session(
            programme_id=programme.pk,
            host_id=host.pk,
            title="The autumn lab",
            held_on=timezone.localdate() + timedelta(days=in_days),
            seats=12,
            days_open=14,
            by=by,
        )


def make_pack(
    by: Viewer, session: LabSession, owner: Authority
) -> tuple[LabPack, LabFollowUp]:
    """Written as it would have left, with a follow-up that is due today."""
    with as_authority(owner.pk, user_id=by.user_id):
        row = LabPack(
            programme_id=session.programme_id,
            session=session,
            authority=owner,
            title="A quiet Friday",
            text="The mother reads to child A every night.",
            is_synthetic=True,
        )
        row.save(force_insert=True)
        due = LabFollowUp(
            programme_id=session.programme_id,
            authority=owner,
            pack=row,
            months=3,
            due_on=timezone.localdate(),
            **said_by(by),
        )
        due.save(force_insert=True)
    return row, due


def make_case(
    worker: Viewer, leader: Viewer, family: Family, session: LabSession
) -> None:
    """The leader books to bring a case; the worker begins it with all of the record."""
    with as_viewer(leader):
        actions.book(session_id=session.pk, brings_case=True, seats=2, by=leader)
    with as_viewer(worker):
        actions.begin_case(
            family_id=family.pk,
            session_id=session.pk,
            title="A plan that held",
            parts=[key for key, _ in PARTS],
            by=worker,
        )


def make_lab_rows(
    by: Viewer, programme: Programme, authority: Authority
) -> dict[str, UUID]:
    """A row for every part of an address."""
    session = make_lab(by, programme, authority)
    pack, due = make_pack(by, session, authority)
    return {
        "lab_session_id": session.pk,
        "lab_pack_id": pack.pk,
        "lab_follow_up_id": due.pk,
    }
