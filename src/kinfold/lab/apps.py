from __future__ import annotations

from django.apps import AppConfig

from kinfold.lab.deeds import DEEDS
from kinfold.platform.deeds import explain


class LabConfig(AppConfig):
    name = "kinfold.lab"

    def ready(self) -> None:
        explain(DEEDS)
