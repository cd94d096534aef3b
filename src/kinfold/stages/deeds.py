"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "exit_meeting.held": "Wrote down the meeting to end with",
    "long_haul.agreed": "Wrote down who stays when services have gone",
    "stages.closing": "Looked at what closing needs",
    "stages.form": "Opened a form about how the work ends",
    "stages.stages": "Looked at where the work with the family is",
    "work.ended": "Ended the work with the family",
}
