"""The knowledge bank: looking for an item, one of them, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.knowledge import actions, file_actions, policy, presenters, selectors
from kinfold.knowledge.columns import COLUMNS
from kinfold.knowledge.forms import (
    AddForm,
    ChangeForm,
    CollectForm,
    RateForm,
    SearchForm,
    TakeOutForm,
    UseForm,
    WithdrawForm,
)
from kinfold.knowledge.taking_in import FileForm
from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.likely_identifiers import DecidesIdentifiers, reasons_in
from kinfold.platform.limits import limited
from kinfold.records.errors import StaleVersion
from kinfold.records.selectors.naming import people_called
from kinfold.records.views.asking import Asking, ask, page_number, show, with_version
from kinfold_measures.export import written

ASKED = ["GET", "HEAD", "POST"]
CHANGED = 409
HOME = "knowledge:home"


@require_safe
@limited("searches", per_minute=60)
def home(request: ViewerRequest) -> HttpResponse:
    """What is looked for, narrowed; without words, the newest."""
    viewer = request.viewer
    names = selectors.collections(viewer)
    form = SearchForm(request.GET, collections=names)
    asked = _asked(request, form)
    found = selectors.search(viewer, asked, page=page_number(request))
    pages = Paginator(range(found.count), selectors.A_PAGE).get_page(found.page)
    context = {
        "collections": names if asked == selectors.Asked() else [],
        "query": request.GET.urlencode(),
        "most": selectors.MOST_IN_FILE,
        "form": form,
        "lines": presenters.lines(found),
        "found": presenters.found_words(found),
        "meant": found.meant,
        "page_obj": pages,
        "programmes": selectors.open_programmes(viewer),
        "may_write": bool(policy.may_write(viewer, viewer.authority_id)),
        "is_withdrawn": asked.is_withdrawn,
    }
    return render_page(request, "knowledge/home.html", context)


@require_safe
@limited("files", per_minute=60)
def items_file(request: ViewerRequest) -> HttpResponse:
    """What is found, as a file that can be changed and taken in again."""
    viewer = request.viewer
    form = SearchForm(request.GET, collections=selectors.collections(viewer))
    rows = selectors.to_take_away(viewer, _asked(request, form))
    return HttpResponse(
        "\ufeff" + written(COLUMNS, presenters.file_rows(rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="kinfold-knowledge.csv"'},
    )


def _asked(request: ViewerRequest, form: SearchForm) -> selectors.Asked:
    form.is_valid()
    return selectors.Asked(
        **{name: form.cleaned_data.get(name) or "" for name in form.fields},
        is_withdrawn="withdrawn" in request.GET,
    )


@require_http_methods(ASKED)
def take_in(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    """Items out of a file: all of them, or none and what is wrong."""
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    insist(policy.may_write(viewer, viewer.authority_id))
    files = request.FILES if request.method == "POST" else None
    is_of_place = viewer.authority_id is not None
    form = FileForm(posted(request), files, is_of_place=is_of_place)
    page = Asking(
        title="Take items in from a file",
        button="Take them in",
        back_url=reverse(HOME),
        lead=f"For {programme.name}. Take the items away as a file, write in it, and "
        "bring it back here: what is new is added, and what says something else is "
        "changed. If one row is wrong, nothing is taken in.",
        done="",
        keeps_typed=False,
        more={"breadcrumbs": _crumbs("Take items in")},
    )

    def save() -> None:
        lines = [
            file_actions.Line(
                one.line,
                one.item_id,
                one.version,
                one.is_for_us_alone,
                _words_of(one.said),
            )
            for one in form.cleaned_data["file"]
        ]
        taken = file_actions.take_in(programme_id=programme_id, lines=lines, by=viewer)
        messages.success(request, presenters.taken_words(taken))

    return ask(request, form, page, save)


@require_safe
def item(request: ViewerRequest, knowledge_item_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.shown(viewer, knowledge_item_id)
    context = {
        "row": shown.row,
        "page": presenters.item_page(shown),
        "may_write": bool(policy.may_write(viewer, shown.row.authority_id)),
        "may_take_out": bool(shown.to_take_out),
        "may_collect": bool(policy.may_write(viewer, viewer.authority_id)),
        "breadcrumbs": _crumbs(shown.row.title),
    }
    return render_page(request, "knowledge/item.html", context)


@require_safe
def versions(request: ViewerRequest, knowledge_item_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.get(viewer, knowledge_item_id)
    item_url = reverse("knowledge:item", args=[row.pk])
    context = {
        "row": row,
        "changes": presenters.changes(
            selectors.versions(viewer, row),
            is_text_shown=selectors.reads_text(viewer, row),
        ),
        "breadcrumbs": _crumbs("What was changed", item_url),
    }
    return render_page(request, "knowledge/versions.html", context)


@require_http_methods(ASKED)
def add(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    insist(policy.may_write(viewer, viewer.authority_id))
    form = AddForm(posted(request), is_of_place=viewer.authority_id is not None)
    form.people_in = partial(people_called, viewer)
    page = Asking(
        title="Put something into the knowledge bank",
        button="Put it in",
        back_url=reverse(HOME),
        lead=f"For {programme.name}. Your own writing, or a link: copy nothing that "
        "you may not pass on, and name no family.",
        done="It is in the knowledge bank",
        more={"breadcrumbs": _crumbs("Put something in")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add(
            programme_id=programme_id,
            words=_words(form),
            kept=form.kept,
            is_for_us_alone=form.cleaned_data.get("seen_by") == "us",
            by=viewer,
        ),
    )


@require_http_methods(ASKED)
def change(request: ViewerRequest, knowledge_item_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.get(viewer, knowledge_item_id)
    insist(policy.may_write(viewer, row.authority_id))
    form = ChangeForm(
        posted(request),
        initial=presenters.change_initial(row),
        reasons=reasons_in(row.kept),
    )
    form.people_in = partial(people_called, viewer)
    page = _asking(row.pk, title="Change this item", button="Save the change")

    def save() -> None:
        actions.change(
            item_id=row.pk,
            words=_words(form),
            why=form.cleaned_data["why"],
            kept=form.kept,
            seen_version=form.cleaned_data["version"] or 0,
            by=viewer,
        )

    try:
        return ask(request, form, page, save)
    except StaleVersion as changed:
        page.more["conflict"] = presenters.conflict(changed.current, form.cleaned_data)
        form.data = with_version(form.data, changed.current.version)
        return show(request, form, page, status=CHANGED)


@require_http_methods(ASKED)
def withdraw(request: ViewerRequest, knowledge_item_id: UUID) -> HttpResponse:
    row = selectors.get(request.viewer, knowledge_item_id)
    insist(policy.may_write(request.viewer, row.authority_id))
    page = _asking(
        row.pk,
        title=f"Withdraw “{row.title}”?",
        button="Withdraw it",
        lead="It is found no more. Its page stays, and says why. Its text is then "
        "shown only to those who may write it.",
    )
    return _ask(request, WithdrawForm(posted(request)), page, row.pk, actions.withdraw)


@require_http_methods(ASKED)
def rate(request: ViewerRequest, knowledge_item_id: UUID) -> HttpResponse:
    row = selectors.get(request.viewer, knowledge_item_id)
    page = _asking(
        row.pk, title="How useful is it?", button="Save my answer", lead=row.title
    )
    before = selectors.my_rating(request.viewer, row)
    form = RateForm(
        posted(request),
        initial=presenters.rating_initial(before),
        reasons=reasons_in(before.kept if before else ()),
    )
    return _ask(request, form, page, row.pk, actions.rate)


@require_http_methods(ASKED)
def use(request: ViewerRequest, knowledge_item_id: UUID) -> HttpResponse:
    row = selectors.get(request.viewer, knowledge_item_id)
    page = _asking(
        row.pk, title="Where was it used?", button="Write it down", lead=row.title
    )
    return _ask(request, UseForm(posted(request)), page, row.pk, actions.use)


@require_http_methods(ASKED)
def collect(request: ViewerRequest, knowledge_item_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.get(viewer, knowledge_item_id)
    insist(policy.may_write(viewer, viewer.authority_id))
    held = selectors.collections(viewer)
    names = ", ".join(held)
    page = _asking(
        row.pk,
        title="Put it into a collection",
        button="Put it there",
        lead=f"There are: {names}." if names else "There is no collection yet.",
    )
    form = CollectForm(posted(request), names=held)
    return _ask(request, form, page, row.pk, actions.collect)


@require_http_methods(ASKED)
def take_out(request: ViewerRequest, knowledge_item_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.get(viewer, knowledge_item_id)
    insist(policy.may_write(viewer, viewer.authority_id))
    names = selectors.names_to_take_out(viewer, selectors.collected(viewer, row))
    page = _asking(
        row.pk,
        title="Take it out of a collection",
        button="Take it out",
        lead=row.title if names else "It is in no collection that you may change.",
    )
    form = TakeOutForm(posted(request), names=names)
    return _ask(request, form, page, row.pk, actions.take_out)


def _words(form: forms.Form) -> actions.Words:
    return _words_of(form.cleaned_data)


def _words_of(given: Mapping[str, Any]) -> actions.Words:
    said = {name: given[name] for name in actions.Words.__slots__}
    return actions.Words(**{**said, "topics": tuple(said["topics"])})


def _ask(
    request: ViewerRequest,
    form: forms.Form,
    page: Asking,
    item_id: UUID,
    act: Callable[..., object],
) -> HttpResponse:
    """A page whose form asks exactly what the action is told."""
    decides = form if isinstance(form, DecidesIdentifiers) else None
    if decides:
        decides.people_in = partial(people_called, request.viewer)

    def save() -> None:
        kept = {"kept": decides.kept} if decides else {}
        act(item_id=item_id, **form.cleaned_data, **kept, by=request.viewer)

    return ask(request, form, page, save)


def _asking(item_id: UUID, **words: Any) -> Asking:
    url = reverse("knowledge:item", args=[item_id])
    return Asking(
        back_url=url,
        more={"breadcrumbs": _crumbs(words["title"], url)},
        **words,
    )


def _crumbs(label: str, item_url: str = "") -> tuple[Link, ...]:
    item = [Link("The item", item_url)] if item_url else []
    return (Link("Knowledge bank", reverse(HOME)), *item, Link(label, ""))
