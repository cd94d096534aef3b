from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.circles.deeds import DEEDS
from kinfold.networks.beyond import offer_placed
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts


class CirclesConfig(AppConfig):
    name = "kinfold.circles"

    def ready(self) -> None:
        explain(DEEDS)
        selectors = import_module("kinfold.circles.selectors")
        offer_placed("circles", selectors.placed_now)
        register_texts(selectors.texts_of_circles)
