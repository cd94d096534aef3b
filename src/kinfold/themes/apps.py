from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.themes.deeds import DEEDS


class ThemesConfig(AppConfig):
    name = "kinfold.themes"

    def ready(self) -> None:
        explain(DEEDS)
