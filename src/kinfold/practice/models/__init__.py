from kinfold.practice.models.danger_set import (
    ChildImpact,
    DangerSetRevision,
    DangerStatement,
    SafetyGoal,
    SafetyScale,
    WorriedPerson,
)
from kinfold.practice.models.entry import Disagreement, MapEntry, MapEntryRevision
from kinfold.practice.models.harm import HarmedChild, HarmMoment
from kinfold.practice.models.mapping import Mapping, VersionStep
from kinfold.practice.models.rating import ScaleRating
from kinfold.practice.models.taken_back import Standing, TakenBack

__all__ = [
    "ChildImpact",
    "DangerSetRevision",
    "DangerStatement",
    "Disagreement",
    "HarmMoment",
    "HarmedChild",
    "MapEntry",
    "MapEntryRevision",
    "Mapping",
    "SafetyGoal",
    "SafetyScale",
    "ScaleRating",
    "Standing",
    "TakenBack",
    "VersionStep",
    "WorriedPerson",
]
