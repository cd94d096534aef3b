"""Reads of what was handed on: the fences say whether the words still stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from kinfold.implementation.kept_lines import shared_lines_of
from kinfold.implementation.models import PlanComment, PlanShare, PlanSnapshot
from kinfold.implementation.selectors.plans import (
    CommentRead,
    comments_read,
    insist_reads,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.implementation_plan import Line


@dataclass(frozen=True, slots=True)
class ShareListed:
    """A share that the viewer was given, and whether its words are still there."""

    row: PlanShare
    giver: str
    stands: bool


@dataclass(frozen=True, slots=True)
class ShareRead:
    """A share. `title` and `lines` are empty when it is shown no more."""

    row: PlanShare
    giver: str
    is_own: bool
    is_shown: bool
    title: str
    lines: tuple[Line, ...]
    comments: tuple[CommentRead, ...]
    withdrawn_on: date | None = None
    """When its giver took it back: to be read by nobody else."""

    def line(self, line_id: str) -> Line:
        """One line that may be read.

        Raises:
            NotFound: it is not in the share, or was left out.
        """
        for one in self.lines:
            if one.id == line_id and not one.is_left_out:
                return one
        raise NotFound(f"No line {line_id}")


def received(viewer: Viewer) -> list[ShareListed]:
    """What others shared with the viewer, the newest first. One query."""
    insist_reads(viewer)
    words = PlanSnapshot.objects.filter(
        programme=OuterRef("programme"), share=OuterRef("pk")
    )
    rows = PlanShare.objects.exclude(authority=viewer.authority_id).annotate(
        stands=Exists(words)
    )
    return [
        ShareListed(one, one.authority.name, one.stands)
        for one in rows.select_related("authority").order_by("-at", "-pk")
    ]


def share(viewer: Viewer, share_id: UUID) -> ShareRead:
    """A share that the viewer gave or was given, with the comments they may read.
    Four queries.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    insist_reads(viewer)
    row = PlanShare.objects.select_related("authority").filter(pk=share_id).first()
    if row is None:
        raise NotFound(f"No share {share_id}")
    words = PlanSnapshot.objects.filter(programme=row.programme_id, share=row).first()
    said = PlanComment.objects.filter(programme=row.programme_id, share=row)
    return ShareRead(
        row,
        row.authority.name,
        is_own=row.authority_id == viewer.authority_id,
        is_shown=words is not None,
        title=words.title if words else "",
        lines=shared_lines_of(words.lines) if words else (),
        comments=tuple(comments_read(viewer, said)),
        withdrawn_on=words.withdrawn_on if words else None,
    )


def comment(viewer: Viewer, comment_id: UUID) -> CommentRead:
    """One comment that the viewer's authority wrote or was given.

    Raises:
        PermissionDenied: the viewer's role reads none.
        NotFound: there is none for this viewer.
    """
    insist_reads(viewer)
    found = comments_read(
        viewer, PlanComment.objects.filter(pk=comment_id).select_related("share")
    )
    if not found:
        raise NotFound(f"No comment {comment_id}")
    return found[0]
