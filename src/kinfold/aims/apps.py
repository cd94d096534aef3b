from __future__ import annotations

from django.apps import AppConfig

from kinfold.aims.deeds import DEEDS
from kinfold.platform.deeds import explain


class AimsConfig(AppConfig):
    name = "kinfold.aims"

    def ready(self) -> None:
        explain(DEEDS)
