"""When things began: the rooms write today, and in the story it was long ago."""

from __future__ import annotations

from typing import Final

from kinfold.planning.models import SafetyPlan
from kinfold.trajectory.models import Milestone
from kinfold.voice.models import Story
from kinfold.world.lived.cast import Cast
from kinfold.world.sheets import at_ten

ROAD_DAYS_AGO: Final = 118
PLAN_DAYS_AGO: Final = 110
STORY_DAYS_AGO: Final = 97


def set_back(cast: Cast) -> None:
    """The road, then the plan, then the words and pictures: before they were agreed."""
    here = {"authority_id": cast.amina.in_authority()}
    mine = {**here, "family_id": cast.family_id}
    Milestone.objects.filter(**here, trajectory__family_id=cast.family_id).update(
        written_at=at_ten(cast.ago(ROAD_DAYS_AGO))
    )
    SafetyPlan.objects.filter(**mine).update(begun_at=at_ten(cast.ago(PLAN_DAYS_AGO)))
    Story.objects.filter(**mine).update(started_at=at_ten(cast.ago(STORY_DAYS_AGO)))
