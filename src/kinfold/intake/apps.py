from __future__ import annotations

from django.apps import AppConfig

from kinfold.intake.deeds import DEEDS
from kinfold.platform.deeds import explain


class IntakeConfig(AppConfig):
    name = "kinfold.intake"

    def ready(self) -> None:
        explain(DEEDS)
