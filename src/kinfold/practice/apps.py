from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.drafts.standing import register
from kinfold.platform.deeds import explain
from kinfold.practice.deeds import DEEDS
from kinfold.recording.kinds import register_texts


class PracticeConfig(AppConfig):
    name = "kinfold.practice"

    def ready(self) -> None:
        explain(DEEDS)
        wordings = import_module("kinfold.practice.selectors.wordings")
        texts = import_module("kinfold.practice.selectors.texts")
        register_texts(texts.texts_of_map)
        register("practice:edit-entry", wordings.entry_standing)
        register("practice:edit-danger", wordings.danger_standing)
