"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "implementation.begun": "Began an implementation plan",
    "implementation.written": "Saved a version of an implementation plan",
    "implementation.stepped": "Moved an implementation plan on, or back",
    "implementation.standing": "Told the programme where an implementation plan stands",
    "implementation.shared": "Shared an implementation plan",
    "implementation.taken_back": "Took a shared implementation plan back",
    "implementation.commented": "Commented on a shared implementation plan",
    "implementation.comment_answered": "Answered a comment on a shared plan",
    "implementation.fed_back": "Wrote down what a road-test of a plan said",
    "implementation.feedback_answered": "Answered what a road-test of a plan said",
    "implementation.carried": "Carried an implementation plan forward",
}
