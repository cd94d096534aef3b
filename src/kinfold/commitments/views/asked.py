"""What somebody was asked, as they open it with a link: not signed in, no cookie.

Nothing but these words can be reached from here. What stands in the address is never
logged, counted or audited: the route is, and the link's own id (ADR 23).
"""

from __future__ import annotations

from dataclasses import replace
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
from kinfold.commitments.presenters.asked import NOTHING_TYPED, Typed, asked_words
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
from kinfold_core.practice.commitments import AnswerDetails, Way, why_not_answer
from kinfold_core.practice.copy_link import LinkState

_TICKET = signing.TimestampSigner(salt="commitments.link")
TICKET_SECONDS = 20 * 60
LONGEST_TYPED = 200
MOST_ASKED = 100
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
        return _ask(request, token, by, {})
    if not ratelimit.consume(request, action=LIMIT):
        return _closed(request, is_too_often=True)
    code = request.POST.get("code", "")[:LONGEST_TYPED]
    known = _ticket_of(request)
    typed = _typed(request)
    if known and typed:
        typed = _keep(token, known, typed, by)
    with as_viewer(by):
        opened = actions.open_ask(token=token, code=code, by=by, is_known_to_be=known)
    if opened.is_wrong:
        is_empty = not code.strip()
        return _ask(
            request, token, by, typed, is_empty=is_empty, tries_left=opened.tries_left
        )
    if opened.link_id is None:
        return _closed(request)
    return _page(request, opened, typed)


def _typed(request: HttpRequest) -> dict[UUID, Typed]:
    """What was sent of each thing they are asked, by the key of its words."""
    sent: dict[UUID, Typed] = {}
    for text in request.POST.getlist("wording")[:MOST_ASKED]:
        try:
            wording_id = UUID(text)
        except ValueError:
            continue
        sent[wording_id] = Typed(
            answer=request.POST.get(f"answer-{text}", "")[:LONGEST_TYPED],
            words=_clean(request.POST.get(f"words-{text}", "")),
            sure=request.POST.get(f"sure-{text}", "")[:LONGEST_TYPED],
        )
    return sent


def _keep(
    token: str, known: UUID, typed: dict[UUID, Typed], by: Viewer
) -> dict[UUID, Typed]:
    """Keep every answer that was sent, or none and what is wrong with which.

    What was left as it was is no answer; all of it left is a mistake.
    """
    said = {key: one for key, one in typed.items() if not one.is_empty} or typed
    answers = {key: _details(one) for key, one in said.items()}
    wrong = {key: _problem(details) for key, details in answers.items()}
    if any(wrong.values()):
        return {
            key: replace(one, problem=wrong.get(key, "")) for key, one in typed.items()
        }
    with as_viewer(by):
        for wording_id, details in answers.items():
            try:
                actions.answer_by_link(
                    token=token,
                    link_id=known,
                    wording_id=wording_id,
                    details=details,
                    by=by,
                )
            except NotFound:
                continue  # the page then shows what is open now, or that nothing is
    return {}


def _details(one: Typed) -> AnswerDetails:
    sure = one.sure
    return AnswerDetails(
        answer=one.answer,
        way=Way.LINK,
        answered_on=timezone.localdate(),
        words=one.words,
        sure=int(sure) if sure.isascii() and sure.isdigit() else None,
    )


def _problem(details: AnswerDetails) -> str:
    """Which of our words says what is wrong; "" for nothing."""
    message, at = why_not_answer(details, today=timezone.localdate())
    if not message:
        return ""
    return "asked_write" if at == "words" else "asked_choose"


def _carried(wording_id: UUID, one: Typed) -> list[tuple[str, str]]:
    """The same fields again, by name."""
    return [
        ("wording", str(wording_id)),
        (f"answer-{wording_id}", one.answer),
        (f"words-{wording_id}", one.words),
        (f"sure-{wording_id}", one.sure),
    ]


def _clean(text: str) -> str:
    plain = text.replace("\x00", "").replace("\r\n", "\n")
    return plain.strip()[:LONGEST_TEXT]


def _ask(
    request: HttpRequest,
    token: str,
    by: Viewer,
    typed: dict[UUID, Typed],
    *,
    is_empty: bool = False,
    tries_left: int = 0,
) -> HttpResponse:
    """The question for the code. It names nobody: others may hold the telephone.

    What was typed before the time was over goes along, and is there when it opens.
    """
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
        carried=[pair for key, one in typed.items() for pair in _carried(key, one)],
    )  # fmt: skip


def _page(
    request: HttpRequest, opened: OpenedAsk, typed: dict[UUID, Typed]
) -> HttpResponse:
    our = our_words_or_english(opened.language)
    is_known = opened.link_id == _ticket_of(request)
    if opened.member_id is None or opened.expires_at is None:
        return _closed(request)
    asked = [
        asked_words(
            row, opened.member_id, our, typed.get(row.wording_id, NOTHING_TYPED)
        )
        for row in opened.asks
    ]
    problem = next((one.problem for one in asked if one.problem), "")
    until = our.date(timezone.localdate(opened.expires_at))
    # only the code makes a ticket: one that opened this page is not renewed by it
    ticket = request.POST["ticket"] if is_known else _TICKET.sign(str(opened.link_id))
    return _render(
        request, "commitments/asked", our, asked=asked, name=opened.name,
        status=422 if problem else 200, problem=problem, ticket=ticket,
        until=our.say("link_until", day=until),
    )  # fmt: skip


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
