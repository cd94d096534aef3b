from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.drafts.deeds import DEEDS
from kinfold.platform.deeds import explain
from kinfold.records.keeping import keep_typed_with


class DraftsConfig(AppConfig):
    name = "kinfold.drafts"

    def ready(self) -> None:
        explain(DEEDS)
        import_module("kinfold.drafts.night")
        keep_typed_with(import_module("kinfold.drafts.form_drafts").draft_of_page)
