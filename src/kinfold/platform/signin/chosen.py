"""The places an account opens, and which of them somebody is in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from kinfold.platform.components import Link
from kinfold.platform.places import Place, places_of
from kinfold.platform.signin import events
from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Choice:
    """One place as the chooser shows it. `key` names it in a form and a session."""

    key: str
    label: str
    is_programme: bool
    is_current: bool


def key_of(place: Place) -> str:
    """The place in one word, as the session keeps it. Empty for no place."""
    session: dict[str, str] = {}
    place.keep_in(session)
    return session.get("place", "")


def choices_of(viewer: Viewer, current: str) -> list[Choice]:
    """Every place the viewer's account opens. Two queries."""
    return [
        Choice(
            key=key_of(place),
            label=place.name,
            is_programme=place.programme_id is not None,
            is_current=key_of(place) == current,
        )
        for place in places_of(viewer.user_id)
    ]


def places_link(request: HttpRequest) -> tuple[Link, ...]:
    """The way to one's other places, for the top of every page. No query."""
    session = getattr(request, "session", None)
    if session is None or session.get("place_count", 0) < 2:
        return ()
    return (Link("Work somewhere else", reverse("platform:places")),)


def move(request: HttpRequest, viewer: Viewer, key: str) -> bool:
    """Go to another of one's own places. False if `key` names none of them."""
    for place in places_of(viewer.user_id):
        if key_of(place) == key:
            place.keep_in(request.session)
            request.session.pop("has_places", None)
            events.note_access(viewer.user_id, events.ARRIVED, place.authority_id)
            return True
    return False
