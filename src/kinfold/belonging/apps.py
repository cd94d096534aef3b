from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.belonging.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts


class BelongingConfig(AppConfig):
    name = "kinfold.belonging"

    def ready(self) -> None:
        explain(DEEDS)
        selectors = import_module("kinfold.belonging.selectors.tree")
        register_texts(selectors.texts_of_trees)
