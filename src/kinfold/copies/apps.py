from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.copies.deeds import DEEDS
from kinfold.networks.beyond import offer_given
from kinfold.platform.deeds import explain


class CopiesConfig(AppConfig):
    name = "kinfold.copies"

    def ready(self) -> None:
        explain(DEEDS)
        given = import_module("kinfold.copies.selectors.given")
        offer_given("copies", given.given_beyond)
