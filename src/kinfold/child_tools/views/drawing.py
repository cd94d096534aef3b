"""A child draws: on the paper of the screen, saved as it is drawn."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinfold.child_tools import actions
from kinfold.child_tools.presenters.drawn import drawn
from kinfold.child_tools.views.frame import ROOM, open_item
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.practice.errors import StaleWords
from kinfold.practice.views.frame import note_page
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED
from kinfold_core.pictures.palette import COLOURS, FACES, GROUNDS, LABELS, PENS
from kinfold_core.pictures.picture import as_json, read_picture
from kinfold_core.pictures.svg import catalogue
from kinfold_core.pictures.telling import tell

CONFLICT = 409
LARGEST = 600_000
"""Bytes of a picture that is as full as one may be, sent as JSON."""
UNREADABLE = "The picture could not be read."


@require_safe
def draw(request: ViewerRequest, family_id: UUID, tool_item_id: UUID) -> HttpResponse:
    """The paper, the pens and the colours. Without script: how else to bring it in."""
    opened, item = open_item(request, family_id, tool_item_id)
    note_page(request, opened.ground, ROOM.form)
    begun = {
        "picture": as_json(item.picture),
        "version": item.version,
        "tool": "pen",
        "saveUrl": reverse("child_tools:save-picture", args=[family_id, item.id]),
        # what was not sent yet waits on this device for this worker alone
        "kept": f"kinfold.picture.{item.id}.{request.viewer.worker_id}",
    }
    context = ROOM.context(
        opened.ground,
        crumb="Drawing",
        item=item,
        session=opened.session,
        back_url=opened.url(item.id),
        picture=drawn(item.picture, said="The child's drawing"),
        colours=[(name, LABELS[name], hue) for name, hue in COLOURS.items()],
        pens=[(name, LABELS[name], width) for name, width in PENS.items()],
        faces=[(name, LABELS[name]) for name in FACES],
        grounds=[(name, LABELS[name]) for name in GROUNDS],
        catalogue=catalogue(),
        begun=begun,
    )
    return render_page(request, "child_tools/draw.html", context)


@require_POST
def save(request: ViewerRequest, family_id: UUID, tool_item_id: UUID) -> HttpResponse:
    """Take the picture as it is being drawn: JSON in, JSON out.

    409 with both pictures when somebody else drew meanwhile; 422 with a sentence when
    it is no picture of ours or the time with the child is finished.
    """
    open_item(request, family_id, tool_item_id)
    try:
        sent, seen = _sent(request)
        item = actions.change_item(
            family_id=family_id,
            item_id=tool_item_id,
            changes={"picture": sent},
            seen=seen,
            by=request.viewer,
        )
    except CannotDo as error:
        return JsonResponse({"message": f"{error.message}."}, status=REFUSED)
    except StaleWords as stale:
        theirs = read_picture(stale.standing.details["picture"])
        return JsonResponse(
            {
                "message": str(stale),
                "by": stale.standing.changed_by,
                "version": stale.standing.version,
                "picture": as_json(theirs),
                "told": tell(theirs),
            },
            status=CONFLICT,
        )
    return JsonResponse(
        {
            "version": item.version,
            "saved": f"Saved {timezone.localtime():%H:%M}",
            "told": tell(read_picture(item.picture)),
        }
    )


def _sent(request: ViewerRequest) -> tuple[Any, int]:
    """The picture and the version it began from.

    Raises:
        CannotDo: it is not what a page of ours sends.
    """
    if len(request.body) > LARGEST:
        raise CannotDo("There is more drawn here than one picture can hold")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise CannotDo(UNREADABLE.rstrip(".")) from None
    seen = body.get("version") if isinstance(body, dict) else None
    if not isinstance(seen, int) or isinstance(seen, bool):
        raise CannotDo(UNREADABLE.rstrip("."))
    return body.get("picture"), seen
