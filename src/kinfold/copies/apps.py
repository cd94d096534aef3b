from __future__ import annotations

from django.apps import AppConfig

from kinfold.copies.deeds import DEEDS
from kinfold.platform.deeds import explain


class CopiesConfig(AppConfig):
    name = "kinfold.copies"

    def ready(self) -> None:
        explain(DEEDS)
