"""`export_practice --as EMAIL FOLDER`: Kinfold's own record as files without names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kinfold.platform.management.as_whom import viewer_called
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold.returns.actions.own_record import ask_for_own_record, export_to_folder


class Command(BaseCommand):
    help = (
        "Write one authority's own record, without names and words, into a new folder: "
        "CSV files that ./kinfold measures import reads"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--as", dest="email", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        viewer = viewer_called(options["email"])
        try:
            with as_viewer(viewer):
                ask_for_own_record(by=viewer)
            with as_viewer(viewer):
                count = export_to_folder(
                    folder=folder, today=timezone.localdate(), by=viewer
                )
        except (PermissionDenied, CannotDo) as error:
            raise CommandError(f"Nothing was exported: {error}") from error
        self.stdout.write(f"{count} files were written to {folder}")
