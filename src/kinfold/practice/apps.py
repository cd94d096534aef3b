from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.practice.deeds import DEEDS


class PracticeConfig(AppConfig):
    name = "kinfold.practice"

    def ready(self) -> None:
        explain(DEEDS)
