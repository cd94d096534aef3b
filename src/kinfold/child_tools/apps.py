from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.child_tools.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts


class ChildToolsConfig(AppConfig):
    name = "kinfold.child_tools"

    def ready(self) -> None:
        explain(DEEDS)
        texts = import_module("kinfold.child_tools.selectors.texts")
        register_texts(texts.texts_of_child_tools)
        opening = import_module("kinfold.child_tools.selectors.opening")
        files = import_module("kinfold.platform.files")
        files.register_owner("child_item", opening.may_open_file)
