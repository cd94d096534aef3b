"""What the pages of a lived plan have around them."""

from __future__ import annotations

from uuid import UUID

from kinfold.networks.views.frame import Room
from kinfold.planning.views.frame import Desk, desk_of
from kinfold.platform.http import ViewerRequest
from kinfold.records.presenters.tabs import PLAN_TAB
from kinfold_core.access import Action

FORM = "monitoring.form"


def room(name: str, label: str) -> Room:
    return Room(
        home=f"monitoring:{name}",
        label=label,
        page=f"monitoring.{name}",
        form=FORM,
        tab=PLAN_TAB,
    )


def desk_to_write(request: ViewerRequest, family_id: UUID) -> Desk:
    return desk_of(request, family_id, Action.WRITE_JOURNAL)
