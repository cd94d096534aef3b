from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.drafts.deeds import DEEDS
from kinfold.platform.deeds import explain


class DraftsConfig(AppConfig):
    name = "kinfold.drafts"

    def ready(self) -> None:
        explain(DEEDS)
        import_module("kinfold.drafts.night")
