"""One page that asks, saves and says what it did; or asks again, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from kinfold.platform import audit
from kinfold.platform.components import FamilyHeader
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.header import family_header
from kinfold.records.keeping import kept_of
from kinfold.records.presenters.words import named_with_age
from kinfold.records.selectors.lists import CHILD_PARTS
from kinfold.records.selectors.members import members_of
from kinfold.records.selectors.records import AnyFamily

REFUSED = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What stands around a form.

    What is typed into a form about a family is kept as it is typed (ADR 17), unless
    `keeps_typed` says that whoever is asked may not open the family yet.
    """

    title: str
    button: str
    back_url: str
    lead: str = ""
    done: str = "Saved"
    tone: str = ""
    template: str = "records/ask.html"
    keeps_typed: bool = True
    family_header: FamilyHeader | None = None
    more: dict[str, Any] = field(default_factory=dict)


def ask(
    request: ViewerRequest,
    form: forms.Form,
    page: Asking,
    save: Callable[[], object],
    *,
    done_url: str = "",
) -> HttpResponse:
    """Show the form; on POST save it and go on, or show it again with what is wrong.

    `save` raises `CannotDo` when the change makes no sense; its transaction is taken
    back alone, so that the page can still be shown.
    """
    if request.method != "POST":
        return show(request, form, page)
    if form.is_valid():
        try:
            with transaction.atomic():
                save()
        except CannotDo as error:
            add_error(form, error)
        else:
            if page.done:
                messages.success(request, page.done)
            return leave(request, done_url or page.back_url)
    return show(request, form, page, status=REFUSED)


def add_error(form: forms.Form, error: CannotDo) -> None:
    form.add_error(error.field if error.field in form.fields else None, error.message)


def show(
    request: ViewerRequest, form: forms.Form, page: Asking, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "page": page,
        "family_header": page.family_header,
        **page.more,
    }
    if page.keeps_typed and "draft" not in context:
        context["draft"] = kept_of(request, form, page.title)
    return render_page(request, page.template, context, status=status)


def settled(request: ViewerRequest, page: Asking, words: str) -> HttpResponse:
    """What the page asks was said already, by them or by somebody else: say it."""
    messages.info(request, words)
    return leave(request, page.back_url)


def leave(request: ViewerRequest, url: str) -> HttpResponse:
    """Go on after a change."""
    if request.htmx:
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


def with_version(data: Mapping[str, Any], version: int | str) -> Mapping[str, Any]:
    """What was typed, to be saved over the version that is shown now."""
    typed = QueryDict(mutable=True)
    if isinstance(data, QueryDict):
        for name, values in data.lists():
            typed.setlist(name, values)
    typed["version"] = str(version)
    return typed


def page_number(request: ViewerRequest) -> int:
    """The page asked for; the first one when that is no number."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def asking_family(
    viewer: Viewer, family: AnyFamily, *, title: str, button: str, **more: Any
) -> Asking:
    """A form under the family's header, which names its people: a look at them."""
    audit.note_read(viewer, target=family, page="family form", family_id=family.pk)
    return Asking(
        title=title,
        button=button,
        back_url=reverse("people:family", args=[family.pk]),
        family_header=family_header(viewer, family),
        **more,
    )


def member_choices(
    viewer: Viewer, family: AnyFamily, *, children: bool = False
) -> list[tuple[str, str]]:
    """Who is in the family, to be chosen from in a form. One query."""
    today = timezone.localdate()
    return [
        (str(member.person_id), named_with_age(member.person, today))
        for member in members_of(viewer, family)
        if not children or member.part in CHILD_PARTS
    ]
