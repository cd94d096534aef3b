"""A meeting with family and network: asked to, held, decided. Through the actions."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from kinfold.meetings.details import PersonHere
from kinfold.meetings.models import (
    Meeting,
    MeetingAccount,
    MeetingDecision,
    PlannedMeeting,
)
from kinfold.network_meetings import actions
from kinfold.network_meetings.details import Ask
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold_core.practice.network_meeting import AccountDetails
from kinfold_core.practice.written import Named
from tests.factories.practice import me

JO = Named(name="Nan Jo")
KEY = "Nan Jo keeps the key on Fridays."


def make_planned_meeting(
    by: Viewer, family: Family, **changes: object
) -> PlannedMeeting:
    """Nan Jo asks Raj and the worker to her kitchen, today."""
    asking: dict[str, object] = {
        "purpose": "plan",
        "on_day": timezone.localdate(),
        "at_time": "half past four",
        "place": "Nan Jo's kitchen",
        "bring": "There is pie.",
        "convened_as": "family",
        "convened_by": JO,
        "people": (
            PersonHere(who=Named(name="Raj"), capacity="network", mode="room"),
            PersonHere(who=me(by), capacity="professional", mode="room"),
        ),
    }
    with as_viewer(by):
        return actions.ask_people(
            family_id=family.pk,
            asking=Ask(**(asking | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_account(
    by: Viewer, meeting: Meeting, was: UUID | None = None, **changes: object
) -> MeetingAccount:
    details: dict[str, object] = {
        "counts_as": ("network", "core_group"),
        "purpose": "plan",
        "convened_as": "family",
        "convened_by": JO,
        "private_minutes": 40,
        "private_people": ("Leanne", "Nan Jo"),
        "story_by": "Leanne",
        "story_how": "She read it from the map.",
        "questions": "What if Dean is asleep?",
        "child_wanted": "“Can Nan sleep over?”",
        "child_said": "said",
    }
    with as_viewer(by):
        return actions.write_account(
            family_id=meeting.family_id,
            meeting_id=meeting.pk,
            details=AccountDetails(**(details | changes)),  # type: ignore[arg-type]
            was=was,
            by=by,
        )


def make_decided(by: Viewer, meeting: Meeting, text: str = KEY) -> MeetingDecision:
    with as_viewer(by):
        return actions.decide(
            family_id=meeting.family_id, meeting_id=meeting.pk, text=text, by=by
        )
