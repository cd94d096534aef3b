"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "inquiry.changed": "Changed an appreciative inquiry",
    "inquiry.list": "Saw an appreciative inquiry about the family in a list",
    "inquiry.read": "Read an appreciative inquiry",
    "inquiry.shared": "Said who may read an appreciative inquiry",
    "inquiry.written": "Wrote an appreciative inquiry",
}
