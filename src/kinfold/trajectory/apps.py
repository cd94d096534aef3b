from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.waiting import offer
from kinfold.trajectory.deeds import DEEDS


class TrajectoryConfig(AppConfig):
    name = "kinfold.trajectory"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.trajectory.waiting").KINDS)
        texts = import_module("kinfold.trajectory.selectors.texts")
        register_texts(texts.texts_of_trajectory)
