"""A family's learning case: its words, what was found in them, consent, sending."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.lab import actions, policy, presenters, selectors
from kinfold.lab.forms import (
    BeginCaseForm,
    CaseConsentForm,
    CaseWordsForm,
    DecideForm,
    SendCaseForm,
)
from kinfold.lab.selectors import CaseShown
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.header import family_header
from kinfold.records.selectors import family_for, may_with
from kinfold.records.views.asking import Asking, ask, asking_family
from kinfold_core.access import Action

ASKED = ["GET", "HEAD", "POST"]


Page = Callable[[ViewerRequest, UUID], HttpResponse]


def _once_begun(view: Page) -> Page:
    """Where no case was begun yet, the page that says so."""

    @wraps(view)
    def asked(request: ViewerRequest, family_id: UUID) -> HttpResponse:
        if selectors.case(request.viewer, family_id) is None:
            return HttpResponseRedirect(reverse("lab:case", args=[family_id]))
        return view(request, family_id)

    return asked


@require_safe
def case(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """How far the case is: the words, what is undecided, the consent."""
    viewer = request.viewer
    family = family_for(viewer, family_id, Action.OPEN_FAMILY)
    shown = selectors.case(viewer, family_id)
    audit.note_read(viewer, target=family, page="learning case", family_id=family_id)
    context = {
        "family_header": family_header(viewer, family),
        "family_id": family_id,
        "shown": shown,
        "found": presenters.found_lines(shown) if shown else [],
        "may_write": bool(may_with(viewer, Action.WRITE_MAP, family)),
        "second": policy.is_a_second(viewer.user_id, shown.decided_by)
        if shown
        else None,
    }
    return render_page(request, "lab/case.html", context)


def _page(viewer: Viewer, family_id: UUID, action: Action, **more: Any) -> Asking:
    family = family_for(viewer, family_id, action)
    asked = asking_family(viewer, family, **more)
    return Asking(
        title=asked.title,
        button=asked.button,
        lead=asked.lead,
        done=asked.done,
        back_url=reverse("lab:case", args=[family_id]),
        family_header=asked.family_header,
    )


def _case(viewer: Viewer, family_id: UUID, action: Action) -> CaseShown:
    shown = selectors.case(viewer, family_id, action)
    if shown is None:
        raise NotFound(f"No learning case of {family_id}")
    return shown


@require_http_methods(ASKED)
def begin(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    page = _page(
        viewer,
        family_id,
        Action.WRITE_MAP,
        title="Begin a learning case",
        button="Put the words together",
        lead="The words come from the record, with roles for names and weeks for days. "
        "You change them and decide on what is left before anything leaves.",
    )
    form = BeginCaseForm(
        request.POST if request.method == "POST" else None,
        sessions=presenters.session_options(selectors.sessions_to_bring_to(viewer)),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.begin_case(
            family_id=family_id,
            session_id=UUID(form.cleaned_data["session"]),
            title=form.cleaned_data["title"],
            parts=form.cleaned_data["parts"],
            by=viewer,
        ),
    )


@require_http_methods(ASKED)
@_once_begun
def words(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = _case(viewer, family_id, Action.WRITE_MAP)
    page = _page(
        viewer,
        family_id,
        Action.WRITE_MAP,
        title="The words of the case",
        button="Save the words",
        lead="What was decided about the words before has to be decided again.",
    )
    form = CaseWordsForm(
        request.POST if request.method == "POST" else None,
        initial={"version": shown.text.version, "text": shown.text.text},
    )
    return _over(
        request,
        form,
        page,
        lambda: actions.write_words(
            family_id=family_id,
            text=form.cleaned_data["text"],
            seen_version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        lambda: form.cleaned_data["text"],
    )


@require_http_methods(ASKED)
@_once_begun
def decide(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = _case(viewer, family_id, Action.WRITE_MAP)
    page = _page(
        viewer,
        family_id,
        Action.WRITE_MAP,
        title="What may stay?",
        button="Save what stays",
        lead="Only what can be nobody of the record may stay, with a reason. Names of "
        "the record are not asked about: take them out of the words.",
    )
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        found=[one for one in shown.undecided],
        initial={"version": shown.text.version},
    )
    return _over(
        request,
        form,
        page,
        lambda: actions.decide(
            family_id=family_id,
            kept=form.kept,
            seen_version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        lambda: "",
    )


@require_http_methods(ASKED)
@_once_begun
def consent(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    # a closed record takes no yes any more, but always a no
    _case(viewer, family_id, Action.OPEN_FAMILY)
    page = _page(
        viewer,
        family_id,
        Action.OPEN_FAMILY,
        title="What did they say to telling it?",
        button="Save what they said",
        lead="They can take it back at any time. Then the lab shows it to nobody.",
    )
    form = CaseConsentForm(request.POST if request.method == "POST" else None)
    return ask(
        request,
        form,
        page,
        lambda: actions.write_consent(
            family_id=family_id, **form.cleaned_data, by=viewer
        ),
    )


@require_http_methods(ASKED)
@_once_begun
def send(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = _case(viewer, family_id, Action.OPEN_FAMILY)
    page = _page(
        viewer,
        family_id,
        Action.OPEN_FAMILY,
        title="Confirm, and send it to the lab?",
        button="I have read it all: send it",
        lead="You confirm that these words name nobody. They are shown to those who "
        "booked the day. They can be taken back, never changed.",
        done="It is in the lab",
    )
    form = SendCaseForm(
        request.POST if request.method == "POST" else None,
        initial={"version": shown.text.version},
    )
    return _over(
        request,
        form,
        page,
        lambda: actions.send_case(
            family_id=family_id,
            seen_version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        lambda: "",
    )


def _over(
    request: ViewerRequest,
    form: Any,
    page: Asking,
    save: Callable[[], object],
    typed: Callable[[], str],
) -> HttpResponse:
    """Ask again, over the newest words, when somebody changed them first."""
    return ask_again_if_stale(
        request,
        form,
        page,
        save,
        differs=lambda now: [("The words of the case", now.text, typed())],
    )
