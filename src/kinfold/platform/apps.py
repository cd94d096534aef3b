from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlatformConfig(AppConfig):
    name = "kinfold.platform"
    label = "platform"
    verbose_name = "Platform"

    def ready(self) -> None:
        from kinfold.platform import checks  # noqa: F401, PLC0415  registers them

        # after the last app's migrations the models are final: raise the fences then
        from kinfold.platform.fences import (  # noqa: PLC0415  needs the models
            raise_fences_after_migrate,
        )

        post_migrate.connect(
            raise_fences_after_migrate, dispatch_uid="kinfold.platform.fences"
        )
