from kinfold.family_finding.models.deciding import (
    BlendedMeeting,
    FindingDecision,
    FindingPlan,
    FindingVoice,
    OfferCheck,
)
from kinfold.family_finding.models.episode import FindingEpisode, FindingStage
from kinfold.family_finding.models.lifetime import LifetimeAnswer, LifetimeMember
from kinfold.family_finding.models.people import (
    ChildWish,
    ContactAttempt,
    ContactReply,
    FindingSearch,
    FoundPerson,
    SafetyCheck,
)
from kinfold.family_finding.models.pictures import (
    Connection,
    ConnectionMap,
    MobilityMap,
    MobilityPerson,
    MobilityPlace,
)

__all__ = [
    "BlendedMeeting",
    "ChildWish",
    "Connection",
    "ConnectionMap",
    "ContactAttempt",
    "ContactReply",
    "FindingDecision",
    "FindingEpisode",
    "FindingPlan",
    "FindingSearch",
    "FindingStage",
    "FindingVoice",
    "FoundPerson",
    "LifetimeAnswer",
    "LifetimeMember",
    "MobilityMap",
    "MobilityPerson",
    "MobilityPlace",
    "OfferCheck",
    "SafetyCheck",
]
