"""The audit events of this app, in words. They are of Family Finding."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "family_finding.connections_drawn": "Kept a picture of a child's connections",
    "family_finding.places_drawn": "Kept a picture of where a child lived",
    "family_finding.tree_drawn": "Kept a tree of a child's life",
}
