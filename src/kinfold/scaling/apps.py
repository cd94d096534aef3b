from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.scaling.deeds import DEEDS


class ScalingConfig(AppConfig):
    name = "kinfold.scaling"

    def ready(self) -> None:
        explain(DEEDS)
