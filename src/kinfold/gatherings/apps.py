from __future__ import annotations

from django.apps import AppConfig

from kinfold.gatherings.deeds import DEEDS
from kinfold.platform.deeds import explain


class GatheringsConfig(AppConfig):
    name = "kinfold.gatherings"

    def ready(self) -> None:
        explain(DEEDS)
