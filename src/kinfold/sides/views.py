"""The question who could stand by the children, of each side of each child."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.networks.views.network import ROOM
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES
from kinfold.records.views.asking import ask
from kinfold.sides import actions
from kinfold.sides.forms import AskForm
from kinfold.sides.row_making import children_asked_of
from kinfold_core.access import Action


@require_http_methods(WRITES)
def write_ask(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """`?side=` and `?child=` say about whom the way here was."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    form = AskForm(
        posted(request),
        people=[one for one in ground.people if one.is_family],
        children=children_asked_of(ground),
        side=request.GET.get("side", ""),
        about=request.GET.getlist("child"),
    )
    page = ROOM.asking(
        request, ground, title="Who could stand by the children?",
        lead="Ask each parent about their own people, and the children too. "
        "What nobody knows yet is worth writing down as well.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.write_ask(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )
