"""The page of kinship, and the questions about who a child could live with."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.kinship import actions
from kinfold.kinship.forms import OptionForm, StepForm
from kinfold.kinship.forms.option import EVERY_CHILD
from kinfold.kinship.presenters.facts import years_of
from kinfold.kinship.presenters.page import kinship_page
from kinfold.kinship.presenters.words import step_differences
from kinfold.kinship.selectors import kinship_of, options_of
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import Room, ask_again_if_stale
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold.sides.selectors import descent_of
from kinfold_core.access import Action
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.written import Named

ROOM: Final = Room(
    home="kinship:kinship",
    label="Kinship",
    page="kinship.page",
    form="kinship.form",
    tab=NETWORK_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    ground = ground_of(viewer, family_id)
    page = kinship_page(
        family_id,
        kinship_of(viewer, family_id),
        descent_of(viewer, ground),
        years_of(ground.facts.members, today),
        today=today,
    )
    note_page(request, ground, ROOM.page)
    may_write = bool(may_with(viewer, Action.WRITE_NETWORK, ground.family))
    context = ROOM.context(ground, page=page, may_write=may_write)
    return render_page(request, "kinship/kinship.html", context)


@require_http_methods(WRITES)
def add_option(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    form = OptionForm(
        posted(request),
        people=everybody(request, ground),
        descent=descent_of(request.viewer, ground),
        side=request.GET.get("side", ""),
        child=request.GET.get("child", EVERY_CHILD),
    )
    page = ROOM.asking(
        request, ground, title="Who could the children live with?",
        button="Write them down",
        lead="Think of both sides, also of people far away. Writing somebody down "
        "decides nothing.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.add_option(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def decide_option(
    request: ViewerRequest, family_id: UUID, option_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.WRITE_NETWORK)
    option = next(
        (one for one in options_of(viewer, family_id) if one.id == option_id), None
    )
    if option is None:
        raise NotFound("kinship option")
    form = StepForm(
        posted(request),
        people=everybody(request, ground),
        option=option,
        me=me(request),
    )
    page = ROOM.asking(
        request, ground, title=f"What was decided about {option.who.name}",
        lead="This is kept as it is written. It can be opened again at any time.",
        at=f"option-{option_id}",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.decide_option(
            family_id=family_id,
            option_id=option_id,
            details=form.details,
            was=form.was,
            by=viewer,
        ),
        differs=lambda standing: step_differences(standing, form.details),
        stamp=lambda standing: str(standing.pk),
    )


def everybody(request: ViewerRequest, ground: Ground) -> list[Member]:
    """The family, the network, and the writer last."""
    network = network_of(request.viewer, ground.family.pk)
    return people_around(ground.people, network)


def me(request: ViewerRequest) -> Named:
    viewer = request.viewer
    return Named(name=viewer.name, worker_id=viewer.worker_id)
