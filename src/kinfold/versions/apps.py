from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.versions.deeds import DEEDS


class VersionsConfig(AppConfig):
    name = "kinfold.versions"

    def ready(self) -> None:
        explain(DEEDS)
