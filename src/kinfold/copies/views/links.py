"""Making a link to the copy for one person's telephone, and calling it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import parse_qsl
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kinfold.copies import actions
from kinfold.copies.details import NewLink
from kinfold.copies.errors import CopyChanged
from kinfold.copies.forms import LinkForm, WhoseForm
from kinfold.copies.pdf import render_copy
from kinfold.copies.presenters.family_copy import kept_copy, offered
from kinfold.copies.presenters.kept import copy_from
from kinfold.copies.presenters.links import message_for
from kinfold.copies.selectors import (
    Reader,
    link_at,
    readers_of,
    safe_only_as,
    standing_of,
)
from kinfold.copies.stamps import stamp_of
from kinfold.copies.views.frame import COPY_TAB, Made, kept_now, made_of
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.platform.qr import qr_code
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import context_of, note_page, tell
from kinfold_core.access import Action
from kinfold_core.practice.copy_link import LinkState


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """First whose telephone; then the link, which is told once, on this page."""
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    living = living_map(request.viewer, family_id)
    people = readers_of(request.viewer, ground)
    whose = WhoseForm(request.GET, people=_offered(people))
    person_id = whose.person_id
    made = made_of(request, ground, living, also=person_id)
    if person_id is None or made.asked.errors:
        return _whose(request, ground, made, whose)
    form = LinkForm(
        request.POST if request.method == "POST" else None,
        stamp=stamp_of(kept_copy(made.copy)),
    )
    refused: CannotDo | CopyChanged | None = None
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                link = actions.make_link(
                    family_id=family_id,
                    details=form.details(
                        person_id=person_id, phone=made.asked.phone_to_print
                    ),
                    seen=form.cleaned_data["seen"],
                    make_copy=lambda: kept_now(request, family_id, also=person_id),
                    by=request.viewer,
                )
        except CopyChanged as changed:
            refused = changed
            typed = request.POST.copy()
            typed["seen"] = changed.stamp
            form.data = typed
        except CannotDo as error:
            refused = error
            tell(form, error)
        else:
            return _made(request, ground, link)
    reader = next(one for one in people if one.person_id == person_id)
    return _ask(request, ground, made, form, reader, refused)


@require_POST
def call_back(request: ViewerRequest, family_id: UUID, link_id: UUID) -> HttpResponse:
    link = actions.call_back_link(
        family_id=family_id, link_id=link_id, by=request.viewer
    )
    messages.success(request, f"The link for {link.person_name} opens nothing any more")
    return HttpResponseRedirect(reverse(COPY_TAB, args=[family_id]))


@require_POST
@limited("papers", per_minute=30)
def paper(plain_request: HttpRequest, family_id: UUID) -> HttpResponse:
    """The copy of a link just made, with the link on it. Only its page knows the token.

    That page may have been left open: what would stop the link from opening stops the
    paper too.

    Raises:
        NotFound: the token opens no copy of this family.
    """
    request = cast(ViewerRequest, plain_request)
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    token = request.POST.get("token", "")
    link = link_at(request.viewer, token)
    if link is None or link.sharing.mapping.family_id != family_id:
        raise NotFound("link")
    if standing_of(request.viewer, link, now=timezone.now()) != LinkState.OPEN:
        messages.error(
            request,
            f"The link for {link.person_name} opens nothing any more, so its copy is "
            "not printed. Below is why. Make a new link when they may have one",
        )
        return HttpResponseRedirect(reverse(COPY_TAB, args=[family_id]))
    note_page(request, ground, "copies.family_copy_pdf")
    address = _address(request, token)
    copy = copy_from(link.sharing.copy, phone=link.phone)
    picture = qr_code(address, said=address)
    response = HttpResponse(
        render_copy(copy, link=(address, picture)), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="our-map.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("copies:link", args=[token]))


def _offered(people: Iterable[Reader]) -> list[tuple[str, str]]:
    """Whom a link can be for: never one of the network, or who is not safe."""
    safe = [
        one
        for one in people
        if not (one.is_not_safe or one.is_unborn or one.is_of_network)
    ]
    return [(key, label) for key, label, _ in offered(safe)]


def _whose(
    request: ViewerRequest, ground: Ground, made: Made, whose: WhoseForm
) -> HttpResponse:
    note_page(request, ground, "copies.link")
    context = _around(
        ground,
        made,
        form=whose,
        kept=parse_qsl(made.asked.query),
        not_safe=[
            one.name for one in made.people if one.is_not_safe and not one.is_of_network
        ],
        not_theirs=made.not_theirs,
    )
    status = 422 if whose.errors or made.asked.errors else 200
    return render_page(request, "copies/link/whose.html", context, status=status)


def _ask(
    request: ViewerRequest,
    ground: Ground,
    made: Made,
    form: LinkForm,
    reader: Reader,
    refused: CannotDo | CopyChanged | None,
) -> HttpResponse:
    note_page(request, ground, "copies.link")
    context = _around(
        ground,
        made,
        form=form,
        name=reader.name,
        safe_only_as=safe_only_as(request.viewer, reader.person_id),
        left_out=made.left_out,
        blocking=refused.findings if isinstance(refused, CannotShare) else (),
        changed=refused if isinstance(refused, CopyChanged) else None,
    )
    status = 409 if isinstance(refused, CopyChanged) else 422 if form.errors else 200
    return render_page(request, "copies/link/make.html", context, status=status)


def _around(ground: Ground, made: Made, **more: Any) -> dict[str, Any]:
    home = reverse(COPY_TAB, args=[ground.family.pk])
    return context_of(
        ground,
        current=COPY_TAB,
        crumb="A link for their telephone",
        copy=made.copy,
        asked=made.asked,
        copy_url=f"{home}?{made.asked.query}" if made.asked.query else home,
        **more,
    )


def _made(request: ViewerRequest, ground: Ground, link: NewLink) -> HttpResponse:
    note_page(request, ground, "copies.link")
    address = _address(request, link.token)
    context = context_of(
        ground,
        current=COPY_TAB,
        crumb="A link for their telephone",
        link=link,
        address=address,
        qr=qr_code(address, said=f"Opens the link for {link.name}"),
        message=message_for(address, link.expires_at),
    )
    response = render_page(request, "copies/link/made.html", context)
    response["Cache-Control"] = "private, no-store"
    return response
