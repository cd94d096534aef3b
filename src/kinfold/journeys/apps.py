from __future__ import annotations

from django.apps import AppConfig

from kinfold.journeys.deeds import DEEDS
from kinfold.platform.deeds import explain


class JourneysConfig(AppConfig):
    name = "kinfold.journeys"

    def ready(self) -> None:
        explain(DEEDS)
