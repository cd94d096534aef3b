from __future__ import annotations

from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "kinfold.platform.signin"
    label = "signin"
    verbose_name = "Sign-in"

    def ready(self) -> None:
        from kinfold.platform.signin import checks, signals  # noqa: F401
