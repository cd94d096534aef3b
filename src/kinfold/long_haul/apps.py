from __future__ import annotations

from django.apps import AppConfig

from kinfold.long_haul.deeds import DEEDS
from kinfold.platform.deeds import explain


class LongHaulConfig(AppConfig):
    name = "kinfold.long_haul"

    def ready(self) -> None:
        explain(DEEDS)
