from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.drafts.standing import register
from kinfold.platform.deeds import explain
from kinfold.recording.kinds import register_texts
from kinfold.versions.deeds import DEEDS


class VersionsConfig(AppConfig):
    name = "kinfold.versions"

    def ready(self) -> None:
        explain(DEEDS)
        standing = import_module("kinfold.versions.selectors.standing")
        register("practice:edit-entry", standing.entry_standing)
        register("practice:edit-danger", standing.danger_standing)
        texts = import_module("kinfold.versions.selectors.texts")
        register_texts(texts.texts_of_map)
