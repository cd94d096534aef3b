from __future__ import annotations

from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "kinfold.finding"
