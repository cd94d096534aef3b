from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.whiteboard.deeds import DEEDS


class WhiteboardConfig(AppConfig):
    name = "kinfold.whiteboard"

    def ready(self) -> None:
        explain(DEEDS)
        import_module("kinfold.whiteboard.night")
        import_module("kinfold.whiteboard.presenters.row_cells").code_read()
