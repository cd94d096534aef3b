"""Drawing a frame: on the paper of the screen, or by choosing parts from a list."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.drafts.form_drafts import draft_for
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.errors import StaleWords
from kinfold.practice.views.frame import note_page
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED, add_error, with_version
from kinfold.voice import actions
from kinfold.voice.forms import PartsForm
from kinfold.voice.presenters.drawn import drawn, part_buttons, told
from kinfold.voice.views.around import WRITES, around, open_story
from kinfold_core.pictures.palette import COLOURS, FACES, GROUNDS, LABELS, PENS
from kinfold_core.pictures.picture import (
    Picture,
    UnreadablePictureError,
    as_json,
    read_picture,
)
from kinfold_core.pictures.svg import catalogue
from kinfold_core.pictures.telling import tell

CONFLICT = 409
LARGEST = 600_000
"""Bytes of a picture that is as full as one may be, sent as JSON."""


@require_safe
def draw(
    request: ViewerRequest, family_id: UUID, story_id: UUID, frame_id: UUID
) -> HttpResponse:
    """The paper and the parts. Without script: the picture, and the way to the list."""
    opened = open_story(request, family_id, story_id)
    frame = opened.frame(frame_id)
    note_page(request, opened.ground, "voice.draw")
    begun = {
        "picture": as_json(frame.picture),
        "version": frame.version,
        "saveUrl": opened.url("save-picture", frame_id=frame_id),
        # what was not sent yet waits on this device for this worker alone
        "kept": f"kinfold.picture.{frame_id}.{request.viewer.worker_id}",
    }
    context = around(
        opened,
        crumb="Picture",
        frame=frame,
        picture=drawn(frame.picture, said=told(frame)),
        parts=part_buttons(),
        colours=[(name, LABELS[name], hue) for name, hue in COLOURS.items()],
        pens=[(name, LABELS[name], width) for name, width in PENS.items()],
        faces=[(name, LABELS[name]) for name in FACES],
        grounds=[(name, LABELS[name]) for name in GROUNDS],
        catalogue=catalogue(),
        begun=begun,
    )
    return render_page(request, "voice/draw.html", context)


@require_POST
def save(
    request: ViewerRequest, family_id: UUID, story_id: UUID, frame_id: UUID
) -> HttpResponse:
    """Take the picture as it is being drawn: JSON in, JSON out.

    409 with both pictures drawn when somebody else drew meanwhile; 422 with a sentence
    when it is no picture of ours.
    """
    opened = open_story(request, family_id, story_id)
    opened.frame(frame_id)
    try:
        picture, version = _sent(request)
        frame = actions.draw_frame(
            **opened.here,
            frame_id=frame_id,
            picture=picture,
            version=version,
            by=request.viewer,
        )
    except UnreadablePictureError as error:
        return JsonResponse({"message": str(error)}, status=REFUSED)
    except CannotDo as error:
        return JsonResponse({"message": f"{error.message}."}, status=REFUSED)
    except StaleWords as stale:
        theirs: Picture = stale.standing.details
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
            "version": frame.version,
            "saved": f"Saved {timezone.localtime():%H:%M}",
            "told": tell(picture),
        }
    )


@require_http_methods(WRITES)
def parts(
    request: ViewerRequest, family_id: UUID, story_id: UUID, frame_id: UUID
) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    frame = opened.frame(frame_id)
    form = PartsForm(posted(request), picture=frame.picture, version=frame.version)
    is_stale = False
    if request.method == "POST" and form.is_valid():
        try:
            actions.draw_frame(
                **opened.here,
                frame_id=frame_id,
                picture=form.cleaned_data["picture"],
                version=form.cleaned_data["version"],
                by=request.viewer,
            )
        except CannotDo as error:
            add_error(form, error)
        except StaleWords as stale:
            is_stale = True
            form.data = with_version(form.data, stale.standing.version)
            form.add_error(
                None,
                f"{stale} Their picture is shown here. Save again to put your parts in",
            )
        else:
            messages.success(request, f"Saved {timezone.localtime():%H:%M}")
            return go_to(
                request,
                reverse("voice:parts", kwargs=opened.here | {"frame_id": frame_id}),
            )
    note_page(request, opened.ground, "voice.draw")
    context = around(
        opened,
        crumb="Parts of the picture",
        frame=frame,
        draft=draft_for(request, form, title="Parts of the picture"),
        form=form,
        picture=drawn(frame.picture, said=told(frame)),
        told=tell(frame.picture),
    )
    status = CONFLICT if is_stale else REFUSED if form.errors else 200
    return render_page(request, "voice/parts.html", context, status=status)


def _sent(request: ViewerRequest) -> tuple[Picture, int]:
    """The picture and the version it began from.

    Raises:
        UnreadablePictureError: it is not what a page of ours sends.
    """
    if len(request.body) > LARGEST:
        raise UnreadablePictureError(
            "There is more drawn here than one picture can hold. Rub some lines out, "
            "or go on in a new frame."
        )
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise UnreadablePictureError("The picture could not be read.") from None
    version = body.get("version") if isinstance(body, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise UnreadablePictureError("The picture could not be read.")
    return read_picture(body.get("picture")), version
