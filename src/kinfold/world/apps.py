from __future__ import annotations

from django.apps import AppConfig


class WorldConfig(AppConfig):
    name = "kinfold.world"
