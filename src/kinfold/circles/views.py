"""The circles around the children, and beside them what stays with the worker."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.circles import actions
from kinfold.circles.forms import ObjectForm, PlaceForm, TryForm
from kinfold.circles.presenters import (
    card_for,
    card_rows,
    circles_page,
    not_to_look,
    object_cards,
    object_differences,
)
from kinfold.circles.selectors import objects_of, places_of
from kinfold.networks.forms import MemberForm
from kinfold.networks.presenters.people import people_around
from kinfold.networks.selectors import network_of, refusals_of
from kinfold.networks.views.frame import Room, ask_again_if_stale
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform.errors import NotFound
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
from kinfold_core.practice.circles import PlaceRow
from kinfold_core.practice.living_map import Member
from kinfold_core.practice.network import MemberDetails

ROOM = Room(
    home="circles:circles",
    label="Circles",
    page="circles.circles",
    form="circles.form",
    tab=NETWORK_TAB,
)
OBJECTS = Room(
    home="circles:objects",
    label="Safety object",
    page="circles.page",
    form="circles.form",
    tab=NETWORK_TAB,
    under=ROOM.home,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    page = circles_page(
        family_id,
        places_of(viewer, family_id),
        network_of(viewer, family_id),
        [one.name for one in ground.people if one.is_child],
        refusals_of(viewer, family_id),
        then=_day(request.GET.get("then", "")),
    )
    note_page(request, ground, ROOM.page)
    context = ROOM.context(ground, page=page, may_write=_may(request, ground))
    return render_page(request, "circles/circles.html", context)


@require_http_methods(WRITES)
def place(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    of = request.GET.get("of", "")
    rows = places_of(request.viewer, family_id)
    standing = next((row for row in rows if str(row.id) == of), None)
    form = PlaceForm(
        posted(request), people=_people(request, ground), standing=standing
    )
    page = ROOM.asking(
        request, ground, title="Where does somebody stand?",
        lead="A parent or a child says it. Nobody is told anything by being placed.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.place(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def add_member(request: ViewerRequest, family_id: UUID, place_id: UUID) -> HttpResponse:
    """Somebody of a circle goes into the network. What they know is asked there."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    row = _place(request, family_id, place_id)
    form = MemberForm(
        posted(request),
        people=[one for one in ground.people if one.is_family],
        standing=MemberDetails(who=row.who),
    )
    page = ROOM.asking(
        request, ground, title=f"{row.who.name} in the network", button="Add them",
        lead="They were found in the circles. What they have been told is written down "
        "in the network, when they are told.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.to_network(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_safe
def objects(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """For the worker alone: on no copy, no link and no other page."""
    ground = ground_of(request.viewer, family_id)
    viewer = request.viewer
    rows, noes = objects_of(viewer, family_id), refusals_of(viewer, family_id)
    cards = object_cards(family_id, rows, noes)
    note_page(request, ground, OBJECTS.page)
    context = OBJECTS.context(ground, cards=cards, may_write=_may(request, ground))
    return render_page(request, "circles/objects.html", context)


@require_http_methods(WRITES)
def keep_object(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    here = network_of(request.viewer, family_id).here
    form = ObjectForm(
        posted(request),
        people=ground.people,
        members=[(str(one.id), one.name) for one in here],
        standing=objects_of(request.viewer, family_id),
    )
    page = OBJECTS.asking(
        request, ground, title="A safety object",
        lead="The child moves it, and somebody asks them alone. It works only while "
        "whoever they are afraid of does not know.",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.keep_object(
            family_id=family_id, details=form.details, seen=form.seen, by=request.viewer
        ),
        differs=lambda standing: object_differences(
            standing,
            form.details,
            [one.name for one in here if one.id in form.details.lookers],
        ),
        stamp=lambda standing: f"{form.cleaned_data['version']} {standing.pk}",
    )


@require_http_methods(WRITES)
def try_object(
    request: ViewerRequest, family_id: UUID, object_id: UUID
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    here = {one.id for one in objects_of(request.viewer, family_id)}
    # one that was replaced meanwhile: what was typed comes back with why
    if object_id not in here and request.method != "POST":
        raise NotFound("safety object")
    form = TryForm(posted(request))
    page = OBJECTS.asking(request, ground, title="It was tried out")
    return ask(
        request,
        form,
        page,
        lambda: actions.write_try(
            family_id=family_id,
            object_id=object_id,
            by=request.viewer,
            **form.cleaned_data,
        ),
    )


@require_safe
def object_card(
    request: ViewerRequest, family_id: UUID, object_id: UUID, member_id: UUID
) -> HttpResponse:
    """The card of one who looks. Nobody else has one."""
    ground = ground_of(request.viewer, family_id)
    found = card_for(objects_of(request.viewer, family_id), object_id, member_id)
    if found is None:
        raise NotFound("card")
    looker, one = found
    why_not = refusals_of(request.viewer, family_id).open_on(looker.as_who)
    marks = marks_for_any_hand(request.viewer, family_id)
    row, left_out = leave_out(one, marks)
    note_page(request, ground, OBJECTS.page)
    context = OBJECTS.context(
        ground,
        crumb="A card",
        name=looker.who.name,
        child=one.child_name,
        why_not=not_to_look(looker, why_not),
        rows=card_rows(row),
        left_out=left_out,
    )
    return render_page(request, "circles/card.html", context)


def _people(request: ViewerRequest, ground: Ground) -> list[Member]:
    around = people_around(ground.people, network_of(request.viewer, ground.family.pk))
    return [one for one in around if one.worker_id is None]


def _place(request: ViewerRequest, family_id: UUID, place_id: UUID) -> PlaceRow:
    for row in places_of(request.viewer, family_id):
        if row.id == place_id:
            return row
    raise NotFound("place in the circles")


def _may(request: ViewerRequest, ground: Ground) -> bool:
    return bool(may_with(request.viewer, Action.WRITE_NETWORK, ground.family))


def _day(text: str) -> date | None:
    """The day to compare with; none when it is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
