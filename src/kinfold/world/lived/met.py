"""One evening with the map on the wall, at Nan Jo's: who came and what they decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from kinfold.meetings.actions import end_meeting, start_meeting
from kinfold.meetings.details import Ending, PersonHere
from kinfold.meetings.models import Meeting
from kinfold.network_meetings import actions
from kinfold.network_meetings.details import Ask
from kinfold.world.lived.cast import Cast
from kinfold.world.sheets import at_ten
from kinfold_core.practice.network_meeting import AccountDetails
from kinfold_core.practice.written import EntryDetails

DAYS_AGO: Final = 35
_CAME: Final = (
    ("Leanne", "parent", "room"),
    ("Dean", "parent", "room"),
    ("Amira", "child", "room"),
    ("Nan Jo", "network", "room"),
    ("Raj", "network", "room"),
    ("Auntie Ngozi", "network", "video"),
)
_DECIDED: Final = (
    "Bea keeps a key, and comes across when the light in the yard is on.",
    "Dean rings his dad before the letter about the rent is opened.",
    "Raj goes with Dean to the council about the rent.",
)


def meet(cast: Cast) -> None:
    """They meet, and end with what was decided and a day for the next time."""
    people = [
        PersonHere(who=cast.named(name), capacity=capacity, mode=mode)
        for name, capacity, mode in _CAME
    ]
    people.append(PersonHere(who=cast.worker, capacity="professional", mode="room"))
    meeting = start_meeting(
        family_id=cast.family_id, kind=Meeting.Kind.FAMILY, place="Nan Jo's kitchen",
        people=people, by=cast.amina,
    )  # fmt: skip
    # it was that evening, not the moment at which the story is written down
    began = at_ten(cast.ago(DAYS_AGO)) + timedelta(hours=7)
    Meeting.objects.filter(pk=meeting.pk).update(started_at=began)
    end_meeting(
        family_id=cast.family_id,
        meeting_id=meeting.pk,
        ending=Ending(
            decided="\n".join(_DECIDED),
            next_on=cast.ago(-14),
        ),
        version=meeting.version,
        by=cast.amina,
    )
    Meeting.objects.filter(pk=meeting.pk).update(ended_at=began + timedelta(minutes=90))
    _write_how_it_was(cast, meeting)
    _ask_again(cast)


def _write_how_it_was(cast: Cast, meeting: Meeting) -> None:
    """It was a core group too, and for forty minutes the worker stood in the yard."""
    here: dict[str, Any] = {
        "family_id": cast.family_id, "meeting_id": meeting.pk, "by": cast.amina,
    }  # fmt: skip
    actions.write_account(
        **here,
        details=AccountDetails(
            counts_as=("network", "core_group"),
            purpose="plan",
            convened_as="family",
            convened_by=cast.named("Nan Jo"),
            private_minutes=40,
            private_people=tuple(name for name, _, _ in _CAME),
            story_by="Leanne",
            story_how="She read it from the wall. Dean said the part about the plate.",
            questions="What if the letter comes when nobody is in?",
            child_wanted="“Bea has to have a key. Then I don't have to stay awake.”",
            child_said="said",
        ),
        was=None,
    )
    actions.make_step(
        family_id=cast.family_id, by=cast.amina,
        decision_id=meeting.decisions.get(text=_DECIDED[0]).pk,
        details=EntryDetails(
            category="next_step", text="A key is cut for Bea.",
            who=cast.named("Nan Jo"), due_on=cast.ago(DAYS_AGO - 7),
            done_on=cast.ago(DAYS_AGO - 5),
        ),
    )  # fmt: skip


def _ask_again(cast: Cast) -> None:
    actions.ask_people(
        family_id=cast.family_id, by=cast.amina,
        asking=Ask(
            purpose="review", on_day=cast.ago(-14), at_time="Half past four, with pie",
            place="Nan Jo's kitchen", bring="Bea minds the little ones upstairs.",
            convened_as="family", convened_by=cast.named("Nan Jo"),
            people=tuple(
                PersonHere(who=cast.named(name), capacity=capacity, mode=mode)
                for name, capacity, mode in _CAME
            ),
        ),
    )  # fmt: skip
