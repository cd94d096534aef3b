"""The pictures of places and people, and the questions they are made from."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.belonging import actions
from kinfold.belonging.forms.pictures import ConnectionsForm, PlacesForm
from kinfold.belonging.presenters.pictures_page import pictures_page
from kinfold.belonging.selectors import connections_of, places_of, trees_of
from kinfold.family_finding.views.frame import asking, open_to_write, show_part, write
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES

PAGE = "belonging:pictures"


@require_safe
def show(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    viewer = request.viewer
    return show_part(
        request, family_id, episode_id, PAGE,
        lambda episode: pictures_page(
                episode,
                connections_of(viewer, episode_id),
                places_of(viewer, episode_id),
                trees_of(viewer, episode_id),
            ),
    )  # fmt: skip


@require_http_methods(WRITES)
def places(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    form = PlacesForm(posted(request), episode=here.episode)
    page = asking(
        request, here, PAGE, "Where have you lived, and who was there?",
        lead="The child tells it and holds the pen. What is good comes first; the "
        "child may stop at any time.", at="places",
    )  # fmt: skip
    return write(request, here, form, page, actions.draw_places)


@require_http_methods(WRITES)
def connections(
    request: ViewerRequest, family_id: UUID, episode_id: UUID
) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    drawn = connections_of(request.viewer, episode_id)
    form = ConnectionsForm(posted(request), last=drawn[-1] if drawn else None)
    page = asking(
        request, here, PAGE, "Who are your people?",
        lead="As the child sees it today. Each picture is kept; a new one stands "
        "beside it.",
    )  # fmt: skip
    return write(request, here, form, page, actions.draw_connections)
