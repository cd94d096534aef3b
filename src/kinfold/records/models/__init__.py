from kinfold.records.models.access import EmergencyAccess, RestrictedName
from kinfold.records.models.earlier import EarlierWords
from kinfold.records.models.family import (
    Allocation,
    Family,
    FamilyMember,
    ServiceStatus,
)
from kinfold.records.models.person import Person

__all__ = [
    "Allocation",
    "EarlierWords",
    "EmergencyAccess",
    "Family",
    "FamilyMember",
    "Person",
    "RestrictedName",
    "ServiceStatus",
]
