from __future__ import annotations

from django.apps import AppConfig

from kinfold.monitoring.deeds import DEEDS
from kinfold.platform.deeds import explain


class MonitoringConfig(AppConfig):
    name = "kinfold.monitoring"

    def ready(self) -> None:
        explain(DEEDS)
