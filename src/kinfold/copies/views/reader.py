"""The copy as its reader opens it with a link: not signed in, and no cookie needed.

Nothing but the copy can be reached from here. What stands in the address is never
logged, counted or audited: the route is, and the link's own id.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final
from uuid import UUID

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kinfold.copies import actions
from kinfold.copies.details import Opened
from kinfold.copies.pdf import render_copy, render_pictures
from kinfold.copies.presenters.family_copy import FamilyCopy
from kinfold.copies.presenters.kept import copy_from
from kinfold.copies.presenters.pictures import cards
from kinfold.copies.presenters.told import told, turned
from kinfold.copies.selectors import link_at, standing_of
from kinfold.platform.our_words import (
    OurWords,
    languages,
    our_words,
    our_words_or_english,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.tokens import authority_of
from kinfold.platform.viewer import Viewer, holder_of_a_link
from kinfold_core.practice.copy_link import LinkState

_TICKET = signing.TimestampSigner(salt="copies.link")
TICKET_SECONDS = 20 * 60
LONGEST_TYPED = 200
LIMIT = "copy_link"
PAPERS: Final[dict[str, Callable[[FamilyCopy], bytes]]] = {
    "a4": render_copy,
    "large": partial(render_copy, is_large=True),
    "pictures-a4": render_pictures,
}


@csrf_exempt  # the browser carries nothing: address and code are sent by hand
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the code, then shows the copy in the same answer: there is no stay."""
    return _to_nobody_else(_answer(request, token))


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    authority_id = authority_of(token)
    if authority_id is None:
        return _closed(request)
    by = holder_of_a_link(authority_id)
    if request.method != "POST":
        return _ask(request, token, by)
    if not ratelimit.consume(request, action=LIMIT):
        return _closed(request, is_too_often=True)
    code = request.POST.get("code", "")[:LONGEST_TYPED]
    known = _ticket_of(request)
    way = request.POST.get("way", "")
    with as_viewer(by):
        opened = actions.open_link(
            token=token,
            code=code,
            page="copies.link_paper" if way in PAPERS else "copies.link_opened",
            by=by,
            is_known_to_be=known,
        )
    if opened.is_wrong:
        is_empty = not code.strip()
        left = opened.tries_left
        return _ask(request, token, by, is_empty=is_empty, tries_left=left)
    if opened.kept is None:
        return _closed(request)
    copy = copy_from(opened.kept, phone=opened.phone)
    if way in PAPERS:
        return _paper(copy, PAPERS[way])
    return _page(request, copy, opened, way)


def _ask(
    request: HttpRequest,
    token: str,
    by: Viewer,
    *,
    is_empty: bool = False,
    tries_left: int = 0,
) -> HttpResponse:
    """The question for the code. It names nobody: others may hold the telephone."""
    with as_viewer(by):
        link = link_at(by, token)
        is_open = link is not None and (
            standing_of(by, link, now=timezone.now()) == LinkState.OPEN
        )
        language = link.sharing.copy["language"] if link is not None else ""
    if not is_open:
        return _closed(request)
    our = our_words_or_english(language)
    problem = ""
    if tries_left:
        problem = our.say("link_wrong", left=tries_left)
    elif is_empty:
        problem = our["link_ask"]
    return _render(
        request, "link/ask", our, status=422 if problem else 200, problem=problem
    )


def _page(
    request: HttpRequest, copy: FamilyCopy, opened: Opened, way: str
) -> HttpResponse:
    until = timezone.localdate(opened.expires_at)
    link_id = opened.link_id
    # only the code makes a ticket: one that opened this page is not renewed by it
    is_known = link_id is not None and link_id == _ticket_of(request)
    return _render(
        request,
        "copies/link/copy",
        copy.our,
        copy=copy,
        cards=cards(copy) if way == "pictures" else (),
        sections=turned(told(copy)) if way == "aloud" else (),
        ticket=request.POST["ticket"] if is_known else _TICKET.sign(str(link_id)),
        until=copy.our.say("link_until", day=copy.our.date(until)),
    )


def _paper(copy: FamilyCopy, render: Callable[[FamilyCopy], bytes]) -> HttpResponse:
    response = HttpResponse(render(copy), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="our-map.pdf"'
    return response


def _closed(request: HttpRequest, *, is_too_often: bool = False) -> HttpResponse:
    """One page for every link that does not open, whatever it is that closed it."""
    return _render(
        request,
        "link/closed",
        our_words(),
        status=429 if is_too_often else 404,
        languages=languages(),
        is_too_often=is_too_often,
    )


def _render(
    request: HttpRequest, name: str, our: OurWords, *, status: int = 200, **more: Any
) -> HttpResponse:
    return render(request, f"{name}.html", {"our": our, **more}, status=status)


def _ticket_of(request: HttpRequest) -> UUID | None:
    """Which link was opened with its code on this page, a moment ago."""
    try:
        return UUID(
            _TICKET.unsign(request.POST.get("ticket", ""), max_age=TICKET_SECONDS)
        )
    except (signing.BadSignature, UnicodeError):
        return None


def _to_nobody_else(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
