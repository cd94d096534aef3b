"""The workshops, one of them as its facilitator runs it, and what the room sees."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.qr import qr_code
from kinfold.records.errors import CannotDo
from kinfold.workshops import actions, policy, presenters, selectors
from kinfold.workshops.selectors import WorkshopShown
from kinfold.workshops.views.frame import crumbs, url_of
from kinfold_core.people.dates import day_in_words

NOTHING_NEW = 204


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    context = {
        "programmes": selectors.open_programmes(viewer),
        "workshops": [
            (row, day_in_words(row.held_on), has_journal)
            for row, has_journal in selectors.workshops(viewer)
        ],
        "may_run": bool(policy.may_run(viewer)),
    }
    return render_page(request, "workshops/home.html", context)


@require_safe
def workshop(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.shown(viewer, workshop_id)
    row = shown.row
    context = {
        **_live(request, shown, "run"),
        "day": day_in_words(row.held_on),
        "date": selectors.date_of(viewer, row),
        "minutes": sum(one.row.minutes for one in shown.items),
        "actions": presenters.actions_table(shown, timezone.localdate()),
        "undone": [one for one in shown.actions if not one.done_on],
        "may_tell": bool(policy.may_tell(viewer, viewer.authority_id))
        and viewer.authority_id in {one.pk for one in shown.places},
        "breadcrumbs": crumbs(row.title, row.pk),
    }
    return render_page(request, "workshops/workshop.html", context)


@require_safe
def live(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    """What the room says now; an empty answer when that is on the page already."""
    way = "screen" if request.GET.get("way") == "screen" else "run"
    shown = selectors.shown(request.viewer, workshop_id)
    context = _live(request, shown, way)
    if request.GET.get("seen") == context["seen"]:
        return HttpResponse(status=NOTHING_NEW)
    return render_page(request, "workshops/_partials/live.html", context)


@require_safe
def screen(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    """For the wall: how to join, and what is on."""
    insist(policy.may_run(request.viewer))
    shown = selectors.shown(request.viewer, workshop_id)
    context = _live(request, shown, "screen")
    return render_page(request, "workshops/screen.html", context)


@require_POST
def turn(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    """Open or close the workshop, or put an item to the room."""
    viewer, what = request.viewer, request.POST.get("what", "")
    selectors.workshop(viewer, workshop_id)
    insist(policy.may_run(viewer))
    try:
        _turn(what, request.POST.get("item", ""), workshop_id, request)
    except CannotDo as error:
        messages.error(request, error.message)
    back = "workshops:screen" if request.POST.get("back") == "screen" else ""
    return HttpResponseRedirect(
        reverse(back, args=[workshop_id]) if back else url_of(workshop_id)
    )


def _turn(what: str, item: str, workshop_id: UUID, request: ViewerRequest) -> None:
    by = request.viewer
    whole = {"open": actions.open_workshop, "close": actions.close_workshop}
    single = {"open-item": actions.open_item, "close-item": actions.close_item}
    if what in whole:
        whole[what](workshop_id=workshop_id, by=by)
        return
    try:
        item_id = UUID(item)
    except ValueError:
        item_id = UUID(int=0)
    if what not in single:
        raise CannotDo("Nothing was changed. Press one of the buttons of this page")
    single[what](workshop_id=workshop_id, item_id=item_id, by=by)


def join_address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("workshops:phone", args=[code]))


def _live(request: ViewerRequest, shown: WorkshopShown, way: str) -> dict[str, Any]:
    row = shown.row
    cards = presenters.cards(shown)
    on = [one for one in cards if one.row.state == "open"]
    context: dict[str, Any] = {
        "row": row,
        "shown": shown,
        "way": way,
        "cards": on if way == "screen" else cards,
        "is_open": policy.is_open(row.state, row.open_until, timezone.now()),
        "may_run": bool(policy.may_run(request.viewer)),
        "devices": presenters.one_or_many(
            shown.devices, "telephone has joined", "telephones have joined"
        ),
    }
    # one can join from the page itself, before anything is on
    address = join_address(request, row.code)
    context["address"] = address.removeprefix("https://").removeprefix("http://")
    context["enter"] = context["address"].removesuffix(f"{row.code}/")
    context["qr"] = qr_code(address, said=f"Opens {context['address']}")
    inside = render_to_string("workshops/_partials/inside.html", context, request)
    context["inside"] = inside
    context["seen"] = hashlib.sha256(_steady(inside).encode()).hexdigest()[:16]
    return context


def _steady(inside: str) -> str:
    """Without the tokens of the forms, which differ each time."""
    return "".join(
        line for line in inside.splitlines() if "csrfmiddlewaretoken" not in line
    )
