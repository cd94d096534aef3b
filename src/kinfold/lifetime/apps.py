from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.lifetime.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.records.waiting import offer


class LifetimeConfig(AppConfig):
    name = "kinfold.lifetime"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.lifetime.waiting").KINDS)
