from __future__ import annotations

from django.apps import AppConfig

from kinfold.offline.deeds import DEEDS
from kinfold.platform.deeds import explain


class OfflineConfig(AppConfig):
    name = "kinfold.offline"

    def ready(self) -> None:
        explain(DEEDS)
