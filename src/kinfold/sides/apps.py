from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.networks.beyond import offer_sides
from kinfold.platform.deeds import explain
from kinfold.sides.deeds import DEEDS


class SidesConfig(AppConfig):
    name = "kinfold.sides"

    def ready(self) -> None:
        explain(DEEDS)
        offer_sides(import_module("kinfold.sides.said").of_network)
