from __future__ import annotations

from django.apps import AppConfig

from kinfold.expectations.deeds import DEEDS
from kinfold.platform.deeds import explain


class ExpectationsConfig(AppConfig):
    name = "kinfold.expectations"

    def ready(self) -> None:
        explain(DEEDS)
