from __future__ import annotations

from django.apps import AppConfig

from kinfold.family_picture.deeds import DEEDS
from kinfold.platform.deeds import explain


class FamilyPictureConfig(AppConfig):
    name = "kinfold.family_picture"

    def ready(self) -> None:
        explain(DEEDS)
