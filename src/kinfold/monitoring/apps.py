from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.monitoring.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.waiting import offer


class MonitoringConfig(AppConfig):
    name = "kinfold.monitoring"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.monitoring.waiting").KINDS)
        texts = import_module("kinfold.monitoring.selectors.texts")
        register_texts(texts.texts_of_lived_plan)
