from kinfold.supervision.models.drafts import PutOnMap, SessionDraft, SessionRating
from kinfold.supervision.models.group import (
    Attendee,
    GroupSupervision,
    RunningOrder,
    StepRun,
)
from kinfold.supervision.models.one_to_one import CaseDecision, CaseSupervision

__all__ = [
    "Attendee",
    "CaseDecision",
    "CaseSupervision",
    "GroupSupervision",
    "PutOnMap",
    "RunningOrder",
    "SessionDraft",
    "SessionRating",
    "StepRun",
]
