"""What a device asks of the server: JSON in, JSON out, a sentence when refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kinfold.child_words.selectors import people_a_child_can_name
from kinfold.offline import actions, keys
from kinfold.offline.selectors import is_to_be_wiped
from kinfold.offline.signals import COOKIE
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest, viewer_of
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import holder_of_a_link
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import note_page
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED
from kinfold_core.practice.offline_bundle import UnreadableBundleError
from kinfold_core.practice.offline_held import WhyHeld

TICKETS_MOST: Final = 20
TOO_LARGE: Final = (
    "This visit is too large to send. Nothing is lost: it stays on the device. Rub out "
    "what is not needed in the largest drawing, and send it again."
)

COOKIE_SECONDS: Final = 60 * 60 * 24 * 90
Answer = Callable[..., dict[str, Any]]


def _answers(view: Answer) -> Callable[..., HttpResponse]:
    """What went wrong as one sentence, and nothing of it kept."""

    @wraps(view)
    def answered(request: ViewerRequest, *args: Any, **parts: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return JsonResponse(view(request, *args, **parts))
        except (UnreadableBundleError, ValueError) as error:
            is_ours = isinstance(error, UnreadableBundleError)
            words = str(error) if is_ours else "What the device sent could not be read."
            return JsonResponse({"message": words}, status=REFUSED)
        except CannotDo as error:
            return JsonResponse({"message": f"{error.message}."}, status=REFUSED)
        except RequestDataTooBig:
            return JsonResponse({"message": TOO_LARGE}, status=413)
        except PermissionDenied as error:
            words = f"{str(error).rstrip('.')}. It stays on this device, locked."
            return JsonResponse({"message": words}, status=403)

    return answered


@csrf_exempt  # says only that a device was wiped, which its own ticket vouches for
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and which of this browser's devices are to be wiped.

    Open to whoever asks, because a lost device has no session: a ticket is all it has.
    """
    if request.method == "POST":
        return _say_wiped(request)
    tickets = request.GET.getlist("ticket")[:TICKETS_MOST]
    told: dict[str, Any] = {"signed_in": False, "wipe": _to_be_wiped(tickets)}
    viewer = viewer_of(request)
    if viewer is not None and viewer.worker_id is not None:
        told |= {
            "signed_in": True,
            "worker": str(viewer.worker_id),
            "name": viewer.name,
        }
    return JsonResponse(told | {"token": get_token(request)})


def _to_be_wiped(tickets: Iterable[str]) -> dict[str, bool]:
    """For each ticket of ours its device. What is no ticket is not answered."""
    found = {}
    for ticket in tickets:
        read = keys.read_ticket(ticket)
        if read is not None:
            by = holder_of_a_link(read[0])
            with as_viewer(by):
                found[str(read[1])] = is_to_be_wiped(by, read[1])
    return found


def _say_wiped(request: HttpRequest) -> HttpResponse:
    try:
        read = keys.read_ticket(str(_body(request).get("ticket")))
    except (ValueError, RequestDataTooBig):
        read = None
    if read is not None:
        by = holder_of_a_link(read[0])
        with as_viewer(by):
            actions.say_wiped(device_id=read[1], by=by)
    return JsonResponse({})


@require_POST
def add_device(request: ViewerRequest) -> HttpResponse:
    response = _add_device(request)
    if response.status_code == 200:
        ticket = json.loads(response.content)["ticket"]
        # so that signing out on this browser closes this device, and no other one
        response.set_cookie(
            COOKIE, ticket, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax",
            secure=request.is_secure(),
        )  # fmt: skip
    return response


@_answers
def _add_device(request: ViewerRequest) -> dict[str, Any]:
    body = _body(request)
    device = actions.add_device(
        device_id=UUID(str(body.get("id"))),
        label=str(body.get("label", "")),
        by=request.viewer,
    )
    return {"ticket": keys.ticket_of(device), **_keys(keys.key_of(device))}


def _keys(key: bytes) -> dict[str, str]:
    """What opens a device, and what it signs with."""
    return {"key": keys.as_text(key), "signs": keys.as_text(keys.signing_key(key))}


@require_POST
@_answers
def key(request: ViewerRequest, visit_device_id: UUID) -> dict[str, Any]:
    return _keys(actions.open_with_key(device_id=visit_device_id, by=request.viewer))


@require_POST
@_answers
def put(request: ViewerRequest, taken_id: UUID) -> dict[str, Any]:
    """What a device may hold of a child: their first name, whom they can name, and
    until when.
    """
    try:
        device_id = UUID(str(_body(request).get("device")))
    except ValueError:
        raise NotFound("device") from None
    taken = actions.put_on_device(
        taken_id=taken_id, device_id=device_id, by=request.viewer
    )
    ground = ground_of(request.viewer, taken.family_id)
    people = people_a_child_can_name(request.viewer, ground, taken.child_id)
    note_page(request, ground, "offline.people_told")
    return {
        "taken": str(taken.pk),
        "name": taken.child_name,
        "until": taken.until.isoformat(),
        "people": [{"key": one.key, "name": one.name} for one in people],
    }


@require_POST
@_answers
def home(request: ViewerRequest) -> dict[str, Any]:
    try:
        body = request.body
    except RawPostDataException:
        raise ValueError("no JSON") from None
    sent = actions.bring_home(
        body=body,
        signature=request.headers.get("X-Visit-Signature", ""),
        by=request.viewer,
    )
    if sent.answer["held"] == WhyHeld.NOT_OPEN:
        return {**sent.answer, "url": ""}
    url = reverse("offline:visits", args=[sent.taken.family_id])
    return {**sent.answer, "url": url}


@require_POST
@_answers
def sound(
    request: ViewerRequest, visit_item_id: UUID, sound_id: UUID
) -> dict[str, Any]:
    """A recording of something the child said, sent after it. Its bytes alone."""
    try:
        taken_id = UUID(request.GET.get("taken", ""))
        body = request.body
    except (ValueError, RawPostDataException):
        raise NotFound("child taken along") from None
    actions.add_sound(
        taken_id=taken_id,
        item_id=visit_item_id,
        sound_id=sound_id,
        media_type=request.content_type or "",
        body=body,
        by=request.viewer,
    )
    return {}


def _body(request: HttpRequest) -> dict[str, Any]:
    """What was sent.

    Raises:
        ValueError: no JSON, or no mapping.
    """
    try:
        body = json.loads(request.body)
    except (RecursionError, RawPostDataException):
        raise ValueError("no JSON") from None
    if not isinstance(body, dict):
        raise ValueError("no mapping")
    return body
