"""Making a link on which somebody answers, and a paper on which they sign."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.commitments import actions
from kinfold.commitments.details import NewAskLink
from kinfold.commitments.forms import AskLinkForm
from kinfold.commitments.presenters.asked import asked_words
from kinfold.commitments.views.desk import ROOM, Desk, desk_of
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.our_words import our_words, our_words_or_english
from kinfold.platform.qr import qr_code
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED, add_error, show
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.network import NetworkPerson


@require_http_methods(WRITES)
def make(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    """The link is told once, on the page that answers the form."""
    desk, person = _open(request, family_id, member_id)
    form = AskLinkForm(posted(request))
    page = ROOM.asking(
        request, desk.ground, title=f"A link on which {person.name} answers",
        button="Make the link",
        lead="They read what they are asked, and answer on their own telephone. "
        "Nothing else can be reached from it.",
    )  # fmt: skip
    page.more["draft"] = None
    if form.is_bound and form.is_valid():
        try:
            link = actions.make_ask_link(
                family_id=family_id,
                member_id=member_id,
                details=form.details,
                by=request.viewer,
            )
        except CannotDo as error:
            add_error(form, error)
        else:
            return _made(request, desk, link)
    return show(request, form, page, status=REFUSED if form.errors else 200)


@require_POST
def call_back(
    request: ViewerRequest, family_id: UUID, ask_link_id: UUID
) -> HttpResponse:
    link = actions.call_back_ask(
        family_id=family_id, ask_link_id=ask_link_id, by=request.viewer
    )
    messages.success(request, f"The link for {link.member_name} opens nothing any more")
    return HttpResponseRedirect(reverse(ROOM.home, args=[family_id]))


@require_safe
def paper(request: ViewerRequest, family_id: UUID, member_id: UUID) -> HttpResponse:
    """What one person is asked, to be printed and signed; `?language=` of our words."""
    desk, person = _open(request, family_id, member_id)
    our = our_words_or_english(request.GET.get("language", ""))
    asked = [
        asked_words(row, member_id, our)
        for row in desk.rows
        if member_id in row.askable
        and not row.is_ended
        and not desk.blocks.stand_between(row.member_id, row.backup_id)
    ]
    marks = marks_for_any_hand(request.viewer, family_id)
    kept = [one for one in asked if not leave_out(one, marks)[1]]
    note_page(request, desk.ground, "commitments.paper")
    context = ROOM.context(
        desk.ground,
        crumb=f"A paper for {person.name}",
        person=person,
        asked=kept,
        left_out=len(asked) - len(kept),
        our=our,
        today=our.date(timezone.localdate()),
    )
    return render_page(request, "commitments/paper.html", context)


def _open(
    request: ViewerRequest, family_id: UUID, member_id: UUID
) -> tuple[Desk, NetworkPerson]:
    desk = desk_of(request, family_id, Action.WRITE_NETWORK)
    person = desk.network.person(member_id)
    if person is None:
        raise NotFound("somebody of the network")
    return desk, person


def _made(request: ViewerRequest, desk: Desk, link: NewAskLink) -> HttpResponse:
    address = request.build_absolute_uri(
        reverse("commitments:asked", args=[link.token])
    )
    until = day_in_words(timezone.localdate(link.expires_at))
    context = ROOM.context(
        desk.ground,
        crumb="A link",
        link=link,
        until=until,
        address=address,
        qr=qr_code(address, said=f"Opens the link for {link.name}"),
        message=f"Something to read and answer: {address} It opens with our code, "
        f"until {until}.",
        our=our_words(),
    )
    response = render_page(request, "commitments/link_made.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
