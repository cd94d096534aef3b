from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.whiteboard.deeds import DEEDS


class WhiteboardConfig(AppConfig):
    name = "kinfold.whiteboard"

    def ready(self) -> None:
        explain(DEEDS)
