"""Which languages the family's copy speaks, and what each still lacks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kinfold.platform.our_words import languages, missing_in


class Command(BaseCommand):
    help = "List the languages of the family's copy: complete or not, and who read them"

    def handle(self, **options: Any) -> None:
        for one in languages():
            missing = missing_in(one)
            state = f"lacks {', '.join(missing)}" if missing else "complete"
            by = one.checked_by or "nobody yet"
            self.stdout.write(
                f"{one.code}  {one.in_english}: {state}; read through by {by}"
            )
