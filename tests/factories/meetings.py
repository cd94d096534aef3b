"""A meeting of a family, begun through its actions as people would. Fixed words."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from kinfold.meetings import actions
from kinfold.meetings.details import Ending, PersonHere, SaidInRound
from kinfold.meetings.models import Attendance, Meeting
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.written import Named
from tests.factories.practice import me, named


def people_of(by: Viewer, family: Family) -> list[PersonHere]:
    """Amira, Leanne, Nan Jo on the telephone, and the worker."""
    with as_viewer(by):
        amira, leanne = named(by, family, "Amira"), named(by, family, "Leanne")
    return [
        PersonHere(who=amira, capacity="child", mode="room"),
        PersonHere(who=leanne, capacity="parent", mode="room"),
        PersonHere(who=Named(name="Nan Jo"), capacity="network", mode="phone"),
        PersonHere(who=me(by), capacity="professional", mode="room"),
    ]


def make_meeting(by: Viewer, family: Family, **changes: object) -> Meeting:
    given: dict[str, object] = {"kind": "family_meeting", "place": "Nan Jo's kitchen"}
    if "people" not in changes:
        given["people"] = people_of(by, family)
    with as_viewer(by):
        return actions.start_meeting(
            family_id=family.pk,
            by=by,
            **(given | changes),  # type: ignore[arg-type]
        )


def chair(by: Viewer, meeting: Meeting, name: str) -> Attendance:
    with as_viewer(by):
        return Attendance.objects.get(meeting=meeting, name=name)


def say(
    by: Viewer, meeting: Meeting, danger_id: UUID, name: str, value: str | None
) -> None:
    """Somebody's answer; None: they would rather not say."""
    here = chair(by, meeting, name)
    with as_viewer(by):
        actions.answer(
            family_id=meeting.family_id,
            meeting_id=meeting.pk,
            danger_id=danger_id,
            attendance_id=here.pk,
            said=SaidInRound(
                answer=Answer.NUMBER if value else Answer.DECLINED,
                value=Decimal(value) if value else None,
                why_not_lower=f"{name} knows why." if value else "",
                is_confirmed=True,
            ),
            by=by,
        )


def end(
    by: Viewer, meeting: Meeting, decided: str = "Nan Jo has the Fridays."
) -> Meeting:
    with as_viewer(by):
        meeting.refresh_from_db()
        return actions.end_meeting(
            family_id=meeting.family_id,
            meeting_id=meeting.pk,
            ending=Ending(decided=decided, next_on=None),
            version=meeting.version,
            by=by,
        )
