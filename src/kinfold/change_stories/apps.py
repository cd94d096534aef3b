from __future__ import annotations

from django.apps import AppConfig

from kinfold.change_stories.deeds import DEEDS
from kinfold.drafts.own_pages import name_own
from kinfold.platform.deeds import explain


class ChangeStoriesConfig(AppConfig):
    name = "kinfold.change_stories"

    def ready(self) -> None:
        explain(DEEDS)
        name_own(
            "change_stories:bring",
            "change_stories:consent",
            "change_stories:begin-round",
            "change_stories:choose",
        )
