"""Keeping the tree of a child's life, as a picture of one day."""

from __future__ import annotations

from dataclasses import fields

from django.db import transaction

from kinfold.belonging.models import TreeOfLife
from kinfold.family_finding.holding import At, check_day, hold_at, record
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.family_finding.tree import TreeDetails


@transaction.atomic
def draw_tree(*, at: At, details: TreeDetails, by: Viewer) -> TreeOfLife:
    """Keep a tree. The same as the newest, posted again, is kept once.

    Raises:
        CannotDo: nothing is on it, or a day that cannot be.
    """
    held = hold_at(by, at)
    if details.is_empty:
        raise CannotDo("Write at least one thing on the tree", "roots")
    check_day(held.episode, details.drawn_on, "drawn_on")
    told = {one.name: getattr(details, one.name) for one in fields(details)}
    parts = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in told.items()
    }
    newest = TreeOfLife.objects.filter(**held.here).order_by("-recorded_at").first()
    if newest and all(getattr(newest, name) == parts[name] for name in parts):
        return newest
    tree = TreeOfLife.objects.create(
        **held.here, recorded_by_id=held.worker_id, **parts
    )
    record(held, "tree_drawn", tree, {"leaves": len(tree.leaves)})
    return tree
