"""One evening with the map on the wall, at Nan Jo's: who came and what they decided."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from kinfold.meetings import actions
from kinfold.meetings.details import Ending, PersonHere
from kinfold.meetings.models import Meeting
from kinfold.world.lived.cast import Cast
from kinfold.world.sheets import at_ten

DAYS_AGO: Final = 35
_CAME: Final = (
    ("Leanne", "parent", "room"),
    ("Dean", "parent", "room"),
    ("Amira", "child", "room"),
    ("Nan Jo", "network", "room"),
    ("Raj", "network", "room"),
    ("Auntie Ngozi", "network", "video"),
)


def meet(cast: Cast) -> None:
    """They meet, and end with what was decided and a day for the next time."""
    people = [
        PersonHere(who=cast.named(name), capacity=capacity, mode=mode)
        for name, capacity, mode in _CAME
    ]
    people.append(PersonHere(who=cast.worker, capacity="professional", mode="room"))
    meeting = actions.start_meeting(
        family_id=cast.family_id, kind=Meeting.Kind.FAMILY, place="Nan Jo's kitchen",
        people=people, by=cast.amina,
    )  # fmt: skip
    # it was that evening, not the moment at which the story is written down
    began = at_ten(cast.ago(DAYS_AGO)) + timedelta(hours=7)
    Meeting.objects.filter(pk=meeting.pk).update(started_at=began)
    actions.end_meeting(
        family_id=cast.family_id,
        meeting_id=meeting.pk,
        ending=Ending(
            decided="Bea keeps the key. Dean rings his dad before the letter about the "
            "rent is opened, and Raj goes with him to the council.",
            next_on=cast.ago(-14),
        ),
        version=meeting.version,
        by=cast.amina,
    )
    Meeting.objects.filter(pk=meeting.pk).update(ended_at=began + timedelta(minutes=90))
