from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.voice.deeds import DEEDS


class VoiceConfig(AppConfig):
    name = "kinfold.voice"

    def ready(self) -> None:
        explain(DEEDS)
        texts = import_module("kinfold.voice.selectors.texts")
        register_texts(texts.texts_of_stories)
