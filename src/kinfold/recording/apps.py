from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.recording.deeds import DEEDS


class RecordingConfig(AppConfig):
    name = "kinfold.recording"

    def ready(self) -> None:
        explain(DEEDS)
