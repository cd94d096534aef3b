"""What the pages of a map have around them, and how they answer a change."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from kinfold.drafts.presenters import Both, also_changed, both
from kinfold.drafts.together import Outcome
from kinfold.platform.audit import note_read
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.errors import CannotDo, Standing
from kinfold.practice.presenters import comparison
from kinfold.practice.presenters.map_page import map_page
from kinfold.practice.selectors import living_map
from kinfold.practice.selectors.members import Ground
from kinfold.records.presenters.header import build_header
from kinfold_core.practice.living_map import DangerRow, EntryRow, LivingMap

MAP_TAB = "practice:map"
WRITES = ["GET", "HEAD", "POST"]


def context_of(
    ground: Ground, *, current: str = MAP_TAB, crumb: str = "", **extra: Any
) -> dict[str, Any]:
    """The frame of a page about this family. No query."""
    family = ground.family
    crumbs = [Link(family.name, reverse("people:family", args=[family.pk]))]
    if crumb:
        crumbs.append(Link("Map", reverse(MAP_TAB, args=[family.pk])))
    crumbs.append(Link(crumb or "Map", ""))
    return {
        "ground": ground,
        "family": family,
        "family_header": build_header(
            family,
            ground.facts.members,
            ground.facts.statuses,
            may_see_looks=ground.facts.may_see_looks,
            today=timezone.localdate(),
            current=current,
        ),
        "breadcrumbs": crumbs,
        **extra,
    }


def note_page(request: ViewerRequest, ground: Ground, page: str, why: str = "") -> None:
    """Write down that the viewer was shown this page of the family's record."""
    note_read(
        request.viewer, target=ground.family, page=page, family_id=ground.family.pk,
        why=why,
    )  # fmt: skip


def render_map(
    request: ViewerRequest, ground: Ground, *, column: str = ""
) -> HttpResponse:
    """The map of a family; for htmx its columns and scales alone."""
    page = map_page(
        living_map(request.viewer, ground.family.pk),
        now=timezone.now(),
        today=timezone.localdate(),
        column=column,
    )
    note_page(request, ground, "practice.map")
    return render_page(
        request,
        "practice/map.html",
        context_of(ground, page=page),
        partial="map",
    )


def back_to_map(
    request: ViewerRequest,
    ground: Ground,
    *,
    said: str,
    column: str,
    at: str = "",
    version: int = 0,
) -> HttpResponse:
    """After a change: the map again, where the change stands, with a quiet word.

    A change that made `version` of what stands `at` can be undone beside the word.

    A form opened on the map by htmx is given the new map in place of the old one; a
    form on a page of its own has no map to give it to, and goes there.
    """
    clock = f"{timezone.localtime():%H:%M}"
    url = reverse(MAP_TAB, args=[ground.family.pk])
    kind, _, thing_id = at.partition("-")
    undo = (
        reverse(f"versions:undo-{kind}", args=[ground.family.pk, thing_id, version])
        if version
        else ""
    )
    if not request.htmx or not _is_opened_on(url, request):
        messages.success(request, f"{said} {clock}", extra_tags=undo)
        return go_to(request, f"{url}?column={column}{f'#{at}' if at else ''}")
    response = render_map(request, ground, column=column)
    response["HX-Retarget"], response["HX-Reswap"] = "#map", "outerHTML"
    response["HX-Trigger"] = json.dumps(
        {"toast": {"text": f"{said} {clock}", "undo": undo}}
    )
    return response


def standing_of(row: EntryRow | DangerRow) -> Standing[Any]:
    """What a page read, as an action would tell it."""
    return Standing(row.details, row.version, row.changed_by, row.changed_at)


def new_version(before: EntryRow | DangerRow, saved: Any) -> int:
    """The version a save made; 0 when what was saved stood there already."""
    return int(saved.version) if saved.version > before.version else 0


def both_of(done: Outcome[Any]) -> Both:
    """Both wordings of what two people changed at once."""
    return both(done, label=comparison.label, said=comparison.said, now=timezone.now())


def said_saved(done: Outcome[Any]) -> str:
    """That it was saved, and what somebody else had changed meanwhile."""
    also = also_changed(done, label=comparison.label)
    return f"Saved. {also}." if also else "Saved"


def _is_opened_on(url: str, request: ViewerRequest) -> bool:
    """Whether htmx asks from that page; yes when the browser does not say."""
    asked_from = request.htmx.current_url_abs_path
    return asked_from is None or urlsplit(asked_from).path == url


def tell(form: Form, error: CannotDo) -> None:
    """Put what an action refused beside the field it is about."""
    form.add_error(error.field if error.field in form.fields else None, error.message)


def entry_on(standing: LivingMap, entry_id: UUID) -> EntryRow:
    """An entry of this map, also when it was taken off.

    Raises:
        NotFound: there is none, or it is another family's.
    """
    for entry in (*standing.entries, *standing.withdrawn_entries):
        if entry.id == entry_id:
            return entry
    raise NotFound("entry")


def danger_on(standing: LivingMap, danger_id: UUID) -> DangerRow:
    """A set of this map, also when it was taken off.

    Raises:
        NotFound: there is none, or it is another family's.
    """
    for danger in (*standing.dangers, *standing.withdrawn_dangers):
        if danger.id == danger_id:
            return danger
    raise NotFound("danger")
