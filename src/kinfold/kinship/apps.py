from __future__ import annotations

from django.apps import AppConfig

from kinfold.kinship.deeds import DEEDS
from kinfold.platform.deeds import explain


class KinshipConfig(AppConfig):
    name = "kinfold.kinship"

    def ready(self) -> None:
        explain(DEEDS)
