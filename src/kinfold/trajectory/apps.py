from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.trajectory.deeds import DEEDS


class TrajectoryConfig(AppConfig):
    name = "kinfold.trajectory"

    def ready(self) -> None:
        explain(DEEDS)
