"""`python -m kinfold.manage work`: run background jobs until told to stop."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import autodiscover_modules

from kinfold.platform.jobs import queue

# The ground's own jobs live beside what they are about; every other app has a module
# `jobs`, which the worker finds by itself.
OWN = (
    "kinfold.platform.chain.jobs",
    "kinfold.platform.files.actions",
    "kinfold.platform.files.sweep",
)


class Command(BaseCommand):
    help = "Run background jobs. SIGTERM lets running jobs stop, then puts them back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--concurrency", type=int, default=2, help="jobs at a time (default 2)"
        )
        parser.add_argument(
            "--once", action="store_true", help="run what is queued now, then end"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("jobs")
        for module in OWN:
            import_module(module)
        queue.work(concurrency=options["concurrency"], is_waiting=not options["once"])
