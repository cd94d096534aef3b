from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.network_meetings.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts


class NetworkMeetingsConfig(AppConfig):
    name = "kinfold.network_meetings"

    def ready(self) -> None:
        explain(DEEDS)
        texts = import_module("kinfold.network_meetings.selectors.texts")
        register_texts(texts.texts_of_meetings)
