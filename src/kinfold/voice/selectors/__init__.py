"""Reads for the pages of a story, and what other rooms ask: viewer first."""

from kinfold.voice.selectors.story_page import (
    frame_history,
    says_needed,
    stories_in,
    story_for,
)
from kinfold.voice.selectors.summary import StorySummary, stories_of, story_of

__all__ = [
    "StorySummary",
    "frame_history",
    "says_needed",
    "stories_in",
    "stories_of",
    "story_for",
    "story_of",
]
