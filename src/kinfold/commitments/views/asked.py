"""What somebody was asked, as they open it with a link: not signed in, no cookie.

Nothing but these words can be reached from here. What stands in the address is never
logged, counted or audited: the route is, and the link's own id (ADR 23).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kinfold.commitments import actions
from kinfold.commitments.details import OpenedAsk
from kinfold.commitments.presenters.asked import asked_words
from kinfold.commitments.selectors.links import ask_link_at, ask_standing, asks_on
from kinfold.platform.errors import NotFound
from kinfold.platform.our_words import (
    OurWords,
    languages,
    our_words,
    our_words_or_english,
)
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.tokens import authority_of
from kinfold.platform.viewer import Viewer, holder_of_a_link
from kinfold.platform.word_fields import LONGEST_TEXT
from kinfold.records.errors import CannotDo
from kinfold_core.practice.commitments import Answer, AnswerDetails, Way
from kinfold_core.practice.copy_link import LinkState

_TICKET = signing.TimestampSigner(salt="commitments.link")
TICKET_SECONDS = 20 * 60
LONGEST_TYPED = 200
LIMIT = "ask_link"


@csrf_exempt  # the browser carries nothing: address and code are sent by hand
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the code, shows what was asked, and keeps each answer."""
    response = _answer(request, token)
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


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
    problem = ""
    if known and "wording" in request.POST:
        problem = _keep(request, token, known, by)
    with as_viewer(by):
        opened = actions.open_ask(token=token, code=code, by=by, is_known_to_be=known)
    if opened.is_wrong:
        is_empty = not code.strip()
        return _ask(request, token, by, is_empty=is_empty, tries_left=opened.tries_left)
    if opened.link_id is None:
        return _closed(request)
    return _page(request, opened, problem)


def _keep(request: HttpRequest, token: str, known: UUID, by: Viewer) -> str:
    """Keep the answer that was sent. What is wrong with it, by name; "" if nothing."""
    sure = request.POST.get("sure", "")
    try:
        details = AnswerDetails(
            answer=request.POST.get("answer", ""),
            way=Way.LINK,
            answered_on=timezone.localdate(),
            words=_words(request),
            sure=int(sure) if sure.isascii() and sure.isdigit() else None,
        )
        with as_viewer(by):
            actions.answer_by_link(
                token=token,
                link_id=known,
                wording_id=UUID(request.POST["wording"]),
                details=details,
                by=by,
            )
    except CannotDo as error:
        return "asked_write" if error.field == "words" else "asked_choose"
    except (ValueError, NotFound):
        pass  # the page then shows what is open now, or that nothing is
    return ""


def _words(request: HttpRequest) -> str:
    typed = request.POST.get("words", "").replace("\x00", "")
    return typed.replace("\r\n", "\n").strip()[:LONGEST_TEXT]


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
        link = ask_link_at(by, token)
        is_open = link is not None and (
            ask_standing(by, link, asks_on(by, link), now=timezone.now())
            == LinkState.OPEN
        )
    if link is None or not is_open:
        return _closed(request)
    our = our_words_or_english(link.language)
    problem = ""
    if tries_left:
        problem = our.say("link_wrong", left=tries_left)
    elif is_empty:
        problem = our["asked_code"]
    return _render(
        request, "link/ask", our, status=422 if problem else 200, problem=problem,
        link_ask=our["asked_code"], link_open=our["asked_open"],
    )  # fmt: skip


def _page(request: HttpRequest, opened: OpenedAsk, problem: str) -> HttpResponse:
    our = our_words_or_english(opened.language)
    is_known = opened.link_id == _ticket_of(request)
    sent = request.POST.get("wording", "")
    if opened.member_id is None or opened.expires_at is None:
        return _closed(request)
    asked = []
    for row in opened.asks:
        is_sent = bool(problem) and str(row.wording_id) == sent
        asked.append(
            asked_words(
                row, opened.member_id, our,
                chosen=_chosen(request) if is_sent else "",
                typed=_words(request) if is_sent else "",
                problem=our[problem] if is_sent else "",
            )
        )  # fmt: skip
    until = our.date(timezone.localdate(opened.expires_at))
    # only the code makes a ticket: one that opened this page is not renewed by it
    ticket = request.POST["ticket"] if is_known else _TICKET.sign(str(opened.link_id))
    return _render(
        request, "commitments/asked", our, asked=asked, name=opened.name,
        status=422 if problem else 200, problem=our[problem] if problem else "",
        ticket=ticket,
        until=our.say("link_until", day=until),
    )  # fmt: skip


def _chosen(request: HttpRequest) -> str:
    typed = request.POST.get("answer", "")
    return typed if typed in set(Answer) else ""


def _closed(request: HttpRequest, *, is_too_often: bool = False) -> HttpResponse:
    """One page for every link that does not open, whatever it is that closed it."""
    return _render(
        request, "link/closed", our_words(), status=429 if is_too_often else 404,
        languages=languages(), is_too_often=is_too_often,
    )  # fmt: skip


def _render(
    request: HttpRequest, page: str, our: OurWords, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"our": our, "link_title": our["asked_title"], **more}
    return render(request, f"{page}.html", context, status=status)


def _ticket_of(request: HttpRequest) -> UUID | None:
    """Which link was opened with its code on this page, a moment ago."""
    try:
        return UUID(
            _TICKET.unsign(request.POST.get("ticket", ""), max_age=TICKET_SECONDS)
        )
    except (signing.BadSignature, ValueError):
        return None
