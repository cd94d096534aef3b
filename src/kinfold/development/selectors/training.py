"""Reads of training: sessions of a programme, and an authority's own list of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinfold.development import policy
from kinfold.development.models import (
    Attendance,
    Coaching,
    ConfidenceTally,
    TrainingSession,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import Worker
from kinfold.platform.programme_places import place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer


def sessions(viewer: Viewer) -> list[TrainingSession]:
    """Sessions of the viewer's programmes, the latest first; those in the house of
    another authority are for its own people and the programme's members."""
    insist(policy.may_enter(viewer))
    rows = TrainingSession.objects.filter(
        place_is_in_it("place"), programme__in=programmes_open_to(viewer)
    ).select_related("place", "programme")
    found = rows.order_by("-starts_on", "title", "pk")
    return [
        one
        for one in found
        if not (viewer.authority_id and one.place_id)
        or one.place_id == viewer.authority_id
    ]


def session(viewer: Viewer, session_id: UUID) -> TrainingSession:
    """One session.

    Raises:
        NotFound: there is none for this viewer.
    """
    insist(policy.may_enter(viewer))
    row = (
        TrainingSession.objects.filter(
            place_is_in_it("place"),
            pk=session_id,
            programme__in=programmes_open_to(viewer),
        )
        .select_related("place", "programme")
        .first()
    )
    is_anothers = row and row.place_id and row.place_id != viewer.authority_id
    if row is None or (viewer.authority_id and is_anothers):
        raise NotFound(f"No training {session_id}")
    return row


@dataclass(frozen=True, slots=True)
class Attended:
    """Who was at a session from the viewer's authority, as the list stands."""

    version: int
    there: tuple[Attendance, ...]


def attended(viewer: Viewer, session_id: UUID) -> Attended:
    """For who guides; an empty list for anybody else. One query."""
    if not policy.may_guide(viewer) or viewer.authority_id is None:
        return Attended(0, ())
    rows = list(
        Attendance.objects.filter(
            authority=viewer.authority_id, session_id=session_id
        ).order_by("name", "version")
    )
    newest = {(one.worker_id or one.name): one for one in rows}
    return Attended(
        max((one.version for one in rows), default=0),
        tuple(one for one in newest.values() if one.was_there),
    )


def attendances(viewer: Viewer) -> list[Attendance]:
    """Who was at what, in the viewer's authority; each person of a session once."""
    insist(policy.may_see_counts(viewer))
    if viewer.authority_id is None:
        return []
    rows = Attendance.objects.filter(authority=viewer.authority_id)
    newest = {
        (one.session_id, one.worker_id or one.name): one
        for one in rows.order_by("version")
    }
    return [one for one in newest.values() if one.was_there]


@dataclass(frozen=True, slots=True)
class Since:
    """How many who work here today had basic training, and how long ago."""

    days: tuple[int | None, ...]
    """Of each worker the days since they last had it; None: never, as far as known."""


def since_basic(viewer: Viewer, today: date) -> Since:
    """Counts for who leads the authority; no name leaves this. Two queries."""
    insist(policy.may_see_counts(viewer))
    last: dict[UUID, date] = {}
    for one in attendances(viewer):
        if one.worker_id and one.course == "basic":
            last[one.worker_id] = max(one.starts_on, last.get(one.worker_id, date.min))
    ids = Worker.objects.filter(
        authority=viewer.in_authority(), is_active=True
    ).values_list("pk", flat=True)
    return Since(
        tuple((today - last[one]).days if one in last else None for one in ids)
    )


def coachings(viewer: Viewer) -> list[Coaching]:
    """Who was coached in giving basic training, for who guides. One query."""
    if not policy.may_guide(viewer) or viewer.authority_id is None:
        return []
    rows = Coaching.objects.filter(
        authority=viewer.authority_id, programme__in=programmes_open_to(viewer)
    )
    return list(rows.select_related("worker").order_by("-day", "-at"))


def confidence(viewer: Viewer, row: TrainingSession) -> list[ConfidenceTally]:
    """What answers say together, of the authorities the viewer may see. One query."""
    if not policy.may_see_counts(viewer):
        return []
    rows = ConfidenceTally.objects.filter(
        place_is_in_it(), programme=row.programme_id, session=row
    )
    return list(rows)


def session_of_link(viewer: Viewer, session_id: UUID) -> TrainingSession:
    """A session for whoever holds a link to answer about it: no role is asked.

    Raises:
        NotFound: there is none, or its authority has left the programme.
    """
    row = (
        TrainingSession.objects.filter(
            place_is_in_it("place"),
            pk=session_id,
            programme__in=programmes_open_to(viewer),
        )
        .select_related("programme")
        .first()
    )
    if row is None or (row.place_id and row.place_id != viewer.authority_id):
        raise NotFound(f"No training {session_id}")
    return row
