"""Collections of open answers: the list, one of them, beginning one, taking in."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.selectors.naming import people_called
from kinfold.records.views.asking import Asking, ask, page_number
from kinfold.themes import policy
from kinfold.themes.actions.collecting import begin_collection, take_in_answers
from kinfold.themes.actions.masking import mask_words
from kinfold.themes.forms import AnswersForm, CollectionForm, MaskForm
from kinfold.themes.presenters import pages
from kinfold.themes.selectors import coding, collections
from kinfold_core.people.dates import day_in_words
from kinfold_core.people.likely_identifiers import Identifier

HOME = "themes:collections"
ON_A_PAGE = 50


def home_link() -> Link:
    return Link("Open answers", reverse(HOME))


def collection_link(collection_id: UUID, title: str) -> Link:
    return Link(title, reverse("themes:collection", args=[collection_id]))


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    found = collections.open_programmes(viewer)
    context = {
        "table": pages.collections_table(collections.collections(viewer)),
        "programmes": found,
        "may_run": bool(policy.may_run(viewer)),
    }
    return render_page(request, "themes/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    programme = collections.programme(viewer, programme_id)
    insist(policy.may_run(viewer))
    places = collections.places_of(viewer, programme.pk)
    form = CollectionForm(
        request.POST if request.method == "POST" else None,
        sources=pages.SOURCES,
        places=pages.place_options(places),
    )
    page = Asking(
        title="Begin a collection of open answers",
        button="Begin it",
        back_url=reverse(HOME),
        lead=f"For {programme.name}. Answers are taken in next.",
        done="Begun. Now take answers in, and write the code book",
        more={"breadcrumbs": (home_link(), Link("Begin", ""))},
    )
    return ask(
        request,
        form,
        page,
        lambda: begin_collection(
            programme_id=programme_id,
            title=form.cleaned_data["title"],
            source=form.cleaned_data["source"],
            held_on=form.cleaned_data["held_on"],
            place=_place(form.cleaned_data["place"]),
            told=form.cleaned_data["told"],
            by=viewer,
        ),
    )


@require_safe
def collection(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    """One collection: where it stands, and its answers."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    seats = coding.seats_of(viewer, row)
    found = Paginator(collections.answers_of(viewer, row), ON_A_PAGE)
    page = found.get_page(page_number(request))
    context = {
        "row": row,
        "day": day_in_words(row.held_on),
        "page": page,
        "answers": [pages.answer_shown(one) for one in page],
        "batches": pages.batch_lines(collections.batches_of(viewer, row)),
        "kept": collections.kept_in(viewer, row),
        "maskings": pages.masking_lines(collections.maskings_of(viewer, row)),
        "book": collections.book_of(viewer, row),
        "seats": seats,
        "coders": pages.seat_lines(
            seats, coding.how_many_coded(viewer, row, seats), found.count
        ),
        "own_seat": seats.of(viewer),
        "may_run": bool(policy.may_run(viewer)),
        "may_bring": bool(policy.may_bring(viewer, row.authority_id)),
        "may_sit": bool(policy.may_code(viewer)) and seats.free() is not None,
        "breadcrumbs": (home_link(), Link(row.title, "")),
    }
    return render_page(request, "themes/collection.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    """Paste or send answers; decide on each name in them; then they are kept."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    insist(policy.may_bring(viewer, row.authority_id))
    is_asked_where = not row.authority_id and not viewer.authority_id
    places = collections.places_of(viewer, row.programme_id) if is_asked_where else []
    is_sent = request.method == "POST"
    form = AnswersForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        places=pages.place_options(places),
    )
    form.people_in = partial(people_called, viewer)
    page = _taking_in(row)

    def save() -> None:
        batch, is_new = take_in_answers(
            collection_id=row.pk,
            given=form.masked_answers(),
            digest=form.digest,
            masked=len(form.hidden),
            kept=form.kept,
            place=_place(form.cleaned_data.get("place")),
            came_as=form.came_as,
            by=viewer,
        )
        said = (
            f"{batch.answers} answers are taken in"
            if is_new
            else f"The same answers are here already, since "
            f"{day_in_words(batch.at.date())}. Nothing was changed"
        )
        messages.success(request, said)

    return ask(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
def mask(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    """Mask words that say who somebody is, wherever they stand."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    insist(policy.may_run(viewer))
    form = MaskForm(request.POST if request.method == "POST" else None)
    page = Asking(
        title="Mask words in the answers",
        button="Mask them for good",
        back_url=reverse("themes:collection", args=[row.pk]),
        lead="Wherever they stand in these answers and their quotations, a mask stands "
        "instead. The words are not kept and cannot be brought back. What coders wrote "
        "themselves is not changed: look through the code book and the themes, too.",
        done="Masked. The words are gone",
        more={
            "breadcrumbs": (
                home_link(),
                collection_link(row.pk, row.title),
                Link("Mask words", ""),
            )
        },
    )
    return ask(
        request,
        form,
        page,
        lambda: mask_words(
            collection_id=row.pk,
            words=form.cleaned_data["words"],
            kind=Identifier(form.cleaned_data["kind"]),
            why=form.cleaned_data["why"],
            by=viewer,
        ),
    )


def _taking_in(row: collections.Collected) -> Asking:
    return Asking(
        title="Take answers in",
        button="Take them in",
        back_url=reverse("themes:collection", args=[row.pk]),
        lead="Everybody in the programme may read them. Names, dates and addresses in "
        "them are shown to you first.",
        done="",
        template="themes/take_in.html",
        more={
            "row": row,
            "breadcrumbs": (
                home_link(),
                collection_link(row.pk, row.title),
                Link("Take answers in", ""),
            ),
        },
    )


def _place(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None
