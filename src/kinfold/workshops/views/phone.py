"""What a telephone in the room sees: not signed in, known by a cookie of this workshop.

Nothing else can be reached from here. The fences show a visitor the workshop whose code
they typed and what their own device sent, and take from it no more than an answer.
"""

from __future__ import annotations

import time
from typing import Any, Final
from uuid import UUID, uuid4

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db import ProgrammingError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.limits import Allowance
from kinfold.platform.tenancy import as_visitor
from kinfold.records.errors import CannotDo
from kinfold.workshops import actions, policy, presenters, selectors
from kinfold.workshops.actions.voting import NOT_ON
from kinfold.workshops.forms import NoteForm, WhoForm
from kinfold.workshops.policy import Visitor
from kinfold.workshops.selectors import PhoneShown
from kinfold.workshops.views.frame import ASKED

COOKIE: Final = "workshop"
HOURS_KEPT: Final = 12
REFUSED_BY_A_FENCE: Final = "42501"  # PostgreSQL's insufficient_privilege
_SIGNED = signing.TimestampSigner(salt="workshops.device")
# a room of three hundred stands behind one address; a telephone is one person's
OF_DEVICE, OF_ADDRESS, OF_GUESSES = Allowance(120), Allowance(3_000), Allowance(120)
POLLS: Final = Allowance(60)  # a page asks twelve times a minute
LONGEST_TYPED, LONGEST_HELD, MOST_HELD = 20_000, 100, 20
NO_COOKIE = (
    "Your telephone did not keep the small file that tells it from the others, so "
    "nothing was counted. Allow cookies for this page and send it again"
)
TOO_OFTEN = "That was very often. Wait a moment and send it again. Nothing was lost"


