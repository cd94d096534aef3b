"""Where a family's people live."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.people.actions.homes import hide_residence, show_residence
from kinfold.people.actions.homes import move as move_people
from kinfold.people.forms.family import MoveForm
from kinfold.people.selectors.hidden import person_to_show_again
from kinfold.platform.http import ViewerRequest
from kinfold.records.forms.family import ids_of
from kinfold.records.selectors.records import family_for, person_for
from kinfold.records.views.asking import Asking, ask, asking_family, member_choices
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


@require_http_methods(ASKS)
def move(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Where one or several of the family live, from a day on."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.EDIT_FAMILY)
    form = MoveForm(request.POST or None, people=member_choices(viewer, family))
    page = asking_family(
        viewer,
        family,
        title="Where do they live?",
        button="Save",
        lead="Choose everybody who lives there. Where they lived before is kept.",
    )
    return ask(
        request,
        form,
        page,
        lambda: move_people(
            family_id=family_id,
            person_ids=ids_of(form.cleaned_data["people"]),
            address=form.address(),
            kind=form.cleaned_data["kind"],
            started_on=form.cleaned_data["started_on"],
            household=form.cleaned_data["household"],
            by=viewer,
        ),
    )


@require_http_methods(ASKS)
def hide_home(
    request: ViewerRequest, person_id: UUID, residence_id: UUID
) -> HttpResponse:
    """Hide an address that was written down openly."""
    viewer = request.viewer
    person = person_for(viewer, person_id, Action.EDIT_FAMILY).person
    page = Asking(
        title=f"Hide where {person.short_name} lives",
        button="Hide this address",
        back_url=reverse("people:person", args=[person_id]),
        lead="It is sealed for this person and no search finds it. Others who live "
        "there keep it in the open: hide it for each of them too.",
        done="The address is hidden",
    )
    return ask(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        page,
        lambda: hide_residence(
            residence_id=residence_id, person_id=person_id, by=viewer
        ),
    )


@require_http_methods(ASKS)
def unhide_home(
    request: ViewerRequest, person_id: UUID, residence_id: UUID
) -> HttpResponse:
    """Write a hidden address down openly again. For managers."""
    viewer = request.viewer
    person = person_to_show_again(viewer, person_id)
    page = Asking(
        title=f"Show where {person.short_name} lives again",
        button="Show this address to everybody who opens the record",
        back_url=reverse("people:person", args=[person_id]),
        lead="Be sure that nobody is in danger by it. It is found by postcode again.",
        done="The address is shown again",
    )
    return ask(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        page,
        lambda: show_residence(
            residence_id=residence_id, person_id=person_id, by=viewer
        ),
    )
