from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.workshops.deeds import DEEDS


class WorkshopsConfig(AppConfig):
    name = "kinfold.workshops"

    def ready(self) -> None:
        explain(DEEDS)
