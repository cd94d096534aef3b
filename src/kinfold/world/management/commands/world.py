"""`world --families N --seed S`: make the demo's made-up families and staff."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from kinfold.platform.management.as_whom import viewer_called
from kinfold.platform.tenancy import as_viewer
from kinfold.world.extracts import ask_and_give
from kinfold.world.loading import load_world
from kinfold.world.returns import demo_analyst, hand_in_sample

WIDTH = 30


class Command(BaseCommand):
    help = "Make made-up families, their maps and the staff of the ten authorities."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--families", type=int, default=400)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--today", type=date.fromisoformat, default=None, help="YYYY-MM-DD"
        )
        parser.add_argument(
            "--returns",
            action="store_true",
            help="hand in a made-up census too, so that there are measures to look at",
        )

    def handle(self, **options: Any) -> None:
        if not settings.KINFOLD_DEMO:
            raise CommandError(
                "The made-up world belongs in a demo. Set KINFOLD_DEMO=1 to make it."
            )
        families = options["families"]
        if not 0 <= families <= 99_999 or not 0 <= options["seed"] <= 999_999:
            raise CommandError(
                "Families go from 0 to 99999 and seeds from 0 to 999999."
            )
        began = time.monotonic()
        made = load_world(
            families=families,
            seed=options["seed"],
            today=options["today"] or timezone.localdate(),
            tell=lambda done: self._bar(done, families),
        )
        seconds = time.monotonic() - began
        if made.families:
            self.stdout.write(
                f"Made {made.families:,} families with {made.people:,} people and "
                f"{made.maps:,} maps ({made.rows:,} rows) in {seconds:.0f} s."
            )
        else:
            self.stdout.write("Nothing to make: all of these families are there.")
        if options["returns"]:
            self._hand_in(options["seed"])

    def _hand_in(self, seed: int) -> None:
        email = demo_analyst()
        by = viewer_called(email)
        with as_viewer(by):
            came = hand_in_sample(seed=seed, by=by)
        if came.known:
            self.stdout.write("The made-up census was handed in before.")
        else:
            self.stdout.write(
                f"A made-up census was handed in. While ./kinfold up runs, it is read "
                f"and counted; then {email} sees the measures under Returns."
            )
        if ask_and_give():
            self.stdout.write(
                "An evaluator asked for two extracts of it, and was given one."
            )

    def _bar(self, done: int, total: int) -> None:
        """Draw how far it is, on a screen only."""
        if not sys.stderr.isatty():
            return
        filled = WIDTH * done // max(1, total)
        bar = "█" * filled + "·" * (WIDTH - filled)
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r  {bar} {done:,} of {total:,} families{end}")
        sys.stderr.flush()
