"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "framework_review.begun": "Began a review against the framework",
    "framework_review.changed": "Changed what a review against the framework is for",
    "framework_review.closed": "Closed a review against the framework",
    "framework_rater.asked": "Asked somebody to rate in a review of the framework",
    "framework_rater.handed_in": "Handed in what a rater of the framework said",
    "framework_rater.set_aside": "Wrote down why a rater of the framework did not rate",
    "framework_rating.given": "Rated a part of the framework",
    "framework_rating.corrected": "Corrected a rating after its review was closed",
}
