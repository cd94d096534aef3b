"""Reads of the platform's own pages. Viewer first."""

from __future__ import annotations

from kinfold.platform.models import Authority, Programme
from kinfold.platform.viewer import Viewer


def place_name(viewer: Viewer) -> str:
    """The name of the authority or programme the viewer is in. One query."""
    if viewer.authority_id:
        names = Authority.objects.filter(pk=viewer.authority_id)
    elif viewer.programme_ids:
        return (
            Programme.objects.filter(pk__in=viewer.programme_ids)
            .values_list("name", flat=True)
            .first()
            or ""
        )
    else:
        return ""
    return names.values_list("name", flat=True).first() or ""
