"""What can stop a change to the question library."""

from __future__ import annotations

from kinfold.platform.errors import Conflict
from kinfold_core.practice.questions import Question


class QuestionChanged(Conflict):
    """Somebody else changed the question first. `standing` is what it is now."""

    def __init__(self, standing: Question, version: int) -> None:
        super().__init__("Somebody else changed this question while you were writing.")
        self.standing, self.version = standing, version
