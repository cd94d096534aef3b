from __future__ import annotations

from django.apps import AppConfig

from kinfold.ledger.deeds import DEEDS
from kinfold.platform.deeds import explain


class LedgerConfig(AppConfig):
    name = "kinfold.ledger"

    def ready(self) -> None:
        explain(DEEDS)
