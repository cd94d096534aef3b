from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.planning.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.waiting import offer


class PlanningConfig(AppConfig):
    name = "kinfold.planning"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.planning.waiting").KINDS)
        texts = import_module("kinfold.planning.selectors.texts")
        register_texts(texts.texts_of_plan)
