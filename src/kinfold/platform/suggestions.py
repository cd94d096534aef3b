"""What an app above has to read about what a page shows.

A page of the practice names its topics; the app that keeps things to read stands above
it and is not known there. So it names its way once:

    suggest_with(beside)     # in AppConfig.ready()
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kinfold.platform.components import Link
from kinfold.platform.viewer import Viewer

# given who reads and the topics: links, with one query at most
Suggesting = Callable[[Viewer, Sequence[str]], Sequence[Link]]
_suggesting: Final[list[Suggesting]] = []


def suggest_with(suggesting: Suggesting) -> None:
    """Name who has something to read."""
    _suggesting.append(suggesting)


def suggestions_for(viewer: Viewer, topics: Sequence[str]) -> list[Link]:
    return [link for one in _suggesting for link in one(viewer, topics)]
