"""What is asked about a story. Forms parse; they never write."""

from kinfold.voice.forms.frames import FrameForm
from kinfold.voice.forms.parts import PartsForm
from kinfold.voice.forms.stories import StoryForm
from kinfold.voice.forms.telling import CopyForm, DecisionForm, ReadingForm, SayForm

__all__ = [
    "CopyForm",
    "DecisionForm",
    "FrameForm",
    "PartsForm",
    "ReadingForm",
    "SayForm",
    "StoryForm",
]