@csrf_exempt
@login_not_required
@require_http_methods(ASKED)
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the code on the wall."""
    problem = ""
    if request.method == "POST":
        code = policy.typed_code(request.POST.get("code", "")[:200])
        if len(code) == policy.CODE_LENGTH:
            return HttpResponseRedirect(reverse("workshops:phone", args=[code]))
        problem = (
            f"Type the {policy.CODE_LENGTH} letters and numbers that stand on the wall"
        )
    return _page(request, "enter", 422 if problem else 200, problem=problem)


@csrf_exempt  # the cookie is never sent with another site's form (SameSite=Lax)
@login_not_required
@require_http_methods(ASKED)
def phone(request: HttpRequest, code: str) -> HttpResponse:
    """The questions that are on; takes an answer."""
    typed, code = code, policy.typed_code(code[:200])
    is_whole = len(code) == policy.CODE_LENGTH
    if is_whole and typed != code:
        # a cookie is kept for one spelling of the address: another were a new telephone
        url = reverse("workshops:phone", args=[code])
        return HttpResponseRedirect(url, preserve_request=request.method == "POST")
    by, is_known = _visitor(request, code)
    # one that is in is held to its own share: who floods the network of a room keeps
    # newcomers out, and nobody who is already there
    share = (OF_DEVICE, str(by.device_id)) if is_known else _of_newcomer(request)
    if wait := _wait(*share):
        return _too_often(request, code, wait)
    with as_visitor(code, by.device_id):
        problem: CannotDo | None = None
        if request.method == "POST":
            # what is on is read by the action: asked here too, a vote costs twice
            problem = _take(request, by, is_known)
            if problem is None:
                url = reverse("workshops:phone", args=[code])
                return HttpResponseRedirect(f"{url}?sent=1")
        shown = selectors.for_phone(by)
        if shown is None:
            return _unknown(request)
        response = _shown(request, shown, problem)
    if not is_known:
        _remember(response, by)
    return response


@login_not_required
@require_safe
def now(request: HttpRequest, code: str) -> HttpResponse:
    """Whether something else is on than the page shows. It never takes away words that
    somebody is typing: it offers to look."""
    code = policy.typed_code(code[:200])
    by, is_known = _visitor(request, code)
    share = (POLLS, str(by.device_id)) if is_known else _of_newcomer(request)
    if wait := _wait(*share):
        # without a word, which would take the place of the line that asks again
        return HttpResponse(status=204, headers={"Retry-After": str(wait)})
    with as_visitor(code, by.device_id):
        on = selectors.on_now(by)
    if on == request.GET.get("seen"):
        return HttpResponse(status=204)
    return _page(request, "_partials/moved", code=code)


def _take(request: HttpRequest, by: Visitor, is_known: bool) -> CannotDo | None:
    """Keep what was sent; what is wrong with it, if anything."""
    if not is_known:
        return CannotDo(NO_COOKIE)
    try:
        with transaction.atomic():
            _keep(request, by)
    except CannotDo as error:
        return error
    except ProgrammingError as error:
        # the question was closed between our look and the fence's
        if getattr(error.__cause__, "sqlstate", "") != REFUSED_BY_A_FENCE:
            raise
        return CannotDo(NOT_ON)
    return None


def _keep(request: HttpRequest, by: Visitor) -> None:
    sent = request.POST
    if sent.get("what") == "who":
        who = WhoForm(sent)
        if not who.is_valid():
            raise CannotDo("Write at most 60 letters, and choose from the list")
        actions.say_who(
            called=who.cleaned_data["called"], place=who.cleaned_data["place"], by=by
        )
        return
    try:
        item_id = UUID(sent.get("item", ""))
    except ValueError:
        raise CannotDo("Send it again from this page") from None
    if sent.get("what") == "note":
        form = NoteForm(sent)
        if not form.is_valid():
            raise CannotDo(str(next(iter(form.errors.values()))[0]), str(item_id))
        actions.write_note(
            item_id=item_id,
            words=form.cleaned_data["words"],
            sent=form.cleaned_data["sent"],
            by=by,
        )
        return
    typed = [one for one in sent.getlist("number")[:20] if one.isdecimal()]
    numbers = [int(one) for one in typed if len(one) < 3]
    try:
        actions.vote(item_id=item_id, numbers=numbers, by=by)
    except CannotDo as error:
        raise CannotDo(error.message, str(item_id)) from error


def _shown(
    request: HttpRequest, shown: PhoneShown, problem: CannotDo | None
) -> HttpResponse:
    typed = request.POST.get("words", "")[:LONGEST_TYPED]
    cards = [
        {
            "row": row,
            "labels": list(enumerate(presenters.labels_of(row))),
            "chosen": shown.votes.get(row.pk, []),
            "notes": [n for n in shown.notes.get(row.pk, []) if not n.taken_down_at],
            "has_lost": any(n.taken_down_at for n in shown.notes.get(row.pk, [])),
            "sent": uuid4(),
            "problem": _of(problem, row.pk),
            "typed": typed if request.POST.get("item") == str(row.pk) else "",
        }
        for row in shown.items
    ]
    is_beside = problem and not any(one["problem"] for one in cards)
    return _page(
        request,
        "phone" if shown.is_open else "closed",
        422 if problem else 200,
        row=shown.row,
        cards=cards,
        device=shown.device,
        places=shown.places,
        problem=problem.message if problem and is_beside else "",
        has_problem=problem is not None,
        typed=typed,
        is_sent=request.GET.get("sent") == "1" and not problem,
        seen=shown.seen,
    )


def _of(problem: CannotDo | None, item_id: UUID) -> str:
    return problem.message if problem and problem.field == str(item_id) else ""


def _unknown(request: HttpRequest) -> HttpResponse:
    """No workshop has this code. Wrong codes alone are counted: no room is shut out."""
    if wait := _wait(OF_GUESSES, _address(request)):
        return _too_often(request, "", wait)
    problem = "No workshop has this code. Look at the wall again"
    return _page(request, "enter", 404, problem=problem)


def _visitor(request: HttpRequest, code: str) -> tuple[Visitor, bool]:
    """Who this is by their cookie; else somebody new, and False."""
    try:
        said = _SIGNED.unsign(
            request.COOKIES.get(COOKIE, ""), max_age=HOURS_KEPT * 60 * 60
        )
        whose, _, device = said.partition(":")
        if whose == code:
            return Visitor(code, UUID(device)), True
    except (signing.BadSignature, ValueError):
        pass
    return Visitor(code, uuid4()), False


def _remember(response: HttpResponse, by: Visitor) -> None:
    response.set_cookie(
        COOKIE,
        _SIGNED.sign(f"{by.code}:{by.device_id}"),
        max_age=HOURS_KEPT * 60 * 60,
        path=reverse("workshops:phone", args=[by.code]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _wait(allowance: Allowance, whose: str) -> int:
    """For how many seconds they wait; 0: they need not."""
    return allowance.take(hash(whose), now=time.monotonic())


def _too_often(request: HttpRequest, code: str, wait: int) -> HttpResponse:
    """Says so, with what was sent in a form to send it again. Asks the database
    nothing: it is what answers a flood."""
    sent = request.POST
    held = [
        (name, value[:LONGEST_HELD])
        for name in ("what", "item", "sent", "number", "called", "place")
        for value in sent.getlist(name)[:MOST_HELD]
    ]
    response = _page(
        request,
        "wait",
        429,
        problem=TOO_OFTEN,
        code=code,
        held=held,
        words=sent.get("words", "")[:LONGEST_TYPED],
    )
    response["Retry-After"] = str(wait)
    return response


def _of_newcomer(request: HttpRequest) -> tuple[Allowance, str]:
    """What all of a network's unknown telephones have together."""
    return OF_ADDRESS, _address(request)


def _address(request: HttpRequest) -> str:
    """Whose network asks, past the proxies that the settings trust, as at sign-in."""
    return str(get_adapter().get_client_ip(request))


def _page(
    request: HttpRequest, name: str, status: int = 200, **context: Any
) -> HttpResponse:
    response = render(request, f"workshops/{_place(name)}.html", context, status=status)
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _place(name: str) -> str:
    return name if "/" in name else f"phone/{name}"
