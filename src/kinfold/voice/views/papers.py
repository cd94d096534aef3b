"""Reading a story together on a screen, and printing it as a book or as pages."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.limits import limited
from kinfold.platform.our_words import our_words_or_english
from kinfold.practice.views.frame import note_page
from kinfold.voice.pdf import render_story
from kinfold.voice.presenters.book import book_of, sheets
from kinfold.voice.selectors.rows import StoryRow
from kinfold.voice.views.around import Opened, around, open_story
from kinfold_core.access import Action
from kinfold_core.people.private_words import leave_out


@require_safe
def together(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    """One frame a screen, in big words. `?page=` is the sheet, the cover is 0."""
    opened = open_story(request, family_id, story_id, Action.OPEN_FAMILY)
    every = sheets(_story(request, opened))
    asked = request.GET.get("page", "0")
    at = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    at = min(at, len(every) - 1)
    note_page(request, opened.ground, "voice.reading")
    context = around(
        opened,
        sheet=every[at],
        our=our_words_or_english(opened.story.language),
        at=at,
        last=len(every) - 1,
        before=at - 1,
        after=at + 1 if at + 1 < len(every) else None,
    )
    return render_page(request, "voice/together.html", context)


@require_safe
@limited("papers", per_minute=30)
def book(plain: HttpRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    """A small book: A5 pages, two on a side of A4, to print on both sides and fold."""
    return _pdf(cast(ViewerRequest, plain), family_id, story_id, is_book=True)


@require_safe
@limited("papers", per_minute=30)
def pages(plain: HttpRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    """One frame on each page of A4."""
    return _pdf(cast(ViewerRequest, plain), family_id, story_id, is_book=False)


def _story(request: ViewerRequest, opened: Opened) -> StoryRow:
    """The story as it may lie about: a book is in the hands of whoever finds it."""
    marks = marks_for_any_hand(request.viewer, opened.ground.family.pk)
    story: StoryRow = leave_out(opened.story, marks)[0]
    return story


def _pdf(
    request: ViewerRequest, family_id: UUID, story_id: UUID, *, is_book: bool
) -> HttpResponse:
    opened = open_story(request, family_id, story_id, Action.SHARE_FAMILY_COPY)
    note_page(request, opened.ground, "voice.pdf")
    made_up = opened.ground.family.is_synthetic
    content = render_story(
        book_of(_story(request, opened), is_made_up=made_up), is_book=is_book
    )
    response = HttpResponse(content, content_type="application/pdf")
    name = slugify(f"our story {'book' if is_book else 'pages'}")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
