from __future__ import annotations

from django.apps import AppConfig


class ChangeStoriesConfig(AppConfig):
    name = "kinfold.change_stories"
