"""The page of the long haul, its paper, and the questions that are asked afterwards."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.long_haul import actions
from kinfold.long_haul.forms import CheckInForm, ConsentForm, month_of
from kinfold.long_haul.presenters import long_haul_page, rows_of
from kinfold.long_haul.selectors import staying_of
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of
from kinfold.networks.views.frame import Room
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.living_map import Member

ROOM = Room(
    home="long_haul:long-haul",
    label="Long haul",
    page="long_haul.page",
    form="long_haul.form",
    tab=NETWORK_TAB,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Who stays, how it stands, and when somebody asks again."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    page = long_haul_page(
        staying_of(viewer, family_id),
        closed_on=ground.family.closed_on,
        born=_born(ground),
        today=timezone.localdate(),
    )
    note_page(request, ground, ROOM.page)
    context = ROOM.context(
        ground,
        page=page,
        may_write=bool(may_with(viewer, Action.WRITE_PLAN, ground.family)),
        may_ask=bool(may_with(viewer, Action.ASK_AFTERWARDS, ground.family)),
    )
    return render_page(request, "long_haul/long_haul.html", context)


@require_safe
def paper(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The family's own paper of it: their words, no header, no worry."""
    ground = ground_of(request.viewer, family_id)
    agreed = staying_of(request.viewer, family_id).agreed
    if agreed:
        marks = marks_for_any_hand(request.viewer, family_id)
        agreed = leave_out(agreed, marks)[0]
    note_page(request, ground, "long_haul.paper")
    context = ROOM.context(
        ground, crumb="On paper", rows=rows_of(agreed) if agreed else ()
    )
    return render_page(request, "long_haul/paper.html", context)


@require_http_methods(WRITES)
def consent(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.ASK_AFTERWARDS)
    form = ConsentForm(posted(request), people=_people(request, ground))
    page = ROOM.asking(
        request, ground, title="May we ask how it stands?", at="asking",
        lead="After the end somebody rings at 3, 6 and 12 months and asks one thing: "
        "are your people still there?",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.write_consent(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def check_in(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.ASK_AFTERWARDS)
    form = CheckInForm(
        posted(request),
        people=_people(request, ground),
        month=month_of(request.GET.get("month", "")),
    )
    page = ROOM.asking(
        request, ground, title="Still standing?", at="heard",
        lead="Are the people who said they would stay still there? What is better, and "
        "what has changed?",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.write_check_in(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


def _people(request: ViewerRequest, ground: Ground) -> list[Member]:
    """The family and its people; a worker does not answer for them."""
    network = network_of(request.viewer, ground.family.pk)
    around = people_around(ground.people, network)
    return [one for one in around if one.worker_id is None]


def _born(ground: Ground) -> list[tuple[str, date]]:
    """The children whose birthday is known to the day."""
    children = {one.person_id for one in ground.people if one.is_child}
    return [
        (row.person.short_name, born.earliest)
        for row in ground.facts.members
        if row.person_id in children and (born := row.person.born) and born.is_exact
    ]
