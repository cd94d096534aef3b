from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.records.deeds import DEEDS


class RecordsConfig(AppConfig):
    name = "kinfold.records"

    def ready(self) -> None:
        explain(DEEDS)
