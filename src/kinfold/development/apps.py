from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from kinfold.development.deeds import DEEDS
from kinfold.platform.deeds import explain


class DevelopmentConfig(AppConfig):
    name = "kinfold.development"

    def ready(self) -> None:
        explain(DEEDS)
        opening = import_module("kinfold.development.selectors.files")
        files = import_module("kinfold.platform.files")
        files.register_owner(opening.OWNER, opening.may_open_file)
