from __future__ import annotations

from django.apps import AppConfig

from kinfold.change_stories.deeds import DEEDS
from kinfold.platform.deeds import explain


class ChangeStoriesConfig(AppConfig):
    name = "kinfold.change_stories"

    def ready(self) -> None:
        explain(DEEDS)
