"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "journal.exported": "Took a copy of the journal for the family",
    "journal.read": "Marked the journal as read",
    "journal.written": "Wrote in the journal",
    "monitoring.checks": "Read how the plan is lived",
    "monitoring.form": "Opened the journal, a check or a review to write on it",
    "monitoring.journal": "Read the journal",
    "monitoring.reviews": "Read the reviews of the plan",
    "plan.checked": "Wrote down how a rule of the plan was lived",
    "plan.reviewed": "Wrote down a review of the plan",
}
