"""Answering what the family asked, wherever they asked it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES
from kinfold.records.views.asking import ask
from kinfold.trajectory import actions
from kinfold.trajectory.forms import AnswerForm
from kinfold.trajectory.selectors import questions_of
from kinfold.trajectory.views import bottom_lines, road
from kinfold_core.access import Action


@require_http_methods(WRITES)
def answer(request: ViewerRequest, family_id: UUID, question_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_PLAN)
    asked = {one.id: one for one in questions_of(request.viewer, family_id)}
    question = asked.get(question_id)
    if question is None:
        raise NotFound("question")
    form = AnswerForm(posted(request))
    room = bottom_lines.ROOM if question.bottom_line_id else road.ROOM
    page = room.asking(
        request, ground, title=f"Answer {question.asked_by}", lead=question.words,
        at=f"question-{question.id}",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.answer_question(
            family_id=family_id,
            question_id=question_id,
            words=form.cleaned_data["words"],
            answered_on=form.cleaned_data["answered_on"],
            by=request.viewer,
        ),
    )
