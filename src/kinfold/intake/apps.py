from __future__ import annotations

from django.apps import AppConfig

from kinfold.intake.deeds import DEEDS
from kinfold.platform.deeds import explain


class IntakeConfig(AppConfig):
    name = "kinfold.intake"

    def ready(self) -> None:
        from kinfold.intake.waiting import (  # noqa: PLC0415  needs the models
            still_waiting,
        )
        from kinfold.platform.files import (  # noqa: PLC0415  needs the models
            register_waiting,
        )

        explain(DEEDS)
        register_waiting("imports", still_waiting)
