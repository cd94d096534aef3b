"""What somebody must not learn of somebody else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinfold.people.actions.separating import end_apart as write_end
from kinfold.people.actions.separating import keep_apart as write_apart
from kinfold.people.forms.separation import EndSeparationForm, SeparationForm
from kinfold.people.presenters.separations import separation_line
from kinfold.people.selectors.separations import among_my_families, separation_for
from kinfold.platform import audit
from kinfold.platform.http import ViewerRequest
from kinfold.records.forms.family import ids_of
from kinfold.records.presenters.words import named_with_age
from kinfold.records.selectors.records import people_known_to, person_for
from kinfold.records.views.asking import Asking, ask
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


@require_http_methods(ASKS)
def keep_apart(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Say of whom somebody must not learn. Every paper made for them keeps to it."""
    viewer, today = request.viewer, timezone.localdate()
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    name = record.person.short_name
    known = people_known_to(viewer).filter(pk__in=among_my_families(viewer, record))
    people = [(str(one.pk), named_with_age(one, today)) for one in known]
    form = SeparationForm(request.POST or None, name=name, people=people)
    audit.note_read(
        viewer, target=record.person, page="separation form", person_id=person_id
    )
    page = Asking(
        title=f"What must {name} not learn?",
        button="Save",
        back_url=reverse("people:person", args=[person_id]),
        lead=f"Copies, links and papers made for {name} then leave it out. What people "
        "wrote in their own words is not searched for names: read a copy through.",
        done=f"Kept from {name} from today",
    )

    def save() -> None:
        found = form.cleaned_data
        write_apart(
            person_id=person_id,
            about_ids=ids_of(found["others"]),
            kind=found["kind"],
            reason=found["reason"],
            is_both_ways=found["is_both_ways"],
            by=viewer,
        )

    return ask(request, form, page, save)


@require_http_methods(ASKS)
def end_apart(request: ViewerRequest, person_id: UUID, apart_id: UUID) -> HttpResponse:
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    row = separation_for(viewer, person_id, apart_id)
    form = EndSeparationForm(request.POST or None)
    audit.note_read(
        viewer, target=record.person, page="separation form", person_id=person_id
    )
    page = Asking(
        title="They may learn of it again",
        button="Save",
        back_url=reverse("people:person", args=[person_id]),
        lead=f"{separation_line(row).words} What was recorded is kept.",
    )

    def save() -> None:
        write_end(
            person_id=person_id,
            apart_id=apart_id,
            ended_on=form.cleaned_data["ended_on"],
            reason=form.cleaned_data["reason"],
            by=viewer,
        )

    return ask(request, form, page, save)
