from __future__ import annotations

from django.apps import AppConfig

from kinfold.gatherings.deeds import DEEDS
from kinfold.journeys.occurred import register_occurred
from kinfold.platform.deeds import explain


class GatheringsConfig(AppConfig):
    name = "kinfold.gatherings"

    def ready(self) -> None:
        from kinfold.gatherings.road import tell_road  # noqa: PLC0415  needs the models

        explain(DEEDS)
        register_occurred(tell_road)
