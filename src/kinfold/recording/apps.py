from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.recording.deeds import DEEDS
from kinfold.recording.kinds import register_texts


class RecordingConfig(AppConfig):
    name = "kinfold.recording"

    def ready(self) -> None:
        explain(DEEDS)
        import_module("kinfold.recording.night")
        register_texts(import_module("kinfold.recording.selectors").names_in_family)
