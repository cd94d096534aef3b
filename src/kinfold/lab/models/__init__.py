"""What the lab keeps: the case as its team prepares it, and what left."""

from kinfold.lab.models.case import CaseConsent, CaseKept, CaseText, LearningCase
from kinfold.lab.models.session import (
    LabBooking,
    LabFollowUp,
    LabLearning,
    LabNote,
    LabPack,
    LabPackWithdrawal,
    LabSession,
)

__all__ = [
    "CaseConsent",
    "CaseKept",
    "CaseText",
    "LabBooking",
    "LabFollowUp",
    "LabLearning",
    "LabNote",
    "LabPack",
    "LabPackWithdrawal",
    "LabSession",
    "LearningCase",
]
