from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.programme.deeds import DEEDS


class ProgrammeConfig(AppConfig):
    name = "kinfold.programme"

    def ready(self) -> None:
        explain(DEEDS)
