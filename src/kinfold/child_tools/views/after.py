"""Read back, acted on, finished, answered, shown to the child, given to the child."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.child_tools import actions
from kinfold.child_tools.forms.after import (
    AnswerForm,
    CopyForm,
    DisclosureForm,
    FinishForm,
    OnDayForm,
    ToldForm,
)
from kinfold.child_tools.selectors.sessions import session_of_response
from kinfold.child_tools.views.frame import ask_about, open_session
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.practice.views.frame import WRITES, posted


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


@require_http_methods(WRITES)
def give_copy(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    form = CopyForm(posted(request))
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.give_copy(
            **opened.here, **form.cleaned_data, by=request.viewer
        ),
        title=f"What {opened.session.child_name} keeps",
    )


@require_http_methods(WRITES)
def respond(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    form = AnswerForm(posted(request), session=opened.session)
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.respond(**opened.here, details=form.details, by=request.viewer),
        title=f"What the adults answer {opened.session.child_name}",
        lead="A child who told something hard and hears nothing does not tell again.",
    )


@require_http_methods(WRITES)
def show_back(
    request: ViewerRequest, family_id: UUID, tool_response_id: UUID
) -> HttpResponse:
    session_id = session_of_response(request.viewer, family_id, tool_response_id)
    opened = open_session(request, family_id, session_id)
    answers = [one for one in opened.session.responses if one.id == tool_response_id]
    if not answers:
        raise NotFound("answer")
    form = ToldForm(posted(request))
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.show_back(
            family_id=family_id,
            response_id=tool_response_id,
            shown_on=form.cleaned_data["on"],
            child_words=form.cleaned_data["child_words"],
            by=request.viewer,
        ),
        title=f"Shown to {opened.session.child_name}",
        lead=answers[0].what_changed,
    )
