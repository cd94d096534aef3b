"""Django's `migrate`, without drawing every model anew for each step."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from kinfold.platform.migrating import QuickExecutor


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        migrate.MigrationExecutor = QuickExecutor  # type: ignore[attr-defined]
        super().handle(*args, **options)
