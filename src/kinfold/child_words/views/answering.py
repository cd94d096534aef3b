"""What the adults answer the child, and that the child was shown it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.child_tools.views.frame import ask_about, open_session
from kinfold.child_words import actions
from kinfold.child_words.forms.answering import AnswerForm, ToldForm
from kinfold.child_words.selectors import session_of_response
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES


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
