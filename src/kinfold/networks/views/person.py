"""One person of the network, and what everybody was told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.networks import actions
from kinfold.networks.beyond import questions_known
from kinfold.networks.forms import (
    AboutForm,
    CloseRoleForm,
    LookAgainForm,
    StepForm,
    ViewForm,
)
from kinfold.networks.presenters.people import people_around
from kinfold.networks.presenters.person_page import (
    about_differences,
    person_page,
)
from kinfold.networks.selectors import (
    Known,
    known_of,
    network_of,
    refusals_of,
)
from kinfold.networks.views.frame import Room, ask_again_if_stale
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import Asking, ask
from kinfold.vocabulary.selectors import pack_of_family
from kinfold_core.access import Action
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network import Network, NetworkPerson
from kinfold_core.practice.standing_by import ClosedRole
from kinfold_core.practice.written import Named

ROOM = Room(
    home="networks:network",
    label="Network",
    page="networks.person",
    form="networks.form",
    tab=NETWORK_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    person, known = _person(request, family_id, member_id)
    page = person_page(
        family_id,
        person,
        known,
        pack_of_family(viewer, family_id),
        refusals_of(viewer, family_id),
        questions_known(viewer, family_id, member_id) if person.is_here else (),
    )
    note_page(request, ground, ROOM.page)
    context = ROOM.context(
        ground,
        crumb=person.name,
        page=page,
        may_write=bool(may_with(viewer, Action.WRITE_NETWORK, ground.family)),
    )
    return render_page(request, "networks/person.html", context)


@require_http_methods(WRITES)
def step(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    ground, person, _ = _open(request, family_id, member_id)
    form = StepForm(posted(request), people=_around(request, ground), me=_me(request))
    page = _page(request, ground, person, f"Where {person.name} stands")

    def save() -> Any:
        cleaned = form.cleaned_data
        return actions.write_step(
            family_id=family_id, member_id=member_id, stand=cleaned["stand"],
            happened_on=cleaned["happened_on"], basis=cleaned["basis"],
            said_by=cleaned["said_by_named"], by=request.viewer,
        )  # fmt: skip

    return ask(request, form, page, save)


@require_http_methods(WRITES)
def view(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    ground, person, _ = _open(request, family_id, member_id)
    family = [one for one in ground.people if one.is_family]
    form = ViewForm(posted(request), people=family)
    page = _page(request, ground, person, f"What the family thinks of {person.name}")

    return ask(
        request,
        form,
        page,
        lambda: actions.write_view(
            family_id=family_id,
            member_id=member_id,
            details=form.details,
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def about(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    ground, person, known = _open(request, family_id, member_id)
    form = AboutForm(
        posted(request), standing=known.about, stamp=str(known.about_id or "")
    )
    page = _page(request, ground, person, f"What is known of {person.name}")
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.write_about(
            family_id=family_id,
            member_id=member_id,
            details=form.details,
            was=form.was,
            by=request.viewer,
        ),
        differs=lambda standing: about_differences(standing, form.details),
        stamp=lambda standing: str(standing.pk),
    )


@require_http_methods(WRITES)
def close_role(
    request: ViewerRequest, family_id: UUID, member_id: UUID
) -> HttpResponse:
    ground, person, _ = _open(request, family_id, member_id)
    form = CloseRoleForm(posted(request), people=_around(request, ground))
    page = _page(
        request, ground, person, f"A role that is closed to {person.name} for now",
        lead="Nobody is ruled out. One role closes, until a day, and others stay open.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.close_role(
            family_id=family_id,
            member_id=member_id,
            details=form.details,
            by=request.viewer,
        ),
    )


@require_http_methods(WRITES)
def look_again(
    request: ViewerRequest, family_id: UUID, closing_id: UUID
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    person, closed = _closing(request, family_id, closing_id)
    form = LookAgainForm(posted(request), people=_around(request, ground))
    page = _page(
        request, ground, person, f"Looking again: {person.name}",
        lead=f"Closed for now, because: {closed.reason}",
    )  # fmt: skip

    def save() -> Any:
        cleaned = form.cleaned_data
        return actions.look_again(
            family_id=family_id, closing_id=closing_id,
            is_open=cleaned["outcome"] == "open", reason=cleaned["reason"],
            decided_by=cleaned["decided_by_named"], looked_on=cleaned["looked_on"],
            review_on=cleaned["review_on"], by=request.viewer,
        )  # fmt: skip

    return ask(request, form, page, save)


def _person(
    request: ViewerRequest, family_id: UUID, member_id: UUID
) -> tuple[NetworkPerson, Known]:
    network = network_of(request.viewer, family_id)
    person = network.person(member_id)
    if person is None:
        raise NotFound("member of the network")
    return person, known_of(request.viewer, family_id, network)[member_id]


def _open(
    request: ViewerRequest, family_id: UUID, member_id: UUID
) -> tuple[Ground, NetworkPerson, Known]:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    return ground, *_person(request, family_id, member_id)


def _closing(
    request: ViewerRequest, family_id: UUID, closing_id: UUID
) -> tuple[NetworkPerson, ClosedRole]:
    """The person and the role that is closed to them now.

    Raises:
        NotFound: nothing of that key is closed to anybody here.
    """
    network: Network = network_of(request.viewer, family_id)
    everybody = known_of(request.viewer, family_id, network)
    for person in network.people:
        for closed in everybody[person.id].closed:
            if closed.id == closing_id:
                return person, closed
    raise NotFound("closed role")


def _page(
    request: ViewerRequest,
    ground: Ground,
    person: NetworkPerson,
    title: str,
    *,
    lead: str = "",
) -> Asking:
    page = ROOM.asking(request, ground, title=title, lead=lead)
    address = reverse("networks:person", args=[ground.family.pk, person.id])
    return replace(page, back_url=address)


def _around(request: ViewerRequest, ground: Ground) -> list[Member]:
    return people_around(ground.people, network_of(request.viewer, ground.family.pk))


def _me(request: ViewerRequest) -> Named:
    viewer = request.viewer
    return Named(name=viewer.name, worker_id=viewer.worker_id)
