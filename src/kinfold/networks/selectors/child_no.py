"""Of whom a child says that they do not want them there."""

from __future__ import annotations

from uuid import UUID

from kinfold.networks.models import MemberView
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.standing_by import ViewRow


def child_says_no(viewer: Viewer, member_id: UUID) -> ViewRow | None:
    """The newest word of a child about this member, when it is a no. One query.

    Each child speaks for themselves: another child's yes does not undo it.
    """
    views = MemberView.objects.filter(
        authority_id=viewer.in_authority(), member_id=member_id, is_child=True
    ).order_by("said_on", "recorded_at", "pk")
    newest = {
        one.said_by_name: ViewRow(
            one.said_by_name, one.is_child, one.view, one.words, one.said_on
        )
        for one in views
    }
    return next((one for one in newest.values() if one.view == "no"), None)
