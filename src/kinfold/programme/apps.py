from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.programme.deeds import DEEDS
from kinfold.returns.going import register_going


class ProgrammeConfig(AppConfig):
    name = "kinfold.programme"

    def ready(self) -> None:
        from kinfold.programme.actions import (  # noqa: PLC0415  needs the models
            withdraw_counted_on,
        )

        explain(DEEDS)
        register_going(withdraw_counted_on)
