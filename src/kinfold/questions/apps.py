from __future__ import annotations

from django.apps import AppConfig

from kinfold.platform.deeds import explain
from kinfold.questions.deeds import DEEDS


class QuestionsConfig(AppConfig):
    name = "kinfold.questions"

    def ready(self) -> None:
        explain(DEEDS)
