"""Writing down what happened on an authority's road, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.journeys import event_actions as actions
from kinfold.journeys import policy, presenters, selectors
from kinfold.journeys.forms import EventForm, TakeEventBackForm
from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.http import ViewerRequest
from kinfold.records.views.asking import Asking, ask, settled

ASKED = ["GET", "HEAD", "POST"]


def _page(shown: selectors.JourneyShown, title: str, **said: Any) -> Asking:
    name = shown.place.authority.name
    url = reverse(
        "journeys:journey", args=[shown.place.programme_id, shown.place.authority_id]
    )
    crumbs = (Link("Journeys", reverse("journeys:home")), Link(name, url))
    return Asking(title=title, back_url=url, more={"breadcrumbs": crumbs}, **said)


@require_http_methods(ASKED)
def add(request: ViewerRequest, programme_id: UUID, journey_of: UUID) -> HttpResponse:
    shown = selectors.journey(request.viewer, programme_id, journey_of)
    insist(policy.may_keep(request.viewer, journey_of))
    form = EventForm(request.POST if request.method == "POST" else None)
    page = _page(
        shown,
        "Write down what happened",
        button="Put it on the road",
        lead=f"{shown.place.authority.name}. What Ofsted publishes, plans and "
        "gatherings in Kinfold come onto the road by themselves.",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_event(
            programme_id=programme_id,
            place=journey_of,
            told=actions.Happened(**form.cleaned_data),
            by=request.viewer,
        ),
    )


@require_http_methods(ASKED)
def take_back(
    request: ViewerRequest, programme_id: UUID, journey_of: UUID, road_event_id: UUID
) -> HttpResponse:
    shown = selectors.journey(request.viewer, programme_id, journey_of)
    insist(policy.may_keep(request.viewer, journey_of))
    event = shown.event(road_event_id)
    form = TakeEventBackForm(request.POST if request.method == "POST" else None)
    page = _page(
        shown,
        "Take it back",
        button="Take it back",
        lead=f"{presenters.event_words(event)}. It leaves the picture. What it said "
        "and why it is taken back stay to be read.",
    )
    ended = event.ended
    if ended and request.method != "POST":
        words = f"{ended.by_name} took it back already: {ended.why}"
        return settled(request, page, words)
    return ask(
        request,
        form,
        page,
        lambda: actions.take_event_back(
            programme_id=programme_id,
            place=journey_of,
            road_event_id=road_event_id,
            why=form.cleaned_data["why"],
            by=request.viewer,
        ),
    )
