"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "way": "Looked at somebody's way along a trajectory",
    "way.begun": "Began a way along a trajectory",
    "way.step": "Wrote down a step of a way",
    "way.piece_added": "Put something into a portfolio",
    "way.observed": "Wrote down practice that was observed",
    "way.answered": "Answered what was observed",
    "way.next": "Wrote down what is next on a way",
    "training.attendance": "Wrote down who was at a training",
    "training.coached": "Wrote down a coaching of training",
    "training.confidence": "Answers about confidence came in",
    "training.planned": "Planned a training",
    "trajectory.worded": "Changed the words of a step",
}
