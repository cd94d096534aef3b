from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.vocabulary.deeds import DEEDS


class VocabularyConfig(AppConfig):
    name = "kinfold.vocabulary"

    def ready(self) -> None:
        explain(DEEDS)
