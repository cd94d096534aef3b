"""The versions of a map: all of them, one as it was, any two side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import context_of, note_page
from kinfold.versions import actions
from kinfold.versions.forms import CompareForm, DayForm, VersionForm
from kinfold.versions.presenters.side_by_side import side_by_side
from kinfold.versions.presenters.standing_map import columns_of, ratings_of
from kinfold.versions.presenters.versions import (
    in_force_line,
    purpose_line,
    version_cards,
)
from kinfold.versions.selectors import Until, map_past, snapshot
from kinfold.vocabulary.selectors import pack_of_family
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.version_history import in_force


@require_safe
def versions(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    return _list(request, ground)


@require_POST
def make_current(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.SHARE_FAMILY_COPY)
    past = map_past(request.viewer, family_id)
    form = VersionForm(request.POST, numbers=[one.number for one in past.versions])
    if not form.is_valid():
        return _list(request, ground, form)
    version = int(form.cleaned_data["version"])
    try:
        actions.make_current(family_id=family_id, version=version, by=request.viewer)
    except CannotShare as blocked:
        form.add_error(None, "Some words are still missing before this can be current")
        return _list(request, ground, form, blocking=blocked.findings)
    except CannotDo as error:
        form.add_error(None, error.message)
        return _list(request, ground, form)
    messages.success(request, f"Version {version} is the current map")
    return go(request, "versions:versions", family_id=family_id)


def _list(
    request: ViewerRequest, ground: Ground, form: Form | None = None, **more: Any
) -> HttpResponse:
    past = map_past(request.viewer, ground.family.pk)
    note_page(request, ground, "versions.versions")
    numbers = [one.number for one in past.versions]
    context = context_of(
        ground,
        crumb="Versions",
        past=past,
        cards=version_cards(past),
        purpose=purpose_line(past),
        form=form,
        may_make_current=ground.may_share
        and past.status in {"shared", "family_responded"},
        compare=CompareForm(numbers=numbers) if len(numbers) > 1 else None,
        day=DayForm(),
        **more,
    )
    status = 422 if form and form.errors else 200
    return render_page(request, "versions/versions.html", context, status=status)


@require_safe
def as_it_was(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The map in one version (`?version=2`) or at the end of a day (`?day_day=…`)."""
    ground = ground_of(request.viewer, family_id)
    past = map_past(request.viewer, family_id)
    is_version = "version" in request.GET
    day = DayForm(None if is_version else request.GET or None)
    form: Form = day
    if is_version:
        form = VersionForm(request.GET, numbers=[one.number for one in past.versions])
    note_page(request, ground, "versions.as_it_was")
    context: dict[str, Any] = {"form": form, "day": day}
    title = "The map as it was"
    if form.is_valid():
        until = _until(form)
        pack = pack_of_family(request.viewer, family_id)
        standing = snapshot(request.viewer, past.mapping_id or UUID(int=0), until)
        title = f"Version {until.version} of the map"
        if until.day:
            held = in_force(past.steps, until.day)
            title = f"The map on {day_in_words(until.day)}"
            context["held"] = in_force_line(held, today=timezone.localdate())
        context |= {"standing": standing, "columns": columns_of(standing, pack)}
        context["ratings"] = ratings_of(standing, pack)
    return render_page(
        request,
        "versions/as_it_was.html",
        context_of(ground, crumb=title, title=title, **context),
        status=422 if form.errors else 200,
    )


@require_safe
def compare(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """Any two versions side by side: `?before=1&after=3`."""
    ground = ground_of(request.viewer, family_id)
    past = map_past(request.viewer, family_id)
    numbers = [one.number for one in past.versions]
    form = CompareForm(request.GET or None, numbers=numbers)
    note_page(request, ground, "versions.compare")
    context: dict[str, Any] = {"form": form}
    if form.is_valid() and past.mapping_id:
        before, after = form.chosen
        old, new = (
            snapshot(request.viewer, past.mapping_id, Until(version=number))
            for number in (before, after)
        )
        pack = pack_of_family(request.viewer, family_id)
        context |= {
            "before": before,
            "after": after,
            "both": side_by_side(old, new, pack),
        }
    return render_page(
        request,
        "versions/compare.html",
        context_of(ground, crumb="Side by side", **context),
        status=422 if form.errors else 200,
    )


def _until(form: Form) -> Until:
    if "version" in form.cleaned_data:
        return Until(version=int(form.cleaned_data["version"]))
    return Until(day=form.cleaned_data["day"])
