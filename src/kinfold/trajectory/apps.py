from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.records.waiting import offer
from kinfold.trajectory.deeds import DEEDS


class TrajectoryConfig(AppConfig):
    name = "kinfold.trajectory"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.trajectory.waiting").KINDS)
