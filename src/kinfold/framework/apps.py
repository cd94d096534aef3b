from __future__ import annotations

from django.apps import AppConfig

from kinfold.drafts.own_pages import name_own
from kinfold.framework.deeds import DEEDS
from kinfold.platform.deeds import explain


class FrameworkConfig(AppConfig):
    name = "kinfold.framework"

    def ready(self) -> None:
        explain(DEEDS)
        name_own("framework:rate")
