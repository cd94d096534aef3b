from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.child_words.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.records.waiting import offer


class ChildWordsConfig(AppConfig):
    name = "kinfold.child_words"

    def ready(self) -> None:
        explain(DEEDS)
        offer(import_module("kinfold.child_words.waiting").KINDS)
