"""Holding whoever acts to what a policy decided."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from kinfold_core.decision import Decision


def insist(decision: Decision) -> None:
    """Go on only where the policy says yes.

    Raises:
        PermissionDenied: it says no; the message is safe to show.
    """
    if not decision:
        raise PermissionDenied(decision.reason)
