from __future__ import annotations

from django.apps import AppConfig

from kinfold.implementation.deeds import DEEDS
from kinfold.platform.deeds import explain


class ImplementationConfig(AppConfig):
    name = "kinfold.implementation"

    def ready(self) -> None:
        explain(DEEDS)
