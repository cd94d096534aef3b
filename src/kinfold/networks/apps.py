from __future__ import annotations

from django.apps import AppConfig

from kinfold.networks.deeds import DEEDS
from kinfold.platform.deeds import explain


class NetworksConfig(AppConfig):
    name = "kinfold.networks"

    def ready(self) -> None:
        explain(DEEDS)
