from __future__ import annotations

from django.apps import AppConfig

from kinfold.family_time.deeds import DEEDS
from kinfold.platform.deeds import explain


class FamilyTimeConfig(AppConfig):
    name = "kinfold.family_time"

    def ready(self) -> None:
        explain(DEEDS)
