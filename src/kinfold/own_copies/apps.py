from __future__ import annotations

from django.apps import AppConfig

from kinfold.own_copies.deeds import DEEDS
from kinfold.platform.deeds import explain


class OwnCopiesConfig(AppConfig):
    name = "kinfold.own_copies"

    def ready(self) -> None:
        explain(DEEDS)
