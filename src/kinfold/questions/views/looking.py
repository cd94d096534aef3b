"""Looking for a question: the library, beside a family's map, and on paper."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.platform.audit import note_read
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.questions.forms import SearchForm
from kinfold.questions.presenters import (
    MOST_CARDS,
    MOST_SHOWN,
    Reader,
    cards,
    count_words,
    topic_parts,
    with_query,
)
from kinfold.questions.selectors import favourites_of, last_asked, question_library
from kinfold.records.header import family_header
from kinfold.records.selectors import family_for, may_with
from kinfold.records.selectors.records import AnyFamily
from kinfold_core.access import Action
from kinfold_core.practice.questions import Question, found


@require_safe
def library(request: ViewerRequest) -> HttpResponse:
    reader = reader_of(request)
    return _show(request, reader, {"list_url": reverse("questions:library")})


@require_safe
def of_family(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The library beside a family: what was asked of them already is marked.

    For htmx the questions alone, to stand beside the map.
    """
    family = family_for(request.viewer, family_id)
    reader = reader_of(request, family)
    note_read(
        request.viewer, target=family, page="questions.family", family_id=family.pk
    )
    context: dict[str, object] = {
        "family": family,
        "list_url": reverse("questions:family", args=[family_id]),
    }
    if not request.htmx:
        context |= {
            "family_header": family_header(request.viewer, family),
            "breadcrumbs": [
                Link(family.name, reverse("people:family", args=[family_id])),
                Link("Map", reverse("practice:map", args=[family_id])),
                Link("Questions to ask", ""),
            ],
        }
    return _show(request, reader, context)


@require_safe
def on_paper(request: ViewerRequest) -> HttpResponse:
    """What was looked for as a set of cards. No family is named on them."""
    reader = reader_of(request)
    questions, form = _found(request, reader)
    size = "a4" if request.GET.get("size") == "a4" else "a6"
    url = with_query(reverse("questions:cards"), request.GET)
    more = "&" if "?" in url else "?"
    context = {
        "cards": cards(questions[:MOST_CARDS]),
        "left": max(len(questions) - MOST_CARDS, 0),
        "most": MOST_CARDS,
        "size": size,
        "other_url": f"{url}{more}size={'a6' if size == 'a4' else 'a4'}",
        "back_url": with_query(reverse("questions:library"), request.GET),
        "form": form,
    }
    return render_page(
        request, "questions/cards.html", context, status=422 if form.errors else 200
    )


def reader_of(request: ViewerRequest, family: AnyFamily | None = None) -> Reader:
    """What the viewer may do with the library.

    Raises:
        PermissionDenied: they neither ask questions here nor keep the library.
    """
    viewer = request.viewer
    asks, edits = viewer.may(Action.ASK_QUESTIONS), viewer.may(Action.EDIT_QUESTIONS)
    if not asks and not edits:
        raise PermissionDenied(asks.reason)
    return Reader(
        may_ask=bool(asks),
        may_edit=bool(edits),
        favourites=favourites_of(viewer),
        family_id=family.pk if family else None,
        may_mark=bool(family and may_with(viewer, Action.WRITE_MAP, family)),
        asked=last_asked(viewer, family.pk) if family else None,
    )


def _found(request: ViewerRequest, reader: Reader) -> tuple[list[Question], SearchForm]:
    form = SearchForm(request.GET or QueryDict())
    everything = question_library(request.viewer).values()
    # whoever keeps the library finds what is hidden, to put it back
    seen = [
        question
        for question in everything
        if (reader.may_edit and not reader.family_id) or not question.is_hidden
    ]
    if form.is_mine_only:
        seen = [question for question in seen if question.key in reader.favourites]
    return found(seen, form.asked()), form


def _show(
    request: ViewerRequest, reader: Reader, context: dict[str, object]
) -> HttpResponse:
    questions, form = _found(request, reader)
    context |= {
        "form": form,
        "reader": reader,
        "query": with_query("", request.GET).removeprefix("?"),
        "parts": topic_parts(
            questions[:MOST_SHOWN], reader, today=timezone.localdate()
        ),
        "count": count_words(len(questions)),
        "cards_url": with_query(reverse("questions:cards"), request.GET),
        "may_edit_words": bool(request.viewer.may(Action.EDIT_VOCABULARY)),
    }
    return render_page(
        request,
        "questions/library.html",
        context,
        partial="found",
        status=422 if form.errors else 200,
    )
