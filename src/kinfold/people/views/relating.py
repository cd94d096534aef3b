"""Who people are to each other."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinfold.people.actions.relationships import (
    ConfirmFirst,
    TieDetails,
    end_relationship,
)
from kinfold.people.actions.relationships import relate as write_ties
from kinfold.people.forms.family import EndTieForm, RelateForm
from kinfold.people.presenters.ties import is_couple_tie, tie_sentences
from kinfold.people.selectors.parts import tie_for
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.forms.family import ids_of
from kinfold.records.presenters.words import named_with_age
from kinfold.records.selectors.members import members_of
from kinfold.records.selectors.records import PersonRecord, people_known_to, person_for
from kinfold.records.views.asking import Asking, ask
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


def id_in(text: str) -> UUID | None:
    """An id from an address, None when there is none.

    Raises:
        NotFound: there is something, and it is no id.
    """
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("person") from None


def back_url(request: ViewerRequest, record: PersonRecord) -> str:
    """Where to go on: the person's page, or the family picture that led here.

    The picture belongs to a domain above this one, so its address is text.
    """
    family_id = id_in(request.GET.get("picture", ""))
    if family_id in {family.pk for family in record.families}:
        return reverse("family_picture:picture", args=[family_id])
    return reverse("people:person", args=[record.person.pk])


@require_http_methods(ASKS)
def relate(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Say what one person is to others: one, or brothers and sisters at once."""
    viewer = request.viewer
    record = person_for(viewer, person_id, Action.EDIT_FAMILY)
    name = record.person.short_name
    chosen = id_in(request.GET.get("with", ""))
    people = _choices(viewer, record, chosen)
    form = RelateForm(
        request.POST or None,
        name=name,
        people=people,
        initial={
            "code": request.GET.get("as", ""),
            "others": [str(chosen)] if chosen else [],
        },
    )
    page = Asking(
        title=f"What is {name} to others?",
        button="Save",
        back_url=back_url(request, record),
        lead="It is kept once and reads both ways: a grandmother has a grandchild.",
        template="people/relate.html",
        more={"person": record.person, "is_alone": not people},
    )

    def save() -> None:
        found = form.cleaned_data
        try:
            write_ties(
                person_id=person_id,
                other_ids=ids_of(found["others"]),
                details=TieDetails(
                    code=found["code"],
                    side=found["side"],
                    certainty=found["certainty"],
                    has_parental_responsibility=found["has_parental_responsibility"],
                    started_on=found["started_on"],
                ),
                is_confirmed=found["is_confirmed"],
                by=viewer,
            )
        except ConfirmFirst:
            page.more["asks_to_confirm"] = True
            raise

    return ask(request, form, page, save)


def _choices(
    viewer: Viewer, record: PersonRecord, chosen: UUID | None
) -> list[tuple[str, str]]:
    """Everybody in the person's families, and somebody found by searching."""
    today = timezone.localdate()
    people = {
        member.person_id: member.person
        for family in record.families
        for member in members_of(viewer, family)
    }
    if chosen:
        other = people_known_to(viewer).filter(pk=chosen).first()
        if other is None:
            raise NotFound("person")
        people[other.pk] = other
    people.pop(record.person.pk, None)
    return [(str(pk), named_with_age(one, today)) for pk, one in people.items()]


@require_http_methods(ASKS)
def end_tie(request: ViewerRequest, person_id: UUID, tie_id: UUID) -> HttpResponse:
    viewer = request.viewer
    person_for(viewer, person_id, Action.EDIT_FAMILY)
    tie = tie_for(viewer, person_id, tie_id)
    is_couple = is_couple_tie(tie)
    form = EndTieForm(request.POST or None, is_couple=is_couple)
    page = Asking(
        title="This is no longer so",
        button="Save",
        back_url=reverse("people:person", args=[person_id]),
        lead="; ".join(tie_sentences(tie)) + ". What was recorded is kept.",
    )
    return ask(
        request,
        form,
        page,
        lambda: end_relationship(
            relationship_id=tie_id,
            person_id=person_id,
            ended_on=form.cleaned_data["ended_on"],
            ended_how=form.cleaned_data.get("ended_how", ""),
            by=viewer,
        ),
    )
