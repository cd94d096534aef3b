"""The people who may sign in to the demo. They exist in no other installation."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from kinfold.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class DemoPerson:
    email: str
    name: str
    job_title: str
    place_name: str


def people() -> list[DemoPerson]:
    """The demo's cast, most used first.

    The made-up world stands above the platform and may not be imported here, so
    settings name where its people are.

    Raises:
        NotFound: this is no demo, so nobody of the kind exists.
    """
    _only_in_the_demo()
    accounts = import_string(settings.KINFOLD_DEMO_PEOPLE)
    return [DemoPerson(*account) for account in accounts()]


def password() -> str:
    """The password of every demo person. It protects nobody: nobody there is real.

    Raises:
        NotFound: this is no demo.
    """
    _only_in_the_demo()
    return str(import_string(settings.KINFOLD_DEMO_PASSWORD))


def _only_in_the_demo() -> None:
    if not settings.KINFOLD_DEMO:
        raise NotFound("Demo people exist only in the demo")
