from __future__ import annotations

from django.apps import AppConfig

from kinfold.circles.deeds import DEEDS
from kinfold.platform.deeds import explain


class CirclesConfig(AppConfig):
    name = "kinfold.circles"

    def ready(self) -> None:
        explain(DEEDS)
