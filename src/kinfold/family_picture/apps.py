from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.family_picture.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts


class FamilyPictureConfig(AppConfig):
    name = "kinfold.family_picture"

    def ready(self) -> None:
        explain(DEEDS)
        selectors = import_module("kinfold.family_picture.selectors")
        register_texts(selectors.texts_of_picture)
