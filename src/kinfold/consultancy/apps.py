from __future__ import annotations

from django.apps import AppConfig

from kinfold.consultancy.deeds import DEEDS
from kinfold.platform.deeds import explain


class ConsultancyConfig(AppConfig):
    name = "kinfold.consultancy"

    def ready(self) -> None:
        explain(DEEDS)
