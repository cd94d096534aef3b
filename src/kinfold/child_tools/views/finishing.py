"""Read back to the child, acted on, finished."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.child_tools import actions
from kinfold.child_tools.forms.finishing import (
    DisclosureForm,
    FinishForm,
    OnDayForm,
)
from kinfold.child_tools.views.frame import ask_about, open_session
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES


@require_http_methods(WRITES)
def disclose(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    form = DisclosureForm(posted(request))
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.disclose(
            **opened.here, details=form.details, by=request.viewer
        ),
        title="The child told something that must be acted on",
        lead="Act first. Then write it down here, and tell the child what you did.",
    )


@require_http_methods(WRITES)
def read_back(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    form = OnDayForm(posted(request))
    said = "\n".join(f"“{item.words}”" for item in opened.session.told if item.words)
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.read_back(
            **opened.here, on=form.cleaned_data["on"], by=request.viewer
        ),
        title="Is this just as you said it?",
        button="The child says yes to every word",
        lead=said,
    )


@require_http_methods(WRITES)
def finish(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    form = FinishForm(posted(request), session=opened.session)
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.finish(
            **opened.here,
            response_due_on=form.cleaned_data["response_due_on"],
            by=request.viewer,
        ),
        title=f"Finish the time with {opened.session.child_name}",
        button="Finish",
        lead="The child's words stay as they are from now on. Who may see them can "
        "still change, as often as the child wants.",
    )
