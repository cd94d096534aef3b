"""How sure somebody is of each tool, asked of whoever was there: nobody signs in.

What is answered holds a number and no person, so it makes no difference here whether
somebody is signed in. Nothing else can be reached from this address.
"""

from __future__ import annotations

from typing import Final

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kinfold.development.actions.training import answer_confidence
from kinfold.development.forms import ConfidenceForm
from kinfold.development.links import read_link
from kinfold.development.selectors.training import session_of_link
from kinfold.development.shipped import shipped
from kinfold.development.views.asking import ASKED
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import holder_of_a_link
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED, add_error

MOMENTS: Final = {
    "before": "Before the training",
    "after": "After it, and I have my number",
    "both": "After it, and I have no number",
}
LIMIT: Final = "learning_link"
GONE: Final = 404


@csrf_exempt  # whoever answers carries no cookie, and nothing here is theirs to lose
@login_not_required
@require_http_methods(ASKED)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    response = _answer(request, token)
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    read = read_link(token)
    if read is None:
        return _closed(request)
    by = holder_of_a_link(read[0])
    try:
        with as_viewer(by):
            row = session_of_link(by, read[1])
    except NotFound:
        return _closed(request)
    moment = request.GET.get("when", "")
    context: dict[str, object] = {"row": row, "moments": MOMENTS.items()}
    if moment not in MOMENTS:
        return render(request, "development/confidence.html", context)
    tools = [
        (code, shipped().tools[code]) for code in shipped().courses[row.course].tools
    ]
    is_sent = request.method == "POST"
    form = ConfidenceForm(request.POST if is_sent else None, tools=tools, moment=moment)
    context |= {"form": form, "said": MOMENTS[moment]}
    if not is_sent or not form.is_valid():
        status = REFUSED if is_sent else 200
        return render(request, "development/confidence.html", context, status=status)
    if not ratelimit.consume(request, action=LIMIT):
        return _closed(request, is_too_often=True)
    try:
        with as_viewer(by):
            number = answer_confidence(
                session_id=row.pk,
                number=form.cleaned_data.get("number", ""),
                before=form.said("before"),
                after=form.said("after"),
                by=by,
            )
    except CannotDo as error:
        add_error(form, error)
        return render(request, "development/confidence.html", context, status=REFUSED)
    done = {"row": row, "number": number if moment == "before" else ""}
    return render(request, "development/answered.html", done)


def _closed(request: HttpRequest, *, is_too_often: bool = False) -> HttpResponse:
    context = {"is_too_often": is_too_often}
    status = 429 if is_too_often else GONE
    return render(request, "development/closed.html", context, status=status)
