from kinfold.voice.models.frame import Frame, FrameRevision
from kinfold.voice.models.story import Story, StoryChild
from kinfold.voice.models.telling import (
    ChildCopy,
    StoryDecision,
    StoryReading,
    StorySay,
)

__all__ = [
    "ChildCopy",
    "Frame",
    "FrameRevision",
    "Story",
    "StoryChild",
    "StoryDecision",
    "StoryReading",
    "StorySay",
]
