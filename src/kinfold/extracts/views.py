"""Extracts: asking, deciding, taking the file and ending."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.extracts import policy, presenters, selectors
from kinfold.extracts.actions.asking import ask_for_extract
from kinfold.extracts.actions.deciding import decide_extract
from kinfold.extracts.actions.ending import OVER, end_extract
from kinfold.extracts.actions.taking import Gone, take_extract
from kinfold.extracts.declaration import declaration_of
from kinfold.extracts.forms import AskForm, DecideForm, EndForm
from kinfold.extracts.jobs import make_file
from kinfold.extracts.policy import Standing
from kinfold.platform.components import Link
from kinfold.platform.files.sending import shut_in
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.records.views.asking import Asking, ask, leave, page_number


@require_safe
def extracts(request: ViewerRequest) -> HttpResponse:
    """Those one asked for, or one's authority was asked for."""
    page = selectors.extracts_of(request.viewer, page_number(request))
    context = {
        "table": presenters.extracts_table(page),
        "page_obj": page,
        "may_ask": policy.may_ask(request.viewer),
    }
    return render_page(request, "extracts/extracts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("extracts", per_minute=20)
def ask_for(request: ViewerRequest) -> HttpResponse:
    """An evaluator asks an authority."""
    viewer = request.viewer
    places = presenters.place_choices(selectors.places_to_ask(viewer))
    form = AskForm(request.POST if request.method == "POST" else None, places=places)
    page = Asking(
        title="Ask for an extract",
        lead="De-identified rows of one authority, for one study, for a time.",
        button="Ask for it",
        back_url=reverse("extracts:extracts"),
        done="Asked. Its information governance lead decides",
        more={"breadcrumbs": _crumbs("Ask for an extract")},
    )

    def save() -> None:
        ask_for_extract(
            place=form.cleaned_data["place"], asking=form.asking(), by=viewer
        )

    return ask(request, form, page, save)


@require_safe
def extract(request: ViewerRequest, extract_id: UUID) -> HttpResponse:
    """What was asked, what was decided, what the file holds and who took it."""
    viewer = request.viewer
    one = selectors.extract_for(viewer, extract_id)
    is_open = one.standing is Standing.OPEN
    context = {
        "extract": one,
        "words": presenters.WORDS[one.standing],
        "asked": presenters.asked_rows(one.request),
        "decided": presenters.decided_rows(one),
        "made": presenters.made_rows(one),
        "withheld": presenters.withheld_table(one),
        "downloads": presenters.downloads_table(
            selectors.downloads_of(viewer, extract_id)
        ),
        "declaration": declaration_of(one) if is_open else "",
        "may_take": is_open and policy.may_end(viewer),
        "may_decide": one.standing is Standing.ASKED and policy.may_decide(viewer),
        "may_end": one.standing not in OVER and policy.may_end(viewer),
        "breadcrumbs": _crumbs(one.request.study),
    }
    return render_page(request, "extracts/extract.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("extracts", per_minute=20)
def decide(request: ViewerRequest, extract_id: UUID) -> HttpResponse:
    """Information governance says yes or no."""
    viewer = request.viewer
    one = selectors.extract_for(viewer, extract_id)
    if not (may_decide := policy.may_decide(viewer)):
        raise PermissionDenied(may_decide.reason)
    here = reverse("extracts:extract", args=[extract_id])
    if one.standing is not Standing.ASKED and request.method != "POST":
        return leave(request, here)
    typed = request.POST if request.method == "POST" else None
    form = DecideForm(typed, request=one.request)
    page = Asking(
        title=f"Decide: {one.request.study}",
        button="Decide",
        back_url=here,
        done="Decided",
        template="extracts/decide.html",
        more={
            "asked": presenters.asked_rows(one.request),
            "breadcrumbs": _crumbs(one.request.study, here),
        },
    )

    def save() -> None:
        decide_extract(
            request_id=extract_id,
            reason=form.cleaned_data["reason"],
            giving=form.giving(),
            job=make_file,
            by=viewer,
        )

    return ask(request, form, page, save)


@require_POST
def take(request: ViewerRequest, extract_id: UUID) -> HttpResponseBase:
    """The file, for whoever may have it today. Each time is written down."""
    try:
        taken = take_extract(request_id=extract_id, by=request.viewer)
    except Gone as gone:
        words = presenters.gone_words(gone.extract)
        context = {
            "words": words,
            "extract": gone.extract,
            "may_ask": policy.may_ask(request.viewer),
        }
        return render_page(request, "extracts/gone.html", context, status=404)
    # the bytes are sent after the request's transaction; the file is open already
    response = FileResponse(
        taken.file,
        as_attachment=True,
        filename=taken.name,
        content_type="application/zip",
    )
    shut_in(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: ViewerRequest, extract_id: UUID) -> HttpResponse:
    """The authority takes it back, or whoever asked gives it back."""
    viewer = request.viewer
    one = selectors.extract_for(viewer, extract_id)
    if not (may_end := policy.may_end(viewer)):
        raise PermissionDenied(may_end.reason)
    here = reverse("extracts:extract", args=[extract_id])
    if one.standing in OVER and request.method != "POST":
        return leave(request, here)
    page = Asking(
        title=f"End: {one.request.study}",
        lead="The file and the key of its pseudonyms are deleted at once, for good. "
        "What was asked, decided and taken stays.",
        button="End it",
        back_url=here,
        done="Ended. The file is deleted",
        more={"breadcrumbs": _crumbs(one.request.study, here)},
    )
    form = EndForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        end_extract(request_id=extract_id, why=form.cleaned_data["why"], by=viewer)

    return ask(request, form, page, save)


def _crumbs(here: str, url: str = "") -> tuple[Link, ...]:
    return (Link("Extracts", reverse("extracts:extracts")), Link(here, url))
