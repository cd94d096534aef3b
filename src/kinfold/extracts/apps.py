"""De-identified data for an evaluator: asked for, decided, logged, and gone in time."""

from __future__ import annotations

from django.apps import AppConfig

from kinfold.drafts.own_pages import name_own
from kinfold.extracts.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.returns.going import register_going


class ExtractsConfig(AppConfig):
    name = "kinfold.extracts"

    def ready(self) -> None:
        from kinfold.extracts.actions.ending import (  # noqa: PLC0415  needs the models
            end_what_may_tell_of,
        )
        from kinfold.extracts.keeping import (  # noqa: PLC0415  reads the settings
            FOLDER,
        )
        from kinfold.extracts.waiting import (  # noqa: PLC0415  needs the models
            still_needed,
        )
        from kinfold.platform.files import (  # noqa: PLC0415  needs the models
            register_waiting,
        )

        explain(DEEDS)
        register_going(end_what_may_tell_of)
        name_own("extracts:ask", "extracts:decide", "extracts:end")
        register_waiting(FOLDER, still_needed)
