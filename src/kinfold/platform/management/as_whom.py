"""Who a command of `--as EMAIL` is run as."""

from __future__ import annotations

from django.core.management.base import CommandError

from kinfold.platform.models import User
from kinfold.platform.places import places_of, viewer_in
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer


def viewer_called(email: str) -> Viewer:
    """The person as they stand in the one authority they work in.

    Raises:
        CommandError: there is no such account, or it works in none or in several.
    """
    user_id = User.objects.filter(email=email.lower()).values_list("pk", flat=True)
    found = user_id.first()
    if found is None:
        raise CommandError(f"There is no account {email}")
    places = [place for place in places_of(found) if place.authority_id]
    if len(places) != 1:
        raise CommandError(f"{email} does not work in exactly one authority")
    with as_authority(places[0].authority_id, user_id=found):
        return viewer_in(places[0], user_id=found)
