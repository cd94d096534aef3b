from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.offline.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.records.waiting import offer


class OfflineConfig(AppConfig):
    name = "kinfold.offline"

    def ready(self) -> None:
        import_module("kinfold.offline.signals")
        explain(DEEDS)
        offer(import_module("kinfold.offline.waiting").KINDS)
        holding = import_module("kinfold.offline.holding")
        held = import_module("kinfold.offline.selectors.held")
        files = import_module("kinfold.platform.files")
        files.register_owner(holding.HELD_SOUND, held.may_open_sound)
