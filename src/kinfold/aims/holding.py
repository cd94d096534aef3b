"""Holding whoever acts to what the rules of goals allow."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from kinfold_core.decision import Decision


def insist(decision: Decision) -> None:
    """Go on only if it is allowed.

    Raises:
        PermissionDenied: it is not, with the reason.
    """
    if not decision:
        raise PermissionDenied(decision.reason)
