from __future__ import annotations

from django.apps import AppConfig

from kinfold.drafts.deeds import DEEDS
from kinfold.platform.deeds import explain


class DraftsConfig(AppConfig):
    name = "kinfold.drafts"

    def ready(self) -> None:
        explain(DEEDS)
