from __future__ import annotations

from django.apps import AppConfig

from kinfold.family_finding.deeds import DEEDS
from kinfold.platform.deeds import explain


class FamilyFindingConfig(AppConfig):
    name = "kinfold.family_finding"

    def ready(self) -> None:
        explain(DEEDS)
