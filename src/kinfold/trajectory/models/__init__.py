from kinfold.trajectory.models.agreement import Agreement
from kinfold.trajectory.models.bottom_line import BottomLineChange, CaseBottomLine
from kinfold.trajectory.models.immediate import (
    ImmediateControl,
    ImmediatePlan,
    ImmediateReview,
)
from kinfold.trajectory.models.question import FamilyAnswer, FamilyQuestion
from kinfold.trajectory.models.road import Milestone, MilestoneSlip, Trajectory

__all__ = [
    "Agreement",
    "BottomLineChange",
    "CaseBottomLine",
    "FamilyAnswer",
    "FamilyQuestion",
    "ImmediateControl",
    "ImmediatePlan",
    "ImmediateReview",
    "Milestone",
    "MilestoneSlip",
    "Trajectory",
]
