"""Changing a family's record: who is in it, where they live, what service they have."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinfold.people.actions.allocating import allocate_family
from kinfold.people.actions.families import (
    add_member as join_family,
)
from kinfold.people.actions.families import (
    close_family,
    end_membership,
    rename_family,
    reopen_family,
)
from kinfold.people.actions.homes import move as move_people
from kinfold.people.actions.status import change_status as change
from kinfold.people.details import NewMember
from kinfold.people.errors import StaleVersion
from kinfold.people.forms.family import (
    AllocateForm,
    CloseForm,
    LeaveForm,
    MemberForm,
    MoveForm,
    PartForm,
    RenameForm,
    StatusForm,
    ids_of,
)
from kinfold.people.forms.people import ReasonForm
from kinfold.people.header import family_header
from kinfold.people.presenters.lists import match_lines
from kinfold.people.presenters.words import named_with_age
from kinfold.people.selectors.duplicates import likely_duplicates
from kinfold.people.selectors.family_page import members_of
from kinfold.people.selectors.lists import CHILD_PARTS, teams_with_workers
from kinfold.people.selectors.records import AnyFamily, family_for, person_for
from kinfold.people.views.asking import REFUSED, Asking, ask, show, with_version
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


def _asking(
    viewer: Viewer, family: AnyFamily, *, title: str, button: str, **more: Any
) -> Asking:
    """A form under the family's header, which names its people: a look at them."""
    audit.note_read(viewer, target=family, page="family form", family_id=family.pk)
    return Asking(
        title=title,
        button=button,
        back_url=reverse("people:family", args=[family.pk]),
        family_header=family_header(viewer, family),
        **more,
    )


def _people(
    viewer: Viewer, family: AnyFamily, *, children: bool = False
) -> list[tuple[str, str]]:
    today = timezone.localdate()
    return [
        (str(member.person_id), named_with_age(member.person, today))
        for member in members_of(viewer, family)
        if not children or member.part in CHILD_PARTS
    ]


@require_http_methods(ASKS)
def rename(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Call the family something else; two people at once see each other's words."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.EDIT_FAMILY)
    form = RenameForm(
        request.POST or None, initial={"name": family.name, "version": family.version}
    )
    page = _asking(viewer, family, title="Change the family's name", button="Save")
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
def add_member(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Somebody joins the family: known already, or new after a look for doubles."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.EDIT_FAMILY)
    known = request.GET.get("person", "")
    if known:
        return _add_known(request, family, known)
    form = MemberForm(request.POST or None)
    page = _asking(
        viewer,
        family,
        title="Add somebody to the family",
        button="Add them",
        done="They are in the family's record",
        template="people/add_member.html",
    )
    if request.method == "POST" and form.is_valid():
        if form.is_blank:
            form.add_error("given_names", "Enter at least one name")
            return show(request, form, page, status=REFUSED)
        if not form.cleaned_data["match"]:
            matches = likely_duplicates(viewer, form.details())
            audit.note_search(
                viewer,
                words=form.details().full_name,
                result_count=len(matches.matches),
            )
            if matches.matches or matches.has_restricted:
                page.more["lines"] = match_lines(
                    matches.matches, today=timezone.localdate()
                )
                page.more["has_restricted"] = matches.has_restricted
                return show(request, form, page, status=REFUSED)
    return ask(
        request,
        form,
        page,
        lambda: join_family(family_id=family_id, member=form.member(), by=viewer),
    )


def _add_known(request: ViewerRequest, family: AnyFamily, known: str) -> HttpResponse:
    viewer = request.viewer
    try:
        person_id = UUID(known)
    except ValueError:
        raise NotFound("person") from None
    person = person_for(viewer, person_id).person
    form = PartForm(request.POST or None)
    page = _asking(
        viewer,
        family,
        title=f"Add {person.full_name} to the family",
        button="Add them",
        done=f"{person.short_name} is in the family's record",
    )
    return ask(
        request,
        form,
        page,
        lambda: join_family(
            family_id=family.pk,
            member=NewMember(part=form.cleaned_data["part"], person_id=person_id),
            by=viewer,
        ),
    )


@require_http_methods(ASKS)
def leave(request: ViewerRequest, family_id: UUID, person_id: UUID) -> HttpResponse:
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.EDIT_FAMILY)
    person = person_for(viewer, person_id).person
    form = LeaveForm(request.POST or None)
    page = _asking(
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
def move(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Where one or several of the family live, from a day on."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.EDIT_FAMILY)
    form = MoveForm(request.POST or None, people=_people(viewer, family))
    page = _asking(
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
def change_status(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """What service one or several children have, from a day on."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.CHANGE_STATUS)
    children = _people(viewer, family, children=True)
    form = StatusForm(
        request.POST or None,
        children=children,
        initial={"children": [pk for pk, _ in children]},
    )
    page = _asking(
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
    holders = [
        (
            team.name,
            [
                (str(team.pk), f"{team.name}, no worker yet"),
                *((f"{team.pk}:{w.pk}", w.name) for w in workers),
            ],
        )
        for team, workers in teams_with_workers(viewer)
    ]
    form = AllocateForm(
        request.POST or None,
        holders=holders,
        initial={"started_on": timezone.localdate()},
    )
    page = _asking(
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
def close(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.CHANGE_STATUS)
    form = CloseForm(request.POST or None, initial={"closed_on": timezone.localdate()})
    page = _asking(
        viewer,
        family,
        title="Close the record",
        button="Close the record",
        lead="The family's copy stays theirs, and the record can be opened again.",
        done="The record is closed",
    )
    return ask(
        request,
        form,
        page,
        lambda: close_family(
            family_id=family_id,
            closed_on=form.cleaned_data["closed_on"],
            reason=form.cleaned_data["reason"],
            by=viewer,
        ),
    )


@require_http_methods(ASKS)
def reopen(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.CHANGE_STATUS)
    form = ReasonForm(request.POST or None)
    page = _asking(
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
