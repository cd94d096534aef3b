"""What one person of the network carries, for their own hands: on a page, on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from kinfold.child_words.selectors.papers import papers_for
from kinfold.commitments.selectors import commitments_of
from kinfold.copies.pdf import render_copy
from kinfold.copies.presenters.family_copy import FamilyCopy
from kinfold.copies.presenters.parts import say_private
from kinfold.copies.selectors import between_people, may_not_know, standing_beside
from kinfold.networks.selectors import blocks_of
from kinfold.networks.views.frame import Room
from kinfold.own_copies.forms import MemberForm
from kinfold.own_copies.presenters import (
    MemberCopy,
    member_copy,
    offered_too,
    told_too,
    whom_of,
    with_told,
)
from kinfold.people.selectors.contact import not_safe
from kinfold.people.selectors.private_words import (
    NOBODY_KNOWN,
    marks_kept_from,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.platform.our_words import OurWords, our_words
from kinfold.platform.viewer import Viewer
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page
from kinfold.records.presenters.tabs import NETWORK_TAB
from kinfold.records.selectors import may_with
from kinfold_core.access import Action
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.network import NetworkPerson

IN_NETWORK = Room(
    home=NETWORK_TAB,
    label="Network",
    page="own_copies.member_copy",
    form="own_copies.member_copy",
    tab=NETWORK_TAB,
)


@dataclass(frozen=True, slots=True)
class _Theirs:
    """Somebody of the network, the copy that was asked for, and any caution."""

    ground: Ground
    person: NetworkPerson
    asked: MemberForm
    made: MemberCopy
    is_not_safe: bool
    may_not_know: bool


@require_safe
def show(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    return _show(request, _theirs(request, family_id, member_id))


@require_safe
@limited("papers", per_minute=30)
def pdf(plain_request: HttpRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    """A4; `?print=large` for large print."""
    request = cast(ViewerRequest, plain_request)
    theirs = _theirs(request, family_id, member_id)
    if theirs.asked.errors or theirs.made.copy.is_empty:
        return _show(request, theirs)
    is_large = request.GET.get("print") == "large"
    page = f"own_copies.member_copy_pdf{'_large' if is_large else ''}"
    note_page(request, theirs.ground, page, theirs.asked.why)
    response = HttpResponse(
        render_copy(theirs.made.copy, is_large=is_large), content_type="application/pdf"
    )
    name = slugify(f"my part {theirs.ground.family.reference}")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _theirs(request: ViewerRequest, family_id: UUID, member_id: UUID) -> _Theirs:
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.SHARE_FAMILY_COPY)
    standing = standing_beside(viewer, family_id)
    person = standing.network.person(member_id)
    if person is None or not person.is_here:
        raise NotFound("somebody of the network")
    me = person.who.person_id or NOBODY_KNOWN
    names = {one.person_id: one.name for one in ground.people if one.person_id}
    between = between_people(viewer, names | {me: person.name}).get(me, {})
    # a commitment names whoever comes instead: never to somebody kept apart from them
    blocks = blocks_of(viewer, family_id)
    living, whom = living_map(viewer, family_id), whom_of(person, between)

    def told(our: OurWords) -> FamilyCopy:
        return told_too(
            ground, standing, living, whom, our, heard=person.heard, now=timezone.now()
        )

    asked = MemberForm(request.GET, offered=offered_too(told(our_words())))
    made = member_copy(
        ground,
        person,
        standing,
        asked.chosen_language,
        today=timezone.localdate(),
        phone=asked.phone_to_print,
        commitments=[
            row
            for row in commitments_of(viewer, family_id)
            if not blocks.stand_between(row.member_id, row.backup_id)
        ],
        between=between,
    )
    marks = marks_kept_from(viewer, names.keys(), {me: frozenset(between)})
    copy = with_told(made.copy, told(asked.chosen_language), asked.chosen_also)
    copy, private = leave_out(copy, marks)
    made = MemberCopy(copy, (*made.left_out, *say_private(private)))
    known = [key for key in [person.who.person_id] if key]
    is_apart = may_not_know(viewer, ground, person.who.person_id)
    return _Theirs(ground, person, asked, made, bool(not_safe(viewer, known)), is_apart)


def _child_papers(viewer: Viewer, theirs: _Theirs) -> tuple[tuple[str, UUID, str], ...]:
    """The doors to a child's papers for them, for whoever may give one."""
    if not may_with(viewer, Action.WRITE_NETWORK, theirs.ground.family):
        return ()
    person = theirs.person
    return papers_for(
        viewer, theirs.ground, member_id=person.id, person_id=person.who.person_id
    )


def _show(request: ViewerRequest, theirs: _Theirs) -> HttpResponse:
    note_page(request, theirs.ground, IN_NETWORK.page, theirs.asked.why)
    context = IN_NETWORK.context(
        theirs.ground,
        crumb=f"For {theirs.person.name}",
        person=theirs.person,
        asked=theirs.asked,
        copy=theirs.made.copy,
        left_out=theirs.made.left_out,
        is_not_safe=theirs.is_not_safe,
        may_not_know=theirs.may_not_know,
        child_papers=_child_papers(request.viewer, theirs),
    )
    return render_page(
        request,
        "own_copies/own_copy.html",
        context,
        status=422 if theirs.asked.errors else 200,
    )
