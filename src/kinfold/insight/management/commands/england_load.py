"""`england_load`: read England's panel whole, and make the programme's authorities."""

from __future__ import annotations

import zlib
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kinfold.insight.loading import load_programme
from kinfold_measures.catalogue import COLUMNS
from kinfold_measures.england import ATTRIBUTION, kept_panel

# A file that is missing, cut off, spoilt, of other columns or of other words.
UNREADABLE = (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError)


class Command(BaseCommand):
    help = "Check England's panel and make the ten authorities of the programme."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.PROJECT / "data" / "england"
        try:
            panel = kept_panel(folder, COLUMNS)
        except UNREADABLE as error:
            raise CommandError(
                f"England's figures in {folder} cannot be read: {error}. "
                "Put the folder back with: git checkout -- data/england"
            ) from error
        loaded = load_programme(areas=panel.programme())
        self.stdout.write(
            f"England's figures: {len(panel.current())} authorities to "
            f"{panel.last_year}, data version {panel.version}. "
            f"New: {loaded.authority_count} authorities, "
            f"{loaded.place_count} places in the programme."
        )
        self.stdout.write(ATTRIBUTION)
