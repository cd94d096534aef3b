"""What everybody was told, and writing down what else they were given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.ledger import actions
from kinfold.ledger.forms import DisclosureForm
from kinfold.ledger.presenters import ledger_lines, ledger_words
from kinfold.ledger.selectors import ledger_of
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import Room
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.views.asking import ask
from kinfold.vocabulary.selectors import pack_of_family
from kinfold_core.access import Action
from kinfold_core.practice.written import Named

ROOM = Room(
    home="networks:network",
    label="Network",
    page="networks.ledger",
    form="networks.form",
    tab=NETWORK_TAB,
)


@require_safe
def ledger(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What everybody was told, by whom, and who agreed: one page, to be printed."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    words = ledger_words(pack_of_family(viewer, family_id))
    rows = ledger_of(viewer, family_id, network_of(viewer, family_id), words)
    note_page(request, ground, ROOM.page)
    context = ROOM.context(ground, crumb="Who was told what", lines=ledger_lines(rows))
    return render_page(request, "ledger/ledger.html", context)


@require_http_methods(WRITES)
def disclose(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_NETWORK)
    network = network_of(viewer, family_id)
    person = network.person(member_id)
    if person is None:
        raise NotFound("member of the network")
    form = DisclosureForm(
        posted(request),
        people=people_around(ground.people, network),
        me=Named(name=viewer.name, worker_id=viewer.worker_id),
    )
    page = replace(
        ROOM.asking(request, ground, title=f"Something else {person.name} was given"),
        back_url=reverse("networks:person", args=[family_id, member_id]),
    )

    def save() -> Any:
        cleaned = form.cleaned_data
        return actions.disclose(
            family_id=family_id, member_id=member_id, what=cleaned["what"],
            told_on=cleaned["told_on"], told_by=cleaned["told_by_named"],
            permission=cleaned["permission"], by=request.viewer,
        )  # fmt: skip

    return ask(request, form, page, save)
