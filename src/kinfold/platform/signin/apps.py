from __future__ import annotations

from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "kinfold.platform.signin"
    label = "signin"
    verbose_name = "Sign-in"

    def ready(self) -> None:
        from kinfold.platform.signin import (  # noqa: F401, PLC0415  need the models
            bound_secrets,
            checks,
            signals,
        )
