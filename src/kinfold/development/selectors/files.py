"""Who may open a file of a portfolio: whoever may open the way it belongs to."""

from __future__ import annotations

from typing import Final

from kinfold.development import policy
from kinfold.development.models import PortfolioPiece
from kinfold.platform.models import StoredFile
from kinfold.platform.viewer import Viewer
from kinfold_core.decision import Decision, refuse

OWNER: Final = "portfolio"


def may_open_file(viewer: Viewer, stored: StoredFile) -> Decision:
    piece = (
        PortfolioPiece.objects.filter(authority=viewer.authority_id, file=stored)
        .select_related("way")
        .first()
    )
    if piece is None:
        return refuse("This file is in no portfolio")
    return policy.may_open_way(viewer, piece.way.worker_id)
