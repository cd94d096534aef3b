from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.stages.deeds import DEEDS


class StagesConfig(AppConfig):
    name = "kinfold.stages"

    def ready(self) -> None:
        explain(DEEDS)
