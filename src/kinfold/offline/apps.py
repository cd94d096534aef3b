from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.offline.deeds import DEEDS
from kinfold.platform.deeds import explain


class OfflineConfig(AppConfig):
    name = "kinfold.offline"

    def ready(self) -> None:
        import_module("kinfold.offline.signals")
        explain(DEEDS)
