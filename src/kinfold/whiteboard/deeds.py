"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "whiteboard.looked_at": "Looked at the whiteboard",
    "whiteboard.view_kept": "Kept a way of looking at the whiteboard",
    "whiteboard.view_let_go": "Let go of a way of looking at the whiteboard",
}
