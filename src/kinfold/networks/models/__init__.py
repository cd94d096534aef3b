from kinfold.networks.models.asked import AskedChild, NetworkAsk
from kinfold.networks.models.member import (
    ConnectedChild,
    HeardStatement,
    InformedStep,
    NetworkMember,
)
from kinfold.networks.models.standing import (
    MemberAbout,
    MemberStep,
    MemberView,
    OtherDisclosure,
    RoleClosed,
    RoleLookedAt,
    TimeAway,
)

__all__ = [
    "AskedChild",
    "ConnectedChild",
    "HeardStatement",
    "InformedStep",
    "MemberAbout",
    "MemberStep",
    "MemberView",
    "NetworkAsk",
    "NetworkMember",
    "OtherDisclosure",
    "RoleClosed",
    "RoleLookedAt",
    "TimeAway",
]
