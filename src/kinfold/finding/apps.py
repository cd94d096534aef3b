from __future__ import annotations

from django.apps import AppConfig

from kinfold.finding.deeds import DEEDS
from kinfold.platform.deeds import explain


class FindingConfig(AppConfig):
    name = "kinfold.finding"

    def ready(self) -> None:
        explain(DEEDS)
