"""What the pages of supervision have around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from kinfold.drafts.form_drafts import draft_for
from kinfold.platform.components import Link
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import CannotDo as CannotDoOnMap
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import note_page
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.presenters.header import build_header
from kinfold.records.selectors.lists import active_workers
from kinfold.records.views.asking import Asking, ask, leave, show, with_version

TAB = "supervision:family"
ASKS = ["GET", "HEAD", "POST"]


def frame(ground: Ground, crumb: str = "") -> dict[str, Any]:
    """Header and crumbs of a page under the family's tab. No query."""
    family = ground.family
    crumbs = [Link(family.name, reverse("people:family", args=[family.pk]))]
    if crumb:
        crumbs.append(Link("Supervision", reverse(TAB, args=[family.pk])))
    crumbs.append(Link(crumb or "Supervision", ""))
    return {
        "ground": ground,
        "family": family,
        "family_header": build_header(
            family,
            ground.facts.members,
            ground.facts.statuses,
            may_see_looks=ground.facts.may_see_looks,
            today=timezone.localdate(),
            current=TAB,
        ),
        "breadcrumbs": crumbs,
    }


def asking(
    request: ViewerRequest,
    ground: Ground,
    form: forms.Form,
    *,
    title: str,
    button: str,
    **more: Any,
) -> Asking:
    """A question about this family, under its header: written down as a look.

    What was typed into it before and not saved is in the boxes again.
    """
    note_page(request, ground, "supervision.form")
    around = frame(ground, title)
    around["draft"] = draft_for(request, form, title=title)
    more.setdefault("template", "supervision/ask.html")
    back_url = more.pop("back_url", reverse(TAB, args=[ground.family.pk]))
    return Asking(
        title=title,
        button=button,
        back_url=back_url,
        family_header=around.pop("family_header"),
        more={**around, **more.pop("extra", {})},
        **more,
    )


def worker_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Everybody who works here, to be chosen from. One query."""
    return [(str(worker.pk), worker.name) for worker in active_workers(viewer)]


def with_standing(
    workers: Iterable[tuple[str, str]], *standing: Any
) -> list[tuple[str, str]]:
    """Those who stand already stay to be chosen, also when they have left."""
    found = dict(workers)
    for worker in standing:
        if worker is not None:
            found.setdefault(str(worker.pk), worker.name)
    return list(found.items())


def ask_with_both(
    request: ViewerRequest,
    form: forms.Form,
    page: Asking,
    save: Callable[[], object],
    *,
    standing: Callable[[Any], dict[str, Any]],
) -> HttpResponse:
    """Ask and save; when somebody saved first, show both wordings.

    `standing`: what stands now as the form holds it, its version among it.
    """
    try:
        return ask(request, form, page, save)
    except StaleVersion as stale:
        return _show_both(request, form, page, standing(stale.current))


def _show_both(
    request: ViewerRequest, form: forms.Form, page: Asking, standing: dict[str, Any]
) -> HttpResponse:
    """What was typed is still in the boxes, to be saved over what is shown."""
    version = standing.pop("version")
    typed = {name: _said(form, name) for name in standing}
    page.more["conflict"] = [
        (form.fields[name].label, _word(form, name, standing[name]), typed[name])
        for name in standing
        if _word(form, name, standing[name]) != typed[name]
    ]
    form.data = with_version(form.data, version)
    return show(request, form, page, status=409)


def _said(form: forms.Form, name: str) -> str:
    return _word(form, name, form.cleaned_data.get(name))


def _word(form: forms.Form, name: str, value: Any) -> str:
    """A value as the form would say it: the name behind an id."""
    if isinstance(value, list | tuple):
        return ", ".join(sorted(_word(form, name, one) for one in value))
    text = "" if value is None else str(value)
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(text, text)) if text else ""


def press(
    request: ViewerRequest, url: str, save: Callable[[], object], said: str = ""
) -> HttpResponse:
    """A button: do it and go back, or go back with the sentence that refused it."""
    try:
        with transaction.atomic():
            save()
    except (CannotDo, CannotDoOnMap) as error:
        messages.error(request, error.message)
    else:
        if said:
            messages.success(request, said)
    return leave(request, url)


def session_url(family_id: UUID, session_id: UUID, at: str = "") -> str:
    url = reverse("supervision:group", args=[family_id, session_id])
    return f"{url}#{at}" if at else url
