from __future__ import annotations

from django.apps import AppConfig


class ExtractsConfig(AppConfig):
    name = "kinfold.extracts"
