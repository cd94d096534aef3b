"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "recording.forgotten": "Deleted what their own writing had cost",
    "recording.pruned": "Let go of what writing had cost more than a year ago",
}
