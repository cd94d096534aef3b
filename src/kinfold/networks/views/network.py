"""The page of a network, and the questions that write on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.networks import actions
from kinfold.networks.beyond import placed_known, plan_known, sides_known
from kinfold.networks.counted import network_facts
from kinfold.networks.forms import MemberForm, StepBackForm, TellForm
from kinfold.networks.presenters.network_page import Around, network_page
from kinfold.networks.presenters.people import children_of
from kinfold.networks.presenters.typed import named_rules, told_rules
from kinfold.networks.presenters.words import danger_choices, member_differences
from kinfold.networks.selectors import (
    known_of,
    network_of,
    refusals_of,
    standards_of,
)
from kinfold.networks.views.frame import (
    Room,
    answer_rules,
    ask_again_if_stale,
    beside,
    typed_in,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import dangers_of, ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.errors import CannotDo
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask, leave
from kinfold_core.access import Action
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network import NetworkPerson
from kinfold_core.practice.rulebook import check_network
from kinfold_core.practice.written import Named

ROOM = Room(
    home="networks:network",
    label="Network",
    page="networks.network",
    form="networks.form",
    tab="networks:network",
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    dangers, vocabulary = dangers_of(viewer, family_id)
    network = network_of(viewer, family_id)
    known = known_of(viewer, family_id, network)
    refusals = refusals_of(viewer, family_id)
    refused = [one.name for one in network.here if refusals.open_on(one.as_who)]
    facts = network_facts(network, known, plan_known(viewer, family_id), refused)
    page = network_page(
        family_id,
        network,
        dangers,
        vocabulary,
        known,
        Around(children_of(ground.people), refusals, placed_known(viewer, family_id)),
        sides_known(viewer, ground, network),
        findings=check_network(facts, standards_of(viewer, facts)),
    )
    note_page(request, ground, ROOM.page)
    may_write = bool(may_with(viewer, Action.WRITE_NETWORK, ground.family))
    context = ROOM.context(ground, page=page, may_write=may_write)
    return render_page(request, "networks/network.html", context)


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    form = MemberForm(posted(request), people=_family_of(ground))
    page = ROOM.asking(
        request, ground, title="Add somebody to the network", button="Add them",
        lead="Who rings when things are hard? Who would the children run to?",
        **beside(
            reverse("networks:check-new-member", args=[family_id]), form, "who_other",
            lambda typed: named_rules(typed, network_of(request.viewer, family_id)),
        ),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.add_member(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def edit(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    ground, person = _open(request, family_id, member_id)
    form = MemberForm(
        posted(request),
        people=_family_of(ground),
        standing=person,
        version=person.version,
    )
    title = f"Who {person.name} is to the children"
    page = ROOM.asking(request, ground, title=title, at=f"member-{member_id}")
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.change_member(
            family_id=family_id,
            member_id=member_id,
            details=form.details,
            version=form.cleaned_data["version"] or 1,
            by=request.viewer,
        ),
        differs=lambda standing: member_differences(
            standing,
            form.details,
            connected=_open(request, family_id, member_id)[1].children,
            children=children_of(ground.people),
        ),
    )


@require_http_methods(WRITES)
def tell(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    ground, person = _open(request, family_id, member_id)
    viewer = request.viewer
    form = _tell_form(request, ground, person)
    page = ROOM.asking(
        request, ground, title=f"What {person.name} was told",
        lead="This is kept as it is written: what somebody was told stays with them.",
        at=f"member-{member_id}",
        **beside(
            reverse("networks:check-tell", args=[family_id, member_id]), form, "level",
            lambda typed: told_rules(typed, network_of(viewer, family_id), member_id),
        ),
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.tell(
            family_id=family_id, member_id=member_id, details=form.details, by=viewer
        ),
    )


@require_POST
def check_new(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What the rules say of the network with somebody who is being named."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    form = MemberForm(request.POST, people=_family_of(ground))
    network = network_of(request.viewer, family_id)
    return answer_rules(request, named_rules(typed_in(form), network))


@require_POST
def check_tell(
    request: ViewerRequest, family_id: UUID, member_id: UUID
) -> HttpResponse:
    """What the rules say of the network once this person is told so much."""
    ground, person = _open(request, family_id, member_id)
    typed = typed_in(_tell_form(request, ground, person))
    network = network_of(request.viewer, family_id)
    return answer_rules(request, told_rules(typed, network, member_id))


@require_http_methods(WRITES)
def step_back(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    ground, person = _open(request, family_id, member_id)
    form = StepBackForm(posted(request))
    page = ROOM.asking(
        request, ground, title=f"{person.name} steps back",
        lead="What they know and did stays readable. They can come back at any time.",
        at=f"member-{member_id}",
    )  # fmt: skip

    def save() -> Any:
        return actions.step_back(
            family_id=family_id,
            member_id=member_id,
            reason=form.cleaned_data["reason"],
            ended_on=form.cleaned_data["ended_on"],
            by=request.viewer,
        )

    return ask(request, form, page, save)


@require_POST
def come_back(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    ground, person = _open(request, family_id, member_id)
    try:
        actions.come_back(family_id=family_id, member_id=member_id, by=request.viewer)
    except CannotDo as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{person.name} is back in the network")
    return leave(request, ROOM.url(ground, f"member-{member_id}"))


def _open(
    request: ViewerRequest, family_id: UUID, member_id: UUID
) -> tuple[Ground, NetworkPerson]:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    person = network_of(request.viewer, family_id).person(member_id)
    if person is None:
        raise NotFound("member of the network")
    return ground, person


def _tell_form(
    request: ViewerRequest, ground: Ground, person: NetworkPerson
) -> TellForm:
    viewer = request.viewer
    dangers, vocabulary = dangers_of(viewer, ground.family.pk)
    return TellForm(
        posted(request),
        people=ground.people,
        dangers=danger_choices(dangers),
        pack=vocabulary,
        current=person.level,
        me=Named(name=viewer.name, worker_id=viewer.worker_id),
    )


def _family_of(ground: Ground) -> list[Member]:
    """The family's people, without the worker, who is nobody's network."""
    return [member for member in ground.people if member.is_family]
