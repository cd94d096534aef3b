"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "bottom_line.changed": "Changed a bottom line",
    "bottom_line.demonstrated": "Wrote down that a bottom line is seen to be so",
    "bottom_line.explained": "Explained a bottom line to the family",
    "bottom_line.lifted": "Lifted a bottom line",
    "bottom_line.written": "Set a bottom line",
    "family_question.answered": "Answered a question of the family",
    "family_question.asked": "Wrote down a question of the family",
    "immediate_plan.ended": "Ended the immediate safety plan",
    "immediate_plan.made": "Put an immediate safety plan in force",
    "immediate_plan.read": "Read the immediate safety plan to the children",
    "immediate_plan.reviewed": "Looked at the immediate safety plan together",
    "milestone.achieved": "Wrote down that a step of the road is done",
    "milestone.added": "Put a step on the road to closing",
    "milestone.changed": "Changed a step of the road",
    "milestone.slipped_agency": "Moved the day of a promise of ours",
    "milestone.slipped_family": "Moved the day of a step of the family",
    "milestone.slipped_network": "Moved the day of a step of the network",
    "milestone.taken_off": "Took a step off the road",
    "plan.answered": "Wrote down what somebody says of a plan",
    "trajectory.bottom_lines": "Opened the bottom lines",
    "trajectory.closure_written": "Wrote down when services can leave",
    "trajectory.form": "Opened the road to closing to write on it",
    "trajectory.immediate": "Opened what holds the children safe today",
    "trajectory.road": "Opened the road to closing",
}
