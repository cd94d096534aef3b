from __future__ import annotations

from django.apps import AppConfig

from kinfold.planning.deeds import DEEDS
from kinfold.platform.deeds import explain


class PlanningConfig(AppConfig):
    name = "kinfold.planning"

    def ready(self) -> None:
        explain(DEEDS)
