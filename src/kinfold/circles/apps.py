from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.circles.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts


class CirclesConfig(AppConfig):
    name = "kinfold.circles"

    def ready(self) -> None:
        explain(DEEDS)
        texts = import_module("kinfold.circles.selectors")
        register_texts(texts.texts_of_circles)
