"""Favourites, marks of a visit, and keeping the library."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.questions import actions
from kinfold.questions.errors import QuestionChanged
from kinfold.questions.forms import QuestionForm
from kinfold.questions.presenters import question_line, with_query, wording_lines
from kinfold.questions.selectors import question_library, wordings_of
from kinfold.questions.views.looking import reader_of
from kinfold.questions.words import AUDIENCES, STAGES, TOPICS
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.practice.questions import Question, shipped

ASKS = ["GET", "HEAD", "POST"]


@require_POST
def favourite(request: ViewerRequest, key: str) -> HttpResponse:
    """Keep a question at hand; `kept` is empty to let it go."""
    is_kept = bool(request.POST.get("kept"))
    actions.keep_favourite(key=key, is_kept=is_kept, by=request.viewer)
    family_id = _family_in(request)
    return _again(request, key, family_id)


@require_POST
def asked(request: ViewerRequest, family_id: UUID, key: str) -> HttpResponse:
    """Mark that this was asked today; `undo` takes the mark back."""
    actions.mark_asked(
        family_id=family_id,
        key=key,
        on=timezone.localdate(),
        is_taken_back=bool(request.POST.get("undo")),
        by=request.viewer,
    )
    return _again(request, key, family_id)


@require_http_methods(ASKS)
def add(request: ViewerRequest) -> HttpResponse:
    _check_may_edit(request)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        question = actions.add_question(question=form.question(), by=request.viewer)
        messages.success(request, "It is in the library now.")
        return go_to(request, _topic_url(question))
    return _ask(request, form, title="Add a question")


@require_http_methods(ASKS)
def edit(request: ViewerRequest, key: str) -> HttpResponse:
    """Word a question differently; the earlier wordings stay."""
    _check_may_edit(request)
    standing = _standing(request, key)
    wordings = wordings_of(request.viewer, key)
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        standing=standing,
        version=wordings[0].version if wordings else 0,
    )
    conflict = None
    if form.is_valid():
        question = replace(form.question(key), is_hidden=standing.is_hidden)
        try:
            actions.change_question(
                question=question,
                seen_version=form.cleaned_data["version"] or 0,
                by=request.viewer,
            )
        except QuestionChanged as error:
            form.data = request.POST.copy()
            form.data["version"] = str(error.version)
            conflict = _differences(error.standing, question)
        else:
            messages.success(request, "The library has these words now.")
            return go_to(request, _topic_url(question))
    return _ask(
        request,
        form,
        title="Change a question",
        question=standing,
        conflict=conflict,
        wordings=wording_lines(wordings, _shipped(key)),
    )


@require_POST
def hide(request: ViewerRequest, key: str) -> HttpResponse:
    """Take a question out of the library, or with `show` put it back."""
    _check_may_edit(request)
    standing = _standing(request, key)
    wordings = wordings_of(request.viewer, key)
    is_hidden = not request.POST.get("show")
    actions.change_question(
        question=replace(standing, is_hidden=is_hidden),
        seen_version=wordings[0].version if wordings else 0,
        by=request.viewer,
    )
    said = "out of the library" if is_hidden else "in the library again"
    messages.success(request, f"It is {said}.")
    return go_to(request, _topic_url(standing))


def _ask(
    request: ViewerRequest,
    form: QuestionForm,
    *,
    title: str,
    question: Question | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
    **extra: object,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "question": question,
        "conflict": conflict,
        "breadcrumbs": [
            Link("Questions", reverse("questions:library")),
            Link(title, ""),
        ],
        **extra,
    }
    status = 409 if conflict is not None else 422 if form.errors else 200
    return render_page(request, "questions/question_form.html", context, status=status)


def _again(request: ViewerRequest, key: str, family_id: UUID | None) -> HttpResponse:
    """The question as it stands now: alone for htmx, or the list it came from."""
    if not request.htmx:
        name = "questions:family" if family_id else "questions:library"
        url = reverse(name, args=[family_id] if family_id else [])
        looked_for = QueryDict(request.POST.get("query", "")[:1000])
        return go_to(request, f"{with_query(url, looked_for)}#question-{key}")
    family = family_for(request.viewer, family_id) if family_id else None
    line = question_line(
        _standing(request, key), reader_of(request, family), today=timezone.localdate()
    )
    context = {"line": line, "family": family, "query": request.POST.get("query", "")}
    return render_page(request, "questions/_partials/question.html", context)


def _family_in(request: ViewerRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("family", ""))
    except ValueError:
        return None


def _standing(request: ViewerRequest, key: str) -> Question:
    question = question_library(request.viewer).get(key)
    if question is None:
        raise NotFound("question")
    return question


def _shipped(key: str) -> str:
    return next((one.text for one in shipped() if one.key == key), "")


def _topic_url(question: Question) -> str:
    return f"{reverse('questions:library')}?topic={question.topic.value}"


def _differences(now: Question, typed: Question) -> list[tuple[str, str, str]]:
    pairs = [
        ("Question", now.text, typed.text),
        ("About", TOPICS[now.topic], TOPICS[typed.topic]),
        ("To ask", AUDIENCES[now.audience], AUDIENCES[typed.audience]),
        ("To", STAGES[now.stage], STAGES[typed.stage]),
    ]
    return [(what, one, other) for what, one, other in pairs if one != other]


def _check_may_edit(request: ViewerRequest) -> None:
    decision = request.viewer.may(Action.EDIT_QUESTIONS)
    if not decision:
        raise PermissionDenied(decision.reason)
