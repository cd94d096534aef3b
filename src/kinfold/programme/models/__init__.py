"""The tables of a programme's home: what authorities show, and who takes part."""

from kinfold.programme.models.cohort import (
    CohortInvitation,
    InvitationAnswer,
    ProgrammeEntry,
    StayEnded,
)
from kinfold.programme.models.parts import HeldRole, RoleEnded, Wave, WavePlace
from kinfold.programme.models.shown import MeasureTakenBack, ShownFigure, ShownMeasure

__all__ = [
    "CohortInvitation",
    "HeldRole",
    "InvitationAnswer",
    "MeasureTakenBack",
    "ProgrammeEntry",
    "RoleEnded",
    "ShownFigure",
    "ShownMeasure",
    "StayEnded",
    "Wave",
    "WavePlace",
]
