from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.meetings.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts


class MeetingsConfig(AppConfig):
    name = "kinfold.meetings"

    def ready(self) -> None:
        explain(DEEDS)
        texts = import_module("kinfold.meetings.selectors.network_meeting")
        register_texts(texts.texts_of_meetings)
