from __future__ import annotations

from django.apps import AppConfig

from kinfold.drafts.own_pages import name_own
from kinfold.platform.deeds import explain
from kinfold.studies.deeds import DEEDS


class StudiesConfig(AppConfig):
    name = "kinfold.studies"

    def ready(self) -> None:
        explain(DEEDS)
        name_own("studies:deviate")
