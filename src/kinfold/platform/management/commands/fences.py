"""`fences`: raise the database fences; `fences --check`: say which are missing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from kinfold.platform.fences import missing_fences, raise_fences, unexplained_tables


class Command(BaseCommand):
    help = "Raise the fences between authorities, or check that all stand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            unexplained = unexplained_tables(cursor)
            missing = missing_fences(cursor)
        if unexplained:
            raise CommandError(
                "Tables with neither a fence nor a reason: " + ", ".join(unexplained)
            )
        if options["check"]:
            if missing:
                raise CommandError("Missing fences:\n" + "\n".join(missing))
            self.stdout.write("Every fence stands.")
            return
        for sql in raise_fences(connection):
            self.stdout.write(sql)
