from __future__ import annotations

from django.apps import AppConfig

from kinfold.framework.deeds import DEEDS
from kinfold.platform.deeds import explain


class FrameworkConfig(AppConfig):
    name = "kinfold.framework"

    def ready(self) -> None:
        explain(DEEDS)
