"""Planning a workshop and its agenda."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinfold.platform.holding import insist
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.views.asking import Asking, ask
from kinfold.workshops import actions, policy, presenters, selectors
from kinfold.workshops.forms import ItemForm, WorkshopForm
from kinfold.workshops.views.frame import (
    ASKED,
    HOME,
    ask_over,
    crumbs,
    seen,
    url_of,
)


@require_http_methods(ASKED)
def plan(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    insist(policy.may_run(viewer))
    dates = selectors.dates_to_choose(viewer, programme_id)
    form = WorkshopForm(posted(request), dates=presenters.date_options(dates))
    page = Asking(
        title="Plan a workshop",
        button="Plan it",
        back_url=reverse(HOME),
        lead=f"For {programme.name}. Its agenda comes next.",
        done="The workshop is planned. Now put its agenda together",
        more={"breadcrumbs": crumbs(here="Plan a workshop")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.plan_workshop(
            programme_id=programme_id,
            title=form.cleaned_data["title"],
            **_where(form),
            by=viewer,
        ),
    )


@require_http_methods(ASKED)
def change(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.workshop(viewer, workshop_id)
    insist(policy.may_run(viewer))
    of_date = selectors.date_of(viewer, row)
    dates = selectors.dates_to_choose(viewer, row.programme_id, row.gathering_id)
    form = WorkshopForm(
        posted(request),
        dates=presenters.date_options(dates),
        initial={
            "version": row.version,
            "title": row.title,
            "gathering": str(of_date.pk) if of_date else "",
            "held_on": None if of_date else row.held_on,
            "place": "" if of_date else row.where,  # type: ignore[attr-defined]
        },
    )
    page = Asking(
        title="Change the workshop",
        button="Save the workshop",
        back_url=url_of(row.pk),
        more={"breadcrumbs": crumbs(row.title, row.pk, "Change it")},
    )
    return ask_over(
        request,
        form,
        page,
        lambda: actions.change_workshop(
            workshop_id=workshop_id,
            title=form.cleaned_data["title"],
            **_where(form),
            seen_version=seen(form),
            by=viewer,
        ),
        lambda now: presenters.says_now(now, selectors.date_of(viewer, now)),
    )


@require_http_methods(ASKED)
def add_item(request: ViewerRequest, workshop_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = selectors.workshop(viewer, workshop_id)
    insist(policy.may_run(viewer))
    last = max(
        (one.row.position for one in selectors.shown(viewer, workshop_id).items),
        default=0,
    )
    form = ItemForm(posted(request), initial={"position": min(last + 1, 99)})
    page = Asking(
        title="Add to the agenda",
        button="Add it",
        back_url=url_of(row.pk),
        lead=row.title,
        done="It is on the agenda",
        more={"breadcrumbs": crumbs(row.title, row.pk, "Add to the agenda")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.add_item(
            workshop_id=workshop_id, details=_details(form), by=viewer
        ),
    )


@require_http_methods(ASKED)
def change_item(
    request: ViewerRequest, workshop_id: UUID, workshop_item_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    row = selectors.item(viewer, workshop_id, workshop_item_id)
    insist(policy.may_run(viewer))
    initial: dict[str, Any] = {
        name: getattr(row, name) for name in actions.ItemDetails.__slots__
    }
    initial |= {"version": row.version, "options": "\n".join(row.options)}
    form = ItemForm(posted(request), initial=initial)
    title = selectors.workshop(viewer, workshop_id).title
    page = Asking(
        title="Change this part of the agenda",
        button="Save it",
        back_url=url_of(workshop_id),
        more={"breadcrumbs": crumbs(title, workshop_id, row.title)},
    )
    return ask_over(
        request,
        form,
        page,
        lambda: actions.change_item(
            workshop_id=workshop_id,
            item_id=workshop_item_id,
            details=_details(form),
            seen_version=seen(form),
            by=viewer,
        ),
        lambda now: (
            f"{now.position}. {now.title}, {now.minutes} minutes. {now.words} "
            f"{'; '.join(now.options)}"
        ),
    )


def _where(form: WorkshopForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "held_on": said["held_on"],
        "place": said["place"],
        "gathering_id": UUID(said["gathering"]) if said["gathering"] else None,
    }


def _details(form: ItemForm) -> actions.ItemDetails:
    return actions.ItemDetails(
        **{name: form.cleaned_data[name] for name in actions.ItemDetails.__slots__}
    )
