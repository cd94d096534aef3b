from __future__ import annotations

from django.apps import AppConfig

from kinfold.commitments.deeds import DEEDS
from kinfold.platform.deeds import explain


class CommitmentsConfig(AppConfig):
    name = "kinfold.commitments"

    def ready(self) -> None:
        explain(DEEDS)
