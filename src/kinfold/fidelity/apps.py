from __future__ import annotations

from django.apps import AppConfig

from kinfold.fidelity.deeds import DEEDS
from kinfold.platform.deeds import explain


class FidelityConfig(AppConfig):
    name = "kinfold.fidelity"

    def ready(self) -> None:
        explain(DEEDS)
