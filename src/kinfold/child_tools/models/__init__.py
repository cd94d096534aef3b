from kinfold.child_tools.models.answers import (
    AdultResponse,
    ChildDisclosure,
    ChildToolCopy,
    ItemFeed,
    ShownBack,
)
from kinfold.child_tools.models.item import (
    ChildItem,
    ChildItemFile,
    ChildItemRevision,
)
from kinfold.child_tools.models.session import (
    ChildToolRevision,
    ChildToolSession,
)
from kinfold.child_tools.models.sharing import (
    OverrideTold,
    SharingChoice,
    SharingOverride,
)

__all__ = [
    "AdultResponse",
    "ChildDisclosure",
    "ChildItem",
    "ChildItemFile",
    "ChildItemRevision",
    "ChildToolCopy",
    "ChildToolRevision",
    "ChildToolSession",
    "ItemFeed",
    "OverrideTold",
    "SharingChoice",
    "SharingOverride",
    "ShownBack",
]
