from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.drafts.own_pages import name_own
from kinfold.knowledge.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.platform.suggestions import suggest_with


class KnowledgeConfig(AppConfig):
    name = "kinfold.knowledge"

    def ready(self) -> None:
        explain(DEEDS)
        suggest_with(import_module("kinfold.knowledge.presenters").beside)
        name_own(
            "knowledge:add",
            "knowledge:change",
            "knowledge:withdraw",
            "knowledge:rate",
            "knowledge:use",
            "knowledge:collect",
        )
