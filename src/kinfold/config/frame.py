"""What every page's frame needs: who is here, where, and what they may go to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kinfold.config.menu import menu_for
from kinfold.platform.http import viewer_of
from kinfold.platform.signin.chosen import places_link
from kinfold_core.access import Action


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Costs no query: the viewer carries what it needs."""
    viewer = viewer_of(request)
    return {
        "viewer": viewer,
        "menu": menu_for(viewer, request.path) if viewer else (),
        "authority_name": viewer.place_name if viewer else "",
        "authority_choices": places_link(request),
        "is_demo": settings.KINFOLD_DEMO,
        "may_see_own_recording": bool(
            viewer and viewer.worker_id and viewer.may(Action.SEE_OWN_RECORDING)
        ),
        "theme": _theme(request),
    }


def _theme(request: HttpRequest) -> str:
    """The theme somebody chose, or "" to follow their device."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in {"light", "dark"} else ""
