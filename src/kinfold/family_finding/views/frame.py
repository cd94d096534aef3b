"""What every page of Family Finding has around it, and how each form is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse

from kinfold.family_finding.holding import At
from kinfold.family_finding.presenters.parts import named, part_url, parts_of
from kinfold.family_finding.selectors.episodes import episode_of
from kinfold.networks.views.frame import Room
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page
from kinfold.records.afterwards import hears_who_stays
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import Asking, ask
from kinfold_core.access import Action
from kinfold_core.practice.family_finding.rows import EpisodeRow, FoundRow

ROOM = Room(
    home="family_finding:finding",
    label="Family Finding",
    page="family_finding.page",
    form="family_finding.form",
    tab=NETWORK_TAB,
)


@dataclass(frozen=True, slots=True)
class Here:
    """The family and the episode that a page is about."""

    ground: Ground
    episode: EpisodeRow

    def person(self, found_id: UUID) -> FoundRow:
        found = self.episode.person(found_id)
        if found is None:
            raise NotFound("person who was found")
        return found

    def at(self, found_id: UUID | None = None) -> At:
        return At(self.ground.family.pk, self.episode.id, found_id)


def open_to_write(
    request: ViewerRequest,
    family_id: UUID,
    episode_id: UUID,
    *,
    action: Action = Action.WRITE_NETWORK,
) -> Here:
    """The episode of a form. One that has ended is said so when it is sent."""
    ground = ground_of(request.viewer, family_id, action)
    return Here(ground, episode_of(request.viewer, family_id, episode_id))


def show_part(
    request: ViewerRequest,
    family_id: UUID,
    episode_id: UUID,
    part: str,
    make: Callable[[EpisodeRow], Any],
    *,
    read: Callable[..., EpisodeRow] = episode_of,
) -> HttpResponse:
    """A page of one episode: `part` names it and its template, `make` what it shows."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    episode = read(viewer, family_id, episode_id)
    page = make(episode)
    note_page(request, ground, ROOM.page)
    may_write = bool(may_with(viewer, Action.WRITE_NETWORK, ground.family))
    context = ROOM.context(
        ground,
        page=page,
        episode=episode,
        parts=parts_of(family_id, episode, part),
        may_write=may_write and episode.is_running,
        may_ask_again=bool(
            may_with(viewer, hears_who_stays(ground.family), ground.family)
        ),
    )
    template = f"{named(part).replace(':', '/')}.html"
    return render_page(request, template, context)


def asking(
    request: ViewerRequest, here: Here, part: str, title: str, **more: Any
) -> Asking:
    """A form that comes back to the page of `part`, to the place `at` on it."""
    at = more.pop("at", "")
    page = ROOM.asking(request, here.ground, title=title, **more)
    url = part_url(here.ground.family.pk, here.episode, part)
    return replace(page, back_url=f"{url}#{at}" if at else url)


def write(
    request: ViewerRequest,
    here: Here,
    form: Form,
    page: Asking,
    action: Callable[..., object],
    *,
    found_id: UUID | None = None,
    **more: Any,
) -> HttpResponse:
    """Ask, and on POST tell the action what the form learned."""
    return ask(
        request,
        form,
        page,
        lambda: action(
            at=here.at(found_id),
            details=form.details,  # type: ignore[attr-defined]
            by=request.viewer,
            **more,
        ),
    )
