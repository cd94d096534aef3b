"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "draft.begun": "Began to write in a form",
    "draft.thrown_away": "Threw away what they had typed and not saved",
    "drafts.pruned": "Let go of what had been typed and not saved for a month",
}
