from __future__ import annotations

from django.apps import AppConfig

from kinfold.insight.deeds import DEEDS
from kinfold.platform.deeds import explain


class InsightConfig(AppConfig):
    name = "kinfold.insight"

    def ready(self) -> None:
        explain(DEEDS)
