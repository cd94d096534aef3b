"""What a family's words are compared with, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold.voice.models import Frame, Story, StoryDecision, StoryReading, StorySay


def texts_of_stories(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's stories in words and pictures. One query."""
    here = {"authority_id": viewer.in_authority()}
    of_story = here | {"story__family_id": family_id}
    return in_one_query(
        (Story.objects.filter(**here, family_id=family_id), ("title",)),
        (Frame.objects.filter(**of_story), ("words", "alt_text")),
        (StorySay.objects.filter(**of_story), ("words", "why_not_asked")),
        (StoryDecision.objects.filter(**of_story), ("reason",)),
        (
            StoryReading.objects.filter(**of_story),
            ("child_words", "child_questions", "who_answers"),
        ),
    )
