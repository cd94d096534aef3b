from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.long_haul.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.records.afterwards import offer_may_ask
from kinfold.records.waiting import offer


class LongHaulConfig(AppConfig):
    name = "kinfold.long_haul"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.long_haul.waiting").KINDS)
        selectors = import_module("kinfold.long_haul.selectors")
        register_texts(selectors.texts_of_long_haul)
        offer_may_ask("long_haul", selectors.may_ask)
