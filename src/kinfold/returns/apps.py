from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.returns.deeds import DEEDS


class ReturnsConfig(AppConfig):
    name = "kinfold.returns"

    def ready(self) -> None:
        from kinfold.platform.files import (  # noqa: PLC0415  needs the models
            register_waiting,
        )
        from kinfold.returns.keeping import FOLDER  # noqa: PLC0415  reads the settings
        from kinfold.returns.waiting import (  # noqa: PLC0415  needs the models
            still_needed,
        )

        explain(DEEDS)
        register_waiting(FOLDER, still_needed)
