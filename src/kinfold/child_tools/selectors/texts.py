"""A child's words, to see what was typed again: only those the viewer may read."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.child_tools.selectors.sessions import sessions_of
from kinfold.platform.viewer import Viewer


def texts_of_child_tools(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Eight queries: what may be read hangs on each choice of the child."""
    for session in sessions_of(viewer, family_id):
        yield session.child_question
        for item in session.items:
            yield item.words
        for response in session.responses:
            yield response.what_changed
