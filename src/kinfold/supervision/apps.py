from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.supervision.deeds import DEEDS


class SupervisionConfig(AppConfig):
    name = "kinfold.supervision"

    def ready(self) -> None:
        explain(DEEDS)
