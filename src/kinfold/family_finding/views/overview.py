"""The first page of Family Finding: each child's steps; beginning and ending."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.family_finding import actions
from kinfold.family_finding.forms.episode import (
    BeginForm,
    ChangeForm,
    CloseForm,
    StageForm,
)
from kinfold.family_finding.presenters.overview import overview_cards
from kinfold.family_finding.selectors import episodes_of, stage_of
from kinfold.family_finding.views.frame import ROOM, Here, open_to_write, write
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import Asking, ask
from kinfold_core.access import Action


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    ground = ground_of(viewer, family_id)
    cards = overview_cards(
        family_id, episodes_of(viewer, family_id), today=timezone.localdate()
    )
    note_page(request, ground, ROOM.page)
    may_write = bool(may_with(viewer, Action.WRITE_NETWORK, ground.family))
    context = ROOM.context(ground, cards=cards, may_write=may_write)
    return render_page(request, "family_finding/finding.html", context)


@require_http_methods(WRITES)
def begin(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    form = BeginForm(posted(request), people=ground.people, me=request.viewer.name)
    page = ROOM.asking(
        request, ground, title="Whose people do you look for?", button="Begin",
        lead="Every child has family and friends who can be found. The child says how "
        "far you go.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.begin_episode(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def change(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    form = ChangeForm(posted(request), standing=here.episode)
    page = _page(request, here, title=f"Family Finding for {here.episode.child_name}")
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.change_episode(
            at=here.at(),
            details=form.details,
            version=form.cleaned_data["version"] or 1,
            by=request.viewer,
        ),
        differs=form.differs,
    )


@require_http_methods(WRITES)
def set_stage(
    request: ViewerRequest, family_id: UUID, episode_id: UUID
) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    form = StageForm(posted(request), standing=stage_of(request.viewer, episode_id))
    page = _page(
        request, here, title="Set the stage",
        lead="Safety comes before names. Nobody is reached for until this is done.",
    )  # fmt: skip
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.set_stage(
            at=here.at(), details=form.details, was=form.was, by=request.viewer
        ),
        differs=form.differs,
        stamp=lambda standing: str(standing.pk),
    )


@require_http_methods(WRITES)
def end(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    form = CloseForm(posted(request))
    page = _page(
        request, here, title=f"Family Finding for {here.episode.child_name} ends",
        button="End it",
        lead="Everything stays readable, and it can begin again.",
    )  # fmt: skip
    return write(request, here, form, page, actions.close_episode)


def _page(request: ViewerRequest, here: Here, **more: str) -> Asking:
    at = f"episode-{here.episode.id}"
    return ROOM.asking(request, here.ground, at=at, **more)
