"""Where a family's people live."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.people.actions.homes import move as move_people
from kinfold.people.forms.family import MoveForm
from kinfold.platform.http import ViewerRequest
from kinfold.records.forms.family import ids_of
from kinfold.records.selectors.records import family_for
from kinfold.records.views.asking import ask, asking_family, member_choices
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
