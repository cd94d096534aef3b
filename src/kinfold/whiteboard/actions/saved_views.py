"""Keeping and letting go a worker's own ways of looking at the board."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.whiteboard.models import SavedView

MOST = 30
LONGEST_QUERY = 500


@transaction.atomic
def save_view(*, name: str, query: str, by: Viewer) -> SavedView:
    """Keep these choices under a name; the same name again replaces them.

    Raises:
        CannotDo: no name, too much chosen, or there are many already.
        NotFound: the viewer works in no authority.
    """
    worker_id = by.as_worker()
    own = SavedView.objects.filter(authority_id=by.in_authority(), worker_id=worker_id)
    if not name.strip():
        raise CannotDo("Give it a name", "name")
    if len(query) > LONGEST_QUERY:
        raise CannotDo("That is more than a view can keep. Choose less")
    if own.exclude(name=name).count() >= MOST:
        raise CannotDo(f"You have {MOST} already. Let go of one first", "name")
    view, is_new = SavedView.objects.update_or_create(
        authority_id=by.in_authority(),
        worker_id=worker_id,
        name=name,
        defaults={"query": query},
    )
    audit.record(
        by=by,
        action="whiteboard.view_kept",
        target=view,
        changes={"name": name, "is_new": is_new},
    )
    return view


@transaction.atomic
def let_go_view(*, view_id: UUID, by: Viewer) -> None:
    """Take a way of looking off the worker's own list.

    Raises:
        NotFound: it is nobody's, or another worker's.
    """
    view = SavedView.objects.filter(
        authority_id=by.in_authority(), worker_id=by.as_worker(), pk=view_id
    ).first()
    if view is None:
        raise NotFound("view")
    audit.record(
        by=by,
        action="whiteboard.view_let_go",
        target=view,
        changes={"name": view.name},
    )
    view.delete()
