"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "questions.added": "Added a question to the library",
    "questions.asked": "Marked a question as asked",
    "questions.changed": "Changed a question in the library",
    "questions.family": "Looked for questions to ask this family",
    "questions.hidden": "Took a question out of the library",
    "questions.mark_taken_back": "Took back the mark that a question was asked",
    "questions.shown_again": "Put a question back into the library",
}
