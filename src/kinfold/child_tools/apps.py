from __future__ import annotations

from django.apps import AppConfig

from kinfold.child_tools.deeds import DEEDS
from kinfold.platform.deeds import explain


class ChildToolsConfig(AppConfig):
    name = "kinfold.child_tools"

    def ready(self) -> None:
        explain(DEEDS)
