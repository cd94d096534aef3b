from __future__ import annotations

from django.apps import AppConfig

from kinfold.people.deeds import DEEDS
from kinfold.platform.deeds import explain


class PeopleConfig(AppConfig):
    name = "kinfold.people"

    def ready(self) -> None:
        explain(DEEDS)
