"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "family_finding.answered": "Wrote down an answer in Family Finding",
    "family_finding.begun": "Began Family Finding for a child",
    "family_finding.changed": "Changed who leads Family Finding, or its targets",
    "family_finding.child_said": "Wrote down what a child says of somebody found",
    "family_finding.ended": "Ended Family Finding for a child",
    "family_finding.form": "Opened Family Finding to write on it",
    "family_finding.joined": "Brought somebody who was found into the network",
    "family_finding.page": "Opened Family Finding",
    "family_finding.people_found": "Wrote down people who were found",
    "family_finding.person_changed": "Changed what is known of somebody found",
    "family_finding.reached_for": "Reached for somebody who was found",
    "family_finding.safety_checked": "Checked whether somebody found is safe",
    "family_finding.searched": "Searched for a child's people",
    "family_finding.stage_set": "Set the stage for Family Finding",
}
