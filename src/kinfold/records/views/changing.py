"""Changing a family's record: its name, who works with it, what service it has."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinfold.platform.http import ViewerRequest
from kinfold.records.actions.allocating import allocate_family
from kinfold.records.actions.families import (
    end_membership,
    rename_family,
    reopen_family,
)
from kinfold.records.actions.status import change_status as change
from kinfold.records.errors import StaleVersion
from kinfold.records.forms.family import (
    AllocateForm,
    LeaveForm,
    ReasonForm,
    RenameForm,
    StatusForm,
    ids_of,
)
from kinfold.records.presenters.lists import load_words
from kinfold.records.selectors.lists import held_counts, teams_with_workers
from kinfold.records.selectors.records import family_for, person_for
from kinfold.records.views.asking import (
    ask,
    asking_family,
    member_choices,
    show,
    with_version,
)
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


@require_http_methods(ASKS)
def rename(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Call the family something else; two people at once see each other's words."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.EDIT_FAMILY)
    form = RenameForm(
        request.POST or None, initial={"name": family.name, "version": family.version}
    )
    page = asking_family(
        viewer, family, title="Change the family's name", button="Save"
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: rename_family(
                family_id=family_id,
                name=form.cleaned_data["name"],
                version=form.cleaned_data["version"],
                by=viewer,
            ),
        )
    except StaleVersion as error:
        typed = form.cleaned_data["name"]
        form.data = with_version(form.data, error.current.version)
        page.more["conflict"] = [("Name", error.current.name, typed)]
        return show(request, form, page, status=409)


@require_http_methods(ASKS)
def leave(request: ViewerRequest, family_id: UUID, person_id: UUID) -> HttpResponse:
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.EDIT_FAMILY)
    person = person_for(viewer, person_id).person
    form = LeaveForm(request.POST or None)
    page = asking_family(
        viewer,
        family,
        title=f"{person.short_name} is no longer part of this family's record",
        button="Save",
        lead="Everything recorded so far stays. They can be added again.",
    )
    return ask(
        request,
        form,
        page,
        lambda: end_membership(
            family_id=family_id,
            person_id=person_id,
            left_on=form.cleaned_data["left_on"],
            by=viewer,
        ),
    )


@require_http_methods(ASKS)
def change_status(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What service one or several children have, from a day on."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.CHANGE_STATUS)
    children = member_choices(viewer, family, children=True)
    form = StatusForm(
        request.POST or None,
        children=children,
        initial={"children": [pk for pk, _ in children]},
    )
    page = asking_family(
        viewer,
        family,
        title="Change service",
        button="Save",
        lead="Each child has a history of their own. Untick those it is not about.",
    )
    return ask(
        request,
        form,
        page,
        lambda: change(
            family_id=family_id,
            child_ids=ids_of(form.cleaned_data["children"]),
            status=form.cleaned_data["status"],
            started_on=form.cleaned_data["started_on"],
            keeps_others=form.cleaned_data["keeps_others"],
            reason=form.cleaned_data["reason"],
            by=viewer,
        ),
    )


@require_http_methods(ASKS)
def allocate(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Who works with the family: a team, and one of the people who can hold it."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.ALLOCATE_FAMILY)
    held = held_counts(viewer)
    holders = [
        (
            team.name,
            [
                (str(team.pk), f"{team.name}, no worker yet"),
                *(
                    (f"{team.pk}:{w.pk}", load_words(w.name, held.get(w.pk, 0)))
                    for w in workers
                ),
            ],
        )
        for team, workers in teams_with_workers(viewer)
    ]
    form = AllocateForm(
        request.POST or None,
        holders=holders,
        initial={"started_on": timezone.localdate()},
    )
    page = asking_family(
        viewer, family, title="Allocate the family", button="Allocate", done="Allocated"
    )

    def save() -> None:
        team_id, worker_id = form.ids()
        allocate_family(
            family_id=family_id,
            team_id=team_id,
            worker_id=worker_id,
            started_on=form.cleaned_data["started_on"],
            by=viewer,
        )

    return ask(request, form, page, save)


@require_http_methods(ASKS)
def reopen(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.CHANGE_STATUS)
    form = ReasonForm(request.POST or None)
    page = asking_family(
        viewer,
        family,
        title="Reopen the record",
        button="Reopen the record",
        lead="Work goes on where it stopped: nobody starts from nothing.",
        done="The record is open again",
    )
    return ask(
        request,
        form,
        page,
        lambda: reopen_family(
            family_id=family_id, reason=form.cleaned_data["reason"], by=viewer
        ),
    )
