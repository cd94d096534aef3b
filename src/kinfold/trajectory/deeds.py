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
    "trajectory.bottom_lines": "Opened the bottom lines",
    "trajectory.form": "Opened the road to closing to write on it",
}
