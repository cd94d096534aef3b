"""`import_ssd --as EMAIL PATH`: bring in an extract that lies on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinfold.intake.actions import import_folder
from kinfold.platform.jobs import Progress
from kinfold.platform.management.as_whom import viewer_called
from kinfold.platform.tenancy import as_viewer


class Command(BaseCommand):
    help = "Bring in people and cases from a Standard Safeguarding Dataset extract"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--as", dest="email", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(f"There is no file or folder called {path}")
        viewer = viewer_called(options["email"])
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
