"""Adding somebody to a family: known already, or new after a look for doubles."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinfold.finding.actions.adding import add_member as join_family
from kinfold.finding.details import NewMember
from kinfold.finding.forms.adding import MemberForm, PartForm
from kinfold.finding.presenters import match_lines
from kinfold.finding.selectors.duplicates import likely_duplicates
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.records.selectors.records import AnyFamily, family_for, person_for
from kinfold.records.views.asking import REFUSED, ask, asking_family, leave, show
from kinfold_core.access import Action

ASKS = ["GET", "HEAD", "POST"]


@require_http_methods(ASKS)
def add_member(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Somebody joins the family: known already, or new after a look for doubles."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.EDIT_FAMILY)
    known = request.GET.get("person", "")
    if known:
        return _add_known(request, family, known)
    form = MemberForm(request.POST or None)
    page = asking_family(
        viewer,
        family,
        title="Add somebody to the family",
        button="Add them",
        done="They are in the family's record",
        template="finding/add_member.html",
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
    joined: list[UUID] = []

    def save() -> None:
        member = join_family(family_id=family_id, member=form.member(), by=viewer)
        joined.append(member.person_id)

    response = ask(request, form, page, save)
    url = _say_the_tie(request, joined)
    return leave(request, url) if url else response


def _say_the_tie(request: ViewerRequest, joined: list[UUID]) -> str:
    """Where somebody who was added from a picture says what they are to whom."""
    code, other = request.GET.get("as", ""), request.GET.get("with", "")
    if not (joined and code and other):
        return ""
    asked = {"as": code, "with": other, "picture": request.GET.get("picture", "")}
    return f"{reverse('people:relate', args=[joined[0]])}?{urlencode(asked)}"


def _add_known(request: ViewerRequest, family: AnyFamily, known: str) -> HttpResponse:
    viewer = request.viewer
    try:
        person_id = UUID(known)
    except ValueError:
        raise NotFound("person") from None
    person = person_for(viewer, person_id).person
    form = PartForm(request.POST or None)
    page = asking_family(
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
