from __future__ import annotations

from django.apps import AppConfig

from kinfold.meetings.deeds import DEEDS
from kinfold.platform.deeds import explain


class MeetingsConfig(AppConfig):
    name = "kinfold.meetings"

    def ready(self) -> None:
        explain(DEEDS)
