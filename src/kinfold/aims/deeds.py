"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "authority_goal.chosen": "Chose a goal of their authority",
    "authority_goal.changed": "Changed a goal of their authority",
    "authority_goal.rated": "Said where an authority stands on a goal’s scale",
}
