"""`import_ssd --as EMAIL PATH`: bring in an extract that lies on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinfold.intake.actions import import_folder
from kinfold.platform.jobs import Progress
from kinfold.platform.models import User
from kinfold.platform.places import places_of, viewer_in
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer


class Command(BaseCommand):
    help = "Bring in people and cases from a Standard Safeguarding Dataset extract"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--as", dest="email", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"There is no file or folder called {path}")
        viewer = _viewer(options["email"])
        try:
            with as_viewer(viewer):
                done = import_folder(path=path, by=viewer, steps=Progress())
        except PermissionDenied as error:
            raise CommandError(f"{options['email']} may not import: {error}") from None
        if done.message:
            raise CommandError(done.message)
        print(
            f"{done.row_count} rows: {done.taken_count} taken, "
            f"{done.unchanged_count} known already, {done.left_out_count} left out"
        )


def _viewer(email: str) -> Viewer:
    """The person as they stand in the one authority they work in."""
    user_id = User.objects.filter(email=email.lower()).values_list("pk", flat=True)
    found = user_id.first()
    if found is None:
        raise CommandError(f"There is no account {email}")
    places = [place for place in places_of(found) if place.authority_id]
    if len(places) != 1:
        raise CommandError(f"{email} does not work in exactly one authority")
    with as_authority(places[0].authority_id, user_id=found):
        return viewer_in(places[0], user_id=found)
