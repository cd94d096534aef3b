"""What happens when somebody signs in, leaves, or fails their second step."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from kinfold.platform.models import User
from kinfold.platform.places import Place, places_of
from kinfold.platform.signin import events, second_factor
from kinfold.platform.signin.adapters import know_address
from kinfold.platform.signin.chosen import key_of
from kinfold.platform.signin.last_person import keep_form_tokens, last_person


@receiver(user_logged_in, dispatch_uid="kinfold.signin.arrive")
def arrive(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Choose where they are, keep it in the session, and write it down."""
    know_address(user)
    place = _choose_place(request, user.pk)
    place.keep_in(request.session)
    second_factor.forget(request)
    keep_form_tokens(request, user_id=user.pk)
    events.note_access(user.pk, events.SIGNED_IN, place.authority_id)


def _choose_place(request: HttpRequest, user_id: int) -> Place:
    """The only place; or, of several, where they last were on this browser.

    With several and no last one the first is taken and the chooser is shown.
    """
    places = places_of(user_id)
    request.session["place_count"] = len(places)
    if not places:
        return Place()
    last = last_person(request)
    if last and last.user_id == user_id:
        for place in places:
            if key_of(place) == last.place:
                return place
    if len(places) > 1:
        request.session["has_places"] = True
    return places[0]


@receiver(user_logged_out, dispatch_uid="kinfold.signin.leave")
def leave(
    sender: Any, request: HttpRequest, user: User | None = None, **kwargs: Any
) -> None:
    if user is not None:
        place = Place.from_session(request.session)
        events.note_access(user.pk, events.SIGNED_OUT, place.authority_id)


@receiver(authenticator_added, dispatch_uid="kinfold.signin.factor_added")
@receiver(authenticator_removed, dispatch_uid="kinfold.signin.factor_removed")
def factor_changed(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    second_factor.forget(request)


@receiver(authentication_failed, dispatch_uid="kinfold.signin.factor_refused")
def factor_refused(sender: Any, user: User, **kwargs: Any) -> None:
    events.note_everywhere(user.pk, events.SECOND_FACTOR_REFUSED)
