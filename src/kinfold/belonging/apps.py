from __future__ import annotations

from django.apps import AppConfig

from kinfold.belonging.deeds import DEEDS
from kinfold.platform.deeds import explain


class BelongingConfig(AppConfig):
    name = "kinfold.belonging"

    def ready(self) -> None:
        explain(DEEDS)
