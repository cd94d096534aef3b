from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.voice.deeds import DEEDS


class VoiceConfig(AppConfig):
    name = "kinfold.voice"

    def ready(self) -> None:
        explain(DEEDS)
