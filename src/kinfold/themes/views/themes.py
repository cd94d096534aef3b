"""Themes of a collection, and the quotations that stand for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form
from kinfold.themes import policy
from kinfold.themes.actions import saying as actions
from kinfold.themes.forms import QuoteForm, TakeBackForm, ThemeForm
from kinfold.themes.presenters import pages
from kinfold.themes.selectors import coding, collections
from kinfold.themes.selectors import themes as selectors
from kinfold.themes.views.coding import CHANGED, crumbs


@require_safe
def themes(request: ViewerRequest, collection_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    names = {one.code_id: one.name for one in collections.wordings_of(viewer, row)}
    is_coded = coding.seats_of(viewer, row).are_done
    context = {
        "row": row,
        "cards": [
            pages.theme_card(one, names, row)
            for one in selectors.themes_of(viewer, row)
        ],
        "is_coded": is_coded,
        "may_write": is_coded and bool(policy.may_run(viewer)),
        "breadcrumbs": crumbs(row, "Themes"),
    }
    return render_page(request, "themes/themes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write_theme(
    request: ViewerRequest, collection_id: UUID, theme_id: UUID | None = None
) -> HttpResponse:
    """Say a theme, or say it in other words."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    history = selectors.theme(viewer, row, theme_id) if theme_id else []
    insist(policy.may_run(viewer))
    form = ThemeForm(
        request.POST if request.method == "POST" else None,
        book=pages.book_options(collections.book_of(viewer, row)),
        stances=pages.STANCES,
        initial=_typed(history[0]) if history else {"stance": "neither"},
    )
    page = Asking(
        title=f"The theme “{history[0].name}”" if history else "Say a theme",
        button="Save the theme",
        back_url=reverse("themes:themes", args=[row.pk]),
        done="Saved",
        template="themes/theme.html",
        more={"history": history[1:], "breadcrumbs": crumbs(row, "Themes")},
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.write_theme(
                collection_id=row.pk,
                theme_id=theme_id,
                said=actions.Said(
                    name=form.cleaned_data["name"],
                    says=form.cleaned_data["says"],
                    codes=form.chosen(),
                    claim=form.cleaned_data["claim"],
                    stance=form.cleaned_data["stance"],
                ),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        form.data = with_version(form.data, changed.current.version)
        page.more["changed"] = changed.current
        return show_form(request, form, page, status=CHANGED)


def _typed(standing: selectors.Wording) -> dict[str, Any]:
    return {
        "version": standing.version,
        "name": standing.name,
        "says": standing.says,
        "codes": [str(one) for one in standing.codes],
        "claim": standing.claim,
        "stance": standing.stance,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def quote(request: ViewerRequest, collection_id: UUID, theme_id: UUID) -> HttpResponse:
    """Choose words of an answer that carries the theme."""
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    wording = selectors.theme(viewer, row, theme_id)[0]
    insist(policy.may_run(viewer))
    carrying = selectors.quotable(viewer, row, wording)
    form = QuoteForm(
        request.POST if request.method == "POST" else None,
        answers=pages.answer_options(carrying),
    )
    page = Asking(
        title=f"A quotation for “{wording.name}”",
        button="Add it to the theme",
        back_url=reverse("themes:themes", args=[row.pk]),
        done="It stands with the theme",
        template="themes/quote.html",
        more={
            "answers": [pages.answer_shown(one) for one in carrying],
            "breadcrumbs": crumbs(row, "Themes"),
        },
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.quote(
            collection_id=row.pk,
            theme_id=theme_id,
            answer_id=UUID(form.cleaned_data["answer"]),
            words=form.cleaned_data["words"],
            kept_why=form.cleaned_data["kept_why"],
            by=viewer,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_quotation_back(
    request: ViewerRequest, collection_id: UUID, quotation_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    row = collections.collection(viewer, collection_id)
    found = selectors.quotation(viewer, row, quotation_id)
    insist(policy.may_run(viewer))
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    page = Asking(
        title="Take this quotation back?",
        button="Take it back",
        back_url=reverse("themes:themes", args=[row.pk]),
        lead=f"“{found.words}” The answer itself stays.",
        done="Taken back",
        more={"breadcrumbs": crumbs(row, "Themes")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.take_quotation_back(
            collection_id=row.pk,
            quotation_id=quotation_id,
            why=form.cleaned_data["why"],
            by=viewer,
        ),
    )
