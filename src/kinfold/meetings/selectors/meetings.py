"""A family's meetings, with who was there and who has answered on which scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kinfold.meetings.models import Attendance, Meeting, RoundAnswer
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True)
class Said:
    """That somebody answered on a scale. What they said is not here: see the map."""

    danger_id: UUID
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Chair:
    """Somebody at a meeting."""

    id: UUID
    who: Named
    capacity: str
    mode: str
    said: tuple[Said, ...]

    @property
    def is_professional(self) -> bool:
        return self.capacity == "professional"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with everybody who was there, in the order they were written down."""

    id: UUID
    family_id: UUID
    kind: str
    place: str
    on_wall: str
    started_at: datetime
    started_by: str
    decided: str
    next_on: date | None
    ended_at: datetime | None
    version: int
    chairs: tuple[Chair, ...]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def answered(self, danger_id: UUID) -> frozenset[UUID]:
        """Who of those here has answered on this scale, also while it is covered."""
        return frozenset(
            chair.id
            for chair in self.chairs
            if any(said.danger_id == danger_id for said in chair.said)
        )

    def is_shown(self, danger_id: UUID) -> bool:
        """Whether the answers of this meeting on this scale have been shown."""
        return any(
            said.is_shown and said.danger_id == danger_id
            for chair in self.chairs
            for said in chair.said
        )


def meetings_of(viewer: Viewer, family_id: UUID) -> tuple[MeetingRow, ...]:
    """The meetings of a family the caller was authorised for, newest first.

    Three queries, however many there are.
    """
    rows = _rows(viewer).filter(family_id=family_id).order_by("-started_at", "-pk")
    return tuple(_row(row) for row in rows)


def meeting_of(
    viewer: Viewer, family_id: UUID, meeting_id: UUID, *, with_answers: bool = True
) -> MeetingRow:
    """One meeting of a family the caller was authorised for. Three queries.

    Without answers it says of nobody whether they answered on a scale. Two queries.

    Raises:
        NotFound: there is none, or it is another family's.
    """
    rows = _rows(viewer, with_answers=with_answers)
    row = rows.filter(family_id=family_id, pk=meeting_id).first()
    if row is None:
        raise NotFound("meeting")
    return _row(row, with_answers=with_answers)


def _rows(viewer: Viewer, *, with_answers: bool = True) -> QuerySet[Meeting]:
    here = {"authority_id": viewer.in_authority()}
    chairs = Attendance.objects.filter(**here).order_by("position")
    answers = RoundAnswer.objects.filter(**here).only(
        "authority_id", "attendance_id", "danger_id", "rating_id"
    )
    rows = Meeting.objects.filter(**here).select_related("started_by")
    rows = rows.prefetch_related(Prefetch("attendances", chairs))
    if with_answers:
        rows = rows.prefetch_related(Prefetch("attendances__answers", answers))
    return rows


def _row(row: Meeting, *, with_answers: bool = True) -> MeetingRow:
    return MeetingRow(
        id=row.pk,
        family_id=row.family_id,
        kind=row.kind,
        place=row.place,
        on_wall=row.on_wall,
        started_at=row.started_at,
        started_by=row.started_by.name,
        decided=row.decided,
        next_on=row.next_on,
        ended_at=row.ended_at,
        version=row.version,
        chairs=tuple(
            Chair(
                id=one.pk,
                who=Named(
                    name=one.name, person_id=one.person_id, worker_id=one.worker_id
                ),
                capacity=one.capacity,
                mode=one.mode,
                said=tuple(
                    Said(said.danger_id, said.rating_id is not None)
                    for said in one.answers.all()
                )
                if with_answers
                else (),
            )
            for one in row.attendances.all()
        ),
    )
