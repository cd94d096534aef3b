from __future__ import annotations

from django.apps import AppConfig

from kinfold.implementation.deeds import DEEDS
from kinfold.journeys.occurred import register_occurred
from kinfold.platform.deeds import explain


class ImplementationConfig(AppConfig):
    name = "kinfold.implementation"

    def ready(self) -> None:
        from kinfold.implementation.road import tell_road  # noqa: PLC0415  needs the models

        explain(DEEDS)
        register_occurred(tell_road)
