"""What stands around the pages of the framework."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kinfold.framework import policy
from kinfold.framework.presenters import lists
from kinfold.platform.components import Link
from kinfold.platform.viewer import Viewer
from kinfold_core.people.dates import day_in_words

ASKED = ["GET", "HEAD", "POST"]
CHANGED = 409


def crumbs(*links: Link) -> tuple[Link, ...]:
    return (Link("Framework reviews", reverse("framework:home")), *links)


def place_link(viewer: Viewer, row: Any) -> tuple[Link, ...]:
    """The authority's page, for whoever may open it."""
    if not policy.may_see(viewer):
        return ()
    return (Link(row.authority.name, lists.place_url(row)),)


def review_link(row: Any) -> Link:
    return Link(f"Review, {day_in_words(row.day)}", lists.review_url(row))
