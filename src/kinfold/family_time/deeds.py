"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "family_time.begin": "Began a step of family time",
    "family_time.begun": "Wrote down why time together is not ordinary yet",
    "family_time.down": "Went a step down in family time",
    "family_time.ended": "Ended a ladder of family time",
    "family_time.form": "Opened family time to write on it",
    "family_time.page": "Opened family time",
    "family_time.stay": "Let a step of family time stay",
    "family_time.step_planned": "Planned a step of family time",
    "family_time.up": "Went a step up in family time",
}
